//! Pipelines: inputs, body, value, settings.
//!
//! In: a pipeline's declaration and signature. Out: [`hir::Pipeline`].

use std::rc::Rc;

use smol_str::SmolStr;

use super::block::{Checked, Yield, is_error};
use super::body::{Body, Local, Mode};
use super::component::layer;
use super::decorator::layered_run;
use super::{Checker, Signature, usage};
use crate::plan::RunConfig;
use crate::sema::decorators::Place;
use crate::sema::errors::{names as name_errors, tasks as errors, types as type_errors};
use crate::sema::hir::{self, Block, PipelineId, Value, ValueKind};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, StmtKind};

impl Checker<'_> {
    /// Checks one declared pipeline.
    pub(crate) fn check_pipeline(&mut self, id: PipelineId) -> hir::Pipeline {
        let entry = &self.pipelines[id.0 as usize];
        let (module, item, decl) = (entry.module, entry.item, entry.decl);
        let signature = Rc::clone(&entry.signature);
        let own = layer(self, module, item.decorators.iter(), Place::Pipeline);
        let cluster_name = match &own.cluster_name {
            Some(name) => name.clone(),
            None => super::names::kebab(&signature.name).to_string(),
        };
        let mut config = layered_run(&self.defaults.run, &own.run);
        let doc = item.doc.as_ref().or_else(|| self.only_pipelines_doc(id));
        config.description = doc.map(|doc| doc.text.clone());
        let mut body = Body::new(self, module, Mode::Pipeline);
        body.pipeline = Some(id);
        let (block, finally) = body.pipeline_body(decl, &signature);
        let nodes = std::mem::take(&mut body.nodes);
        let mut pipeline = hir::Pipeline {
            name: signature.name.clone(),
            cluster_name,
            description: config.description.clone(),
            inputs: signature.inputs.clone(),
            outputs: signature.outputs.clone(),
            body: block,
            finally,
            config,
            settings: Rc::new(own.settings),
            span: signature.span,
        };
        usage::settle(&mut pipeline, &nodes);
        pipeline
    }

    /// The file's own doc, for the only pipeline of its file.
    fn only_pipelines_doc(&self, id: PipelineId) -> Option<&ast::Doc> {
        let module = self.pipelines[id.0 as usize].module;
        let alone = self.pipelines.iter().filter(|entry| entry.module == module).count() == 1;
        self.modules.get(module).filter(|_| alone).and_then(|module| module.ast.doc.as_ref())
    }

    /// Reports pipelines that call themselves, by a way of others or straight, and calls of too many in a row.
    pub(crate) fn check_recursion(&mut self) -> bool {
        let mut visits = vec![Visit::Waiting; self.pipelines.len()];
        let mut found = false;
        for start in 0..self.pipelines.len() {
            found |= self.visit_calls(start, &mut visits, &mut Vec::new());
        }
        found
    }

    /// Depth first over calls.
    fn visit_calls(&mut self, at: usize, visits: &mut [Visit], way: &mut Vec<usize>) -> bool {
        if matches!(visits[at], Visit::Done(_)) {
            return false;
        }
        visits[at] = Visit::OnTheWay;
        way.push(at);
        let (mut found, mut row) = (false, 0);
        for (next, span) in self.pipelines[at].calls.clone() {
            let next = next.0 as usize;
            if matches!(visits[next], Visit::OnTheWay) {
                self.circle(way, next, span);
                found = true;
                continue;
            }
            if way.len() < super::MAX_DEPTH as usize {
                found |= self.visit_calls(next, visits, way);
            }
            let below = if let Visit::Done(row) = visits[next] { row } else { super::MAX_DEPTH };
            if below == super::MAX_DEPTH {
                let name = self.pipelines[next].signature.name.clone();
                self.report(name_errors::too_deep(&name, span));
                found = true;
                row = super::TOLD;
            } else if row != super::TOLD {
                row = if below == super::TOLD { below } else { row.max(below + 1) };
            }
        }
        way.pop();
        visits[at] = Visit::Done(row);
        found
    }

    fn circle(&mut self, way: &[usize], next: usize, span: Span) {
        let from = way.iter().position(|step| *step == next).unwrap_or(0);
        let name = |step: &usize| self.pipelines[*step].signature.name.to_string();
        let mut through: Vec<String> = way[from..].iter().map(name).collect();
        through.push(name(&next));
        let report = errors::calls_itself(span, &name(&next), &through);
        self.report(report);
    }
}

/// How far the search for circles of calls has come with a pipeline.
#[derive(Clone, Copy)]
enum Visit {
    Waiting,
    OnTheWay,
    /// With how many calls in a row it leans on others.
    Done(u32),
}

impl Body<'_, '_> {
    fn pipeline_body(&mut self, decl: &ast::PipelineDecl, signature: &Signature) -> (Block, Option<hir::Finally>) {
        self.enter();
        for input in &signature.inputs {
            let kind = ValueKind::Input(input.name.clone());
            let value = Value { kind, ty: input.ty.clone(), span: input.span };
            let name = ast::Name { text: input.name.clone(), span: input.span };
            self.bind(&name, Local::Value(value), None);
        }
        let checked = self.block(&decl.body, |_| {});
        let value = if signature.torn {
            Vec::new()
        } else if checked.returned {
            let yields = self.yields(&checked);
            self.returned(signature, &yields, &checked)
        } else {
            self.check_unreturned(decl, signature, &checked);
            Vec::new()
        };
        if checked.nodes.is_empty() && decl.body.stmts.is_empty() {
            self.cx.report(errors::nothing_runs(decl.name.span, "pipeline"));
        }
        let finally = decl.finally.as_ref().map(|finally| self.finally(finally));
        self.leave();
        (Block { nodes: checked.nodes, value }, finally)
    }

