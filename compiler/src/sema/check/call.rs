//! Calls: of components and pipelines, and of modifiers behind them.
//!
//! In: a call in a pipeline's body. Out: a task in the block under construction, and what it yields.
//! Always holds: every required input of the callee has an argument that fits, or a report was made.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::body::{Body, Local, Mode};
use super::decorator;
use super::elaborate::Elaborate;
use super::value::{Operand, What};
use super::{Def, Signature};
use crate::diag::Diagnostic;
use crate::sema::decorators::Place;
use crate::sema::errors::{names as name_errors, tasks as errors};
use crate::sema::hir::{ComponentId, Node, NodeId, NodeKind, Output, Param, PipelineId, TextPiece, Value, ValueKind};
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{self, Arg, Expr, ExprKind};

impl Body<'_, '_> {
    /// `name(args)`
    pub(crate) fn call_name(
        &mut self,
        name: &SmolStr,
        name_span: Span,
        args: &[Arg],
        span: Span,
        expected: Option<&Type>,
    ) -> Operand {
        match self.cx.lookup(self.module, name).map(|entry| entry.def) {
            // A value can't be called, so that a `let` may have the name of what it calls.
            Some(Def::Component(id)) => self.call_component(id, name, args, span),
            Some(Def::Pipeline(id)) => self.call_pipeline(id, name, args, span),
            _ if self.local(name).is_some() => {
                self.cx.report(name_errors::wrong_kind(name, name_span, "a value", "a component"));
                self.failed_call(args, span)
            }
            Some(Def::Broken) => self.failed_call(args, span),
            Some(def) => {
                self.cx.report(name_errors::wrong_kind(name, name_span, def.kind(), "a component"));
                self.failed_call(args, span)
            }
            None => match self.call_builtin(name, args, span, expected) {
                Some(operand) => operand,
                None if self.cx.has_nameless(self.module) => self.failed_call(args, span),
                None => {
                    let known = self
                        .cx
                        .names(self.module, |def| matches!(def, Def::Component(_) | Def::Pipeline(_) | Def::Broken));
                    let builtins = ["importer", "approve"];
                    let known: Vec<&str> = known.iter().map(SmolStr::as_str).chain(builtins).collect();
                    self.cx.report(name_errors::unknown_name(name, name_span, known));
                    self.failed_call(args, span)
                }
            },
        }
    }

    /// Looks at the arguments of a call that can't be made, so that their own faults are told.
    pub(crate) fn failed_call(&mut self, args: &[Arg], span: Span) -> Operand {
        let naming = self.naming.take();
        for arg in args {
            if !matches!(&arg.value.kind, ExprKind::Name(name) if arg.name.is_none() && self.local(name).is_none()) {
                self.operand(&arg.value, None, &None);
            }
        }
        self.naming = naming;
        Operand::value(Value::error(span))
    }

    fn call_component(&mut self, id: ComponentId, name: &SmolStr, args: &[Arg], span: Span) -> Operand {
        if !self.has_run_time() {
            self.cx.report(errors::call_outside(span, name));
            return Operand::value(Value::error(span));
        }
        self.cx.components[id.0 as usize].used = true;
        let signature = self.cx.component(id);
        if signature.torn {
            return self.failed_call(args, span);
        }
        let naming = self.naming.take();
        let arguments = self.arguments(&signature, args, span);
        self.naming = naming;
        let outputs = outputs_of(&signature);
        let kind = NodeKind::Task { component: id, arguments };
        self.make(name, kind, outputs, span)
    }

    fn call_pipeline(&mut self, id: PipelineId, name: &SmolStr, args: &[Arg], span: Span) -> Operand {
        if !self.has_run_time() {
            self.cx.report(errors::call_outside(span, name));
            return Operand::value(Value::error(span));
        }
        if let Some(caller) = self.pipeline {
            self.cx.pipelines[caller.0 as usize].calls.push((id, span));
        }
        let signature = self.cx.pipeline(id);
        if signature.torn {
            return self.failed_call(args, span);
        }
        let naming = self.naming.take();
        let arguments = self.arguments(&signature, args, span);
        self.naming = naming;
        let outputs = outputs_of(&signature);
        let kind = NodeKind::SubPipeline { pipeline: id, arguments };
        self.make(name, kind, outputs, span)
    }

    /// Puts a task into the block under construction.
    pub(crate) fn make(&mut self, base: &str, kind: NodeKind, outputs: Vec<(Output, Span)>, span: Span) -> Operand {
        let (id, name) = self.new_node(base);
        let node = Node {
            id,
            name,
            kind,
            outputs: Vec::new(),
            after: Vec::new(),
            awaited: false,
            settings: Rc::clone(&self.cx.plain),
            span,
        };
        self.push_node(node, outputs);
        Operand::node(id, span)
    }

