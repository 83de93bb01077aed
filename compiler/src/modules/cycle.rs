//! Circles among imports.
//!
//! In: all modules. Out: one report a circle, at the `use` that closes it.
//! Always holds: no recursion, so that a long chain of imports cannot overflow the stack.

use super::{Module, Modules, Target, errors};
use crate::diag::Diagnostic;
use crate::source::Span;

#[derive(Clone, Copy, PartialEq)]
enum Color {
    New,
    Open,
    Done,
}

/// Reports the circles; each edge that leads back into the path walked closes one.
pub(super) fn check(modules: &Modules, reports: &mut Vec<Diagnostic>) {
    let edges: Vec<Vec<(Span, usize)>> = modules.files.iter().map(edges).collect();
    let mut colors = vec![Color::New; edges.len()];
    for start in 0..edges.len() {
        // The path from `start`: each module, and which of its edges is walked next.
        let mut walk: Vec<(usize, usize)> = Vec::new();
        if colors[start] == Color::New {
            colors[start] = Color::Open;
            walk.push((start, 0));
        }
        while let Some((at, next)) = walk.last_mut() {
            let Some((span, to)) = edges[*at].get(*next).copied() else {
                colors[*at] = Color::Done;
                walk.pop();
                continue;
            };
            *next += 1;
            match colors[to] {
                Color::New => {
                    colors[to] = Color::Open;
                    walk.push((to, 0));
                }
                Color::Open => reports.push(report(modules, &edges, &walk, span, to)),
                Color::Done => {}
            }
        }
    }
}

fn edges(module: &Module) -> Vec<(Span, usize)> {
    let mut edges: Vec<(Span, usize)> = module
        .targets
        .iter()
        .filter_map(|(span, target)| match target {
            Target::Module(id) => Some((*span, id.index())),
            _ => None,
        })
        .collect();
    edges.sort_unstable();
    edges
}

/// The circle from `to` along the walk and back to it by the `use` at `closing`.
fn report(
    modules: &Modules,
    edges: &[Vec<(Span, usize)>],
    walk: &[(usize, usize)],
    closing: Span,
    to: usize,
) -> Diagnostic {
    let path = |index: usize| modules.files.get(index).map_or_else(String::new, |module| module.path.clone());
    let mut steps = vec![(closing, path(to))];
    let from = walk.iter().position(|(at, _)| *at == to).unwrap_or(0);
    for (at, next) in walk.get(from..walk.len() - 1).unwrap_or(&[]) {
        if let Some((span, child)) = edges[*at].get(next - 1) {
            steps.push((*span, path(*child)));
        }
    }
    errors::circle(&steps)
}