    fn check_unreturned(&mut self, decl: &ast::PipelineDecl, signature: &Signature, checked: &Checked) {
        if let Some(first) = signature.outputs.first() {
            let last = decl.body.stmts.last();
            if !self.left_early && last.is_none_or(|stmt| !matches!(stmt.kind, StmtKind::Error)) {
                let end = last.map_or(decl.body.span, |stmt| stmt.span);
                self.cx.report(errors::return_missing(end, first.span));
            }
            return;
        }
        let idle = checked.last.as_ref().is_some_and(|operand| operand.node.is_none() && !is_error(operand));
        let named = decl.body.stmts.last().is_some_and(|stmt| match &stmt.kind {
            StmtKind::Expr(expr) => matches!(expr.kind, ExprKind::Name(_) | ExprKind::Field(..)),
            _ => false,
        });
        if (idle || named || checked.record.is_some()) && !checked.last.as_ref().is_some_and(is_error) {
            self.cx.report(errors::no_effect(checked.end));
        }
    }

    /// What is returned, brought to the declared outputs' order and checked against their types.
    fn returned(&mut self, signature: &Signature, yields: &Yield, checked: &Checked) -> Vec<(SmolStr, Value)> {
        let span = checked.end;
        if yields.iter().any(|(_, value)| value.ty.is_error() && matches!(value.kind, ValueKind::Error)) {
            return Vec::new();
        }
        if signature.outputs.is_empty() {
            let ty = yields.first().map(|(_, value)| value.ty.clone());
            self.cx.report(errors::return_not_declared(span, &signature.name, ty.as_ref()));
            return Vec::new();
        }
        if let ([only], [(_, value)]) = (signature.outputs.as_slice(), yields.as_slice()) {
            let because = Some((only.span, format!("declared `{}` here", only.ty)));
            let value = self.fitted(value.clone(), &only.ty, &because);
            return vec![(only.name.clone(), value)];
        }
        if let ([_], Some(operand)) = (signature.outputs.as_slice(), &checked.last) {
            self.single(operand.clone());
            return Vec::new();
        }
        let missing: Vec<&str> = signature
            .outputs
            .iter()
            .filter(|output| !yields.iter().any(|(name, _)| *name == output.name))
            .map(|output| output.name.as_str())
            .collect();
        let known = |name: &SmolStr| signature.outputs.iter().any(|output| output.name == *name);
        let record = checked.record.is_some();
        let unknown: Vec<&str> =
            yields.iter().filter(|(name, _)| record && !known(name)).map(|(name, _)| name.as_str()).collect();
        if !missing.is_empty() || !unknown.is_empty() {
            self.cx.report(errors::return_outputs(span, &missing, &unknown));
            return Vec::new();
        }
        let mut values = Vec::with_capacity(signature.outputs.len());
        for output in &signature.outputs {
            if let Some((_, value)) = yields.iter().find(|(name, _)| *name == output.name) {
                let because = Some((output.span, format!("declared `{}` here", output.ty)));
                let value = self.fitted(value.clone(), &output.ty, &because);
                if value.ty.is_artifact() && matches!(value.kind, ValueKind::Constant(_)) {
                    self.cx.report(type_errors::artifact_as_value(value.span, &value.ty, "a constant"));
                }
                values.push((output.name.clone(), value));
            }
        }
        values
    }
}

/// A pipeline of one step, as `kfp dsl compile` makes it of a lone component.
pub(crate) fn of_component(id: hir::ComponentId, component: &hir::Component, config: RunConfig) -> hir::Pipeline {
    let value = |kind, param: &hir::Param| Value { kind, ty: param.ty.clone(), span: param.span };
    let node = hir::Node {
        id: hir::NodeId(0),
        name: super::names::kebab(&component.name),
        kind: hir::NodeKind::Task {
            component: id,
            arguments: component
                .inputs
                .iter()
                .map(|input| (input.name.clone(), value(ValueKind::Input(input.name.clone()), input)))
                .collect(),
        },
        outputs: component
            .outputs
            .iter()
            .map(|output| hir::Output { name: output.name.clone(), ty: output.ty.clone() })
            .collect(),
        after: Vec::new(),
        awaited: false,
        settings: Rc::default(),
        span: component.span,
    };
    let outputs = component
        .outputs
        .iter()
        .map(|output| (output.name.clone(), value(ValueKind::Output(hir::NodeId(0), output.name.clone()), output)));
    hir::Pipeline {
        name: component.name.clone(),
        cluster_name: super::names::kebab(&component.name).to_string(),
        description: component.description.clone(),
        inputs: component.inputs.clone(),
        outputs: component.outputs.clone(),
        body: Block { value: outputs.collect(), nodes: vec![node] },
        finally: None,
        config: RunConfig { description: component.description.clone(), ..config },
        settings: Rc::default(),
        span: component.span,
    }
}