    /// `base.name(args)`: a modifier behind a call, or `event.date(…)`.
    pub(crate) fn call_field(&mut self, base: &Expr, name: &ast::Name, args: &[Arg], span: Span) -> Operand {
        if self.mode == Mode::Trigger && matches!(&base.kind, ExprKind::Name(root) if root == "event") {
            return self.event_call(name, args, span);
        }
        let operand = self.operand(base, None, &None);
        let operand = Operand { span, ..operand };
        if matches!(&operand.what, What::Value(value) if value.ty.is_error() && operand.node.is_none()) {
            return operand;
        }
        let Some(id) = operand.node.filter(|_| ends_in_call(base)) else {
            self.cx.report(errors::modifier_without_task(name.span, &name.text));
            return Operand::value(Value::error(span));
        };
        self.modify(id, name, args, span);
        operand
    }

    /// Applies a modifier to a task; tasks that its arguments make come before the task, which reads them.
    fn modify(&mut self, id: NodeId, name: &ast::Name, args: &[Arg], span: Span) {
        let before = self.blocks.last().map_or(0, Vec::len);
        self.apply_modifier(id, name, args, span);
        if let Some(block) = self.blocks.last_mut()
            && let Some(place) = block.iter().rposition(|node| node.id == id)
        {
            let made = block.len() - before;
            block[place..].rotate_right(made);
        }
    }

    fn apply_modifier(&mut self, id: NodeId, name: &ast::Name, args: &[Arg], span: Span) {
        match name.text.as_str() {
            "after" => self.after(id, args),
            _ => {
                if name.text == "ignore_upstream_failure" {
                    self.check_ignored(id, name.span);
                }
                let place = match self.made_node(id).map(|node| &node.kind) {
                    Some(NodeKind::Task { .. } | NodeKind::Importer(_)) | None => Place::Task,
                    Some(_) => Place::Block,
                };
                let mut layer = self.modified.remove(&id).unwrap_or_default();
                decorator::apply(name, args, span, place, &mut layer, self);
                let over = std::mem::take(&mut layer.settings);
                self.modified.insert(id, layer);
                if let Some(node) = self.made_node(id) {
                    let merged = decorator::layered(&node.settings, &over);
                    if let Some(name) = &over.name {
                        node.name = super::names::kebab(name);
                    }
                    node.settings = Rc::new(merged);
                }
            }
        }
    }

    /// `.after(a, b)`
    fn after(&mut self, id: NodeId, args: &[Arg]) {
        let mut known: FxHashSet<NodeId> =
            self.made_node(id).map(|node| node.after.iter().copied().collect()).unwrap_or_default();
        for arg in args {
            if let ExprKind::Name(name) = &arg.value.kind
                && self.local(name).is_none()
                && let Some(declared) = self.later.iter().rev().find_map(|names| names.get(name)).copied()
            {
                if let Some(report) = self.later_after(id, name, arg.value.span, declared) {
                    self.cx.report(report);
                }
                continue;
            }
            let operand = self.operand(&arg.value, None, &None);
            match operand.node {
                Some(before) if before == id => {
                    let name = self.cx.sources.text(arg.value.span).to_owned();
                    self.cx.report(errors::waits_for_itself(arg.span, &name));
                }
                Some(before) => {
                    if known.insert(before)
                        && let Some(node) = self.made_node(id)
                    {
                        node.after.push(before);
                    }
                }
                None => {
                    let text = self.cx.sources.text(arg.value.span).to_owned();
                    if !matches!(&operand.what, What::Value(value) if value.ty.is_error()) {
                        self.cx.report(errors::not_a_task(arg.value.span, &text, "a value"));
                    }
                }
            }
        }
    }

    /// A name further down in `.after`: a cycle if what stands there waits for this one; each is reported once.
    fn later_after(&self, id: NodeId, name: &SmolStr, span: Span, declared: Span) -> Option<Diagnostic> {
        let Some(way) = self.way_back(name, &self.node(id).name) else {
            return Some(name_errors::used_before_let(name, span, declared));
        };
        // What has been read already waits for something further down: that was reported, and it is this cycle.
        if way.iter().any(|name| self.local(name).is_some()) {
            return None;
        }
        let [.., _, this] = way.as_slice() else {
            return Some(errors::waits_for_itself(span, name).with(declared, "this one"));
        };
        let through: Vec<String> = std::iter::once(this).chain(&way).map(SmolStr::to_string).collect();
        let declared = |name: &SmolStr| self.later.iter().rev().find_map(|names| names.get(name)).copied();
        let steps = way.iter().zip(way.iter().skip(1));
        let places: Vec<(Span, String)> =
            steps.filter_map(|(from, to)| Some((declared(from)?, format!("`{from}` waits for `{to}`")))).collect();
        Some(errors::cycle(span, &through, &places))
    }

