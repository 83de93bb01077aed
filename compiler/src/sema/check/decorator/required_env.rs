//! `requires_env`: variables that a component cannot work without.
//!
//! In: the checked program. Out: one report for each task that no place gives them.

use smol_str::SmolStr;

use crate::diag::Diagnostic;
use crate::sema::errors::decorators as errors;
use crate::sema::hir::{Block, Component, ComponentId, Node, NodeKind, Pipeline, Program, Settings};

/// Looks through all tasks of all pipelines.
pub(crate) fn check(program: &Program) -> Vec<Diagnostic> {
    if program.components.iter().all(|component| required(component).next().is_none()) {
        return Vec::new();
    }
    let mut reports = Vec::new();
    for pipeline in &program.pipelines {
        let mut search = Search { program, pipeline, reports: &mut reports };
        search.block(&pipeline.body);
        pipeline.finally.iter().for_each(|finally| search.block(&finally.body));
    }
    reports
}

/// What a component requires, its file's requirements included.
fn required(component: &Component) -> impl Iterator<Item = &SmolStr> {
    component.base.requires_env.iter().chain(&component.settings.requires_env)
}

struct Search<'a> {
    program: &'a Program,
    pipeline: &'a Pipeline,
    reports: &'a mut Vec<Diagnostic>,
}

impl Search<'_> {
    fn block(&mut self, block: &Block) {
        block.nodes.iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Task { component, .. } => self.task(node, *component),
            NodeKind::If { branches } => branches.iter().for_each(|branch| self.block(&branch.body)),
            NodeKind::For(inner) => self.block(&inner.body),
            NodeKind::Try { body, finally } => {
                self.block(body);
                self.block(&finally.body);
            }
            NodeKind::SubPipeline { .. } | NodeKind::Importer(_) | NodeKind::Approve { .. } => {}
        }
    }

    fn task(&mut self, node: &Node, id: ComponentId) {
        let Some(component) = self.program.components.get(id.0 as usize) else { return };
        let layers: [&Settings; 4] = [&component.base, &self.pipeline.settings, &component.settings, &node.settings];
        let is_set = |name: &&SmolStr| layers.iter().any(|layer| layer.pod.env.contains_key(*name));
        let missing: Vec<&str> = required(component).filter(|name| !is_set(name)).map(SmolStr::as_str).collect();
        if !missing.is_empty() {
            self.reports.push(errors::required_env(&component.name, node.span, &missing));
        }
    }
}