    /// The names from `start` to the `let` that makes the task `wanted`, each of which mentions the next; every
    /// statement is read once.
    fn way_back(&self, start: &SmolStr, wanted: &str) -> Option<Vec<SmolStr>> {
        let mut mentioned_by: FxHashMap<&SmolStr, &SmolStr> = FxHashMap::default();
        let mut open = vec![start];
        while let Some(name) = open.pop() {
            if super::names::kebab(name) == wanted {
                let mut way = vec![name.clone()];
                way.extend(
                    std::iter::successors(mentioned_by.get(name), |name| mentioned_by.get(*name))
                        .map(|name| (*name).clone()),
                );
                way.reverse();
                return Some(way);
            }
            for next in self.statements.iter().rev().find_map(|names| names.get(name)).into_iter().flatten() {
                if next != start && !mentioned_by.contains_key(next) {
                    mentioned_by.insert(next, name);
                    open.push(next);
                }
            }
        }
        None
    }

    /// Inputs that are fed from before must do without it.
    fn check_ignored(&mut self, id: NodeId, span: Span) {
        let (callee, arguments) = match self.made_node(id).map(|node| &node.kind) {
            Some(NodeKind::Task { component, arguments }) => (Ok(*component), arguments),
            Some(NodeKind::SubPipeline { pipeline, arguments }) => (Err(*pipeline), arguments),
            _ => return,
        };
        let fed: Vec<SmolStr> =
            arguments.iter().filter(|(_, value)| is_fed(value)).map(|(name, _)| name.clone()).collect();
        let signature = match callee {
            Ok(component) => self.cx.component(component),
            Err(pipeline) => self.cx.pipeline(pipeline),
        };
        for input in &signature.inputs {
            if fed.contains(&input.name) && !input.may_be_left_out() {
                self.cx.report(errors::ignored_failure_needs_default(span, &input.name, input.span));
            }
        }
    }
}

/// What a call yields, with the places that declare it.
pub(crate) fn outputs_of(signature: &Signature) -> Vec<(Output, Span)> {
    let output = |param: &Param| (Output { name: param.name.clone(), ty: param.ty.clone() }, param.span);
    signature.outputs.iter().map(output).collect()
}

/// Whether a value comes out of a task.
fn is_fed(value: &Value) -> bool {
    match &value.kind {
        ValueKind::Output(..) => true,
        ValueKind::Select(base, _) => is_fed(base),
        ValueKind::List(items) => items.iter().any(is_fed),
        ValueKind::Record(fields) => fields.iter().any(|(_, value)| is_fed(value)),
        ValueKind::Text(pieces) => pieces.iter().any(|piece| matches!(piece, TextPiece::Value(value) if is_fed(value))),
        _ => false,
    }
}

/// Whether the expression makes the task itself: a call, with modifiers and fields behind it.
pub(crate) fn ends_in_call(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Call(callee, _) => match &callee.kind {
            ExprKind::Field(base, _) => ends_in_call(base),
            _ => true,
        },
        ExprKind::Field(base, _) => ends_in_call(base),
        ExprKind::Paren(inner) => ends_in_call(inner),
        _ => false,
    }
}

impl Elaborate for Body<'_, '_> {
    fn value(&mut self, expr: &Expr, expected: &Type) -> Value {
        let naming = self.naming.take();
        let value = Body::value(self, expr, Some(expected), &None);
        self.naming = naming;
        value
    }

    fn any_value(&mut self, expr: &Expr) -> Value {
        let naming = self.naming.take();
        let value = Body::value(self, expr, None, &None);
        self.naming = naming;
        value
    }

    fn type_named(&mut self, expr: &Expr) -> Type {
        match &expr.kind {
            ExprKind::Name(name) => self.cx.type_by_name(self.module, name, expr.span),
            ExprKind::Error => Type::Error,
            _ => {
                let text = self.cx.sources.text(expr.span).to_owned();
                self.cx.report(name_errors::wrong_kind(&text, expr.span, "a value", "the name of a type"));
                Type::Error
            }
        }
    }

    fn pipeline_named(&mut self, expr: &Expr) -> Option<PipelineId> {
        let text = self.cx.sources.text(expr.span).to_owned();
        if let ExprKind::Name(name) = &expr.kind {
            match self.cx.lookup(self.module, name).map(|entry| entry.def) {
                Some(Def::Pipeline(id)) => return Some(id),
                Some(Def::Broken) => return None,
                Some(def) => self.cx.report(name_errors::wrong_kind(name, expr.span, def.kind(), "a pipeline")),
                None => {
                    let known = self.cx.names(self.module, |def| matches!(def, Def::Pipeline(_)));
                    let known: Vec<&str> = known.iter().map(SmolStr::as_str).collect();
                    self.cx.report(name_errors::unknown_name(name, expr.span, known));
                }
            }
            return None;
        }
        self.cx.report(name_errors::wrong_kind(&text, expr.span, "a value", "a pipeline"));
        None
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.cx.report(diagnostic);
    }

    fn now(&self) -> Option<i64> {
        self.cx.options.now
    }

    fn text(&self, span: Span) -> String {
        self.cx.sources.text(span).to_owned()
    }
}

/// The local that a `let` binds its name to.
pub(crate) fn local_of(operand: &Operand) -> Local {
    match &operand.what {
        What::Value(value) => Local::Value(value.clone()),
        What::Node(id) => Local::Node(*id),
    }
}
