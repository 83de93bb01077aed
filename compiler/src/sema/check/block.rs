//! Blocks: statements in order, `if`, `for`, `try`, and what each yields.
//!
//! In: a block of a pipeline. Out: checked nodes, and values by name.
//! Always holds: names of a block die with it; what is used of a block is used inside of it, too.

use std::rc::Rc;

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::body::{Body, Disagreement, Local, Mode};
use super::call::{ends_in_call, local_of};
use super::condition::facts;
use super::value::{Operand, What};
use crate::sema::errors::{tasks as errors, types as type_errors};
use crate::sema::hir::{Block, Branch, Finally, For, Items, Node, NodeId, NodeKind, Output, Value, ValueKind};
use crate::sema::subtype::join;
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{self, Else, Expr, ExprKind, StmtKind};

/// How `range` is used.
const RANGE: &str = "for i in range(n) { … }";

/// What a block yields, by name, each with its place.
pub(crate) type Yield = Vec<(SmolStr, Value)>;

/// A checked block, its value still as it was written.
pub(crate) struct Checked {
    pub(crate) nodes: Vec<Node>,
    /// What its last line stands for.
    pub(crate) last: Option<Operand>,
    /// A record on its last line: several values.
    pub(crate) record: Option<Yield>,
    /// The last line of the source, or the block.
    pub(crate) end: Span,
    /// Whether the last line is a pipeline's `return`.
    pub(crate) returned: bool,
}

impl Body<'_, '_> {
    /// Checks a block's statements in a frame of their own.
    pub(crate) fn block(&mut self, block: &ast::Block, setup: impl FnOnce(&mut Self)) -> Checked {
        self.enter();
        self.blocks.push(Vec::new());
        setup(self);
        self.expect_lets(block);
        let mut checked = Checked { nodes: Vec::new(), last: None, record: None, end: block.span, returned: false };
        for (index, stmt) in block.stmts.iter().enumerate() {
            let last = index + 1 == block.stmts.len();
            self.statement(stmt, last, &mut checked);
        }
        self.later.pop();
        self.statements.pop();
        checked.nodes = self.blocks.pop().unwrap_or_default();
        self.leave();
        checked
    }

    /// Takes down which names the block's `let`s will give, for messages about names used too early.
    fn expect_lets(&mut self, block: &ast::Block) {
        let mut later = rustc_hash::FxHashMap::default();
        let mut statements = rustc_hash::FxHashMap::default();
        for stmt in &block.stmts {
            if let StmtKind::Let { name, value } = &stmt.kind {
                later.insert(name.text.clone(), name.span);
                let mut mentioned = Vec::new();
                mentions(value, &mut mentioned);
                statements.insert(name.text.clone(), mentioned);
            }
        }
        self.later.push(later);
        self.statements.push(statements);
    }

    fn statement(&mut self, stmt: &ast::Stmt, last: bool, checked: &mut Checked) {
        match &stmt.kind {
            StmtKind::Let { name, value } => {
                if makes_node(value) && name.text != "_" && !name.text.is_empty() {
                    self.naming = Some((super::names::kebab(&name.text), name.span));
                }
                let operand = self.operand(value, None, &None);
                self.naming = None;
                if let Some(later) = self.later.last_mut() {
                    later.remove(&name.text);
                }
                self.bind(name, local_of(&operand), operand.node);
            }
            StmtKind::Return(value) => {
                let in_pipeline = self.blocks.len() == 1 && self.mode == Mode::Pipeline;
                if last && in_pipeline {
                    checked.returned = true;
                    self.last_line(value, stmt.span, checked);
                } else {
                    self.misplaced_return(stmt.span, value.span, in_pipeline);
                    self.operand(value, None, &None);
                }
            }
            StmtKind::Expr(expr) if last => self.last_line(expr, stmt.span, checked),
            StmtKind::Expr(expr) => {
                let operand = self.operand(expr, None, &None);
                if !does_something(expr) && !is_error(&operand) {
                    self.cx.report(errors::no_effect(stmt.span));
                }
            }
            // What could not be read may have been the block's value.
            StmtKind::Error if last => checked.last = Some(Operand::value(Value::error(stmt.span))),
            StmtKind::Error => {}
        }
    }

    fn misplaced_return(&mut self, span: Span, value: Span, in_pipeline: bool) {
        self.left_early = true;
        let report = if in_pipeline {
            errors::early_return(span)
        } else {
            errors::return_in_block(span, Span { end: value.start, ..span })
        };
        self.cx.report(report);
    }

    /// A block's last line, which is its value.
    fn last_line(&mut self, expr: &Expr, span: Span, checked: &mut Checked) {
        checked.end = span;
        match &expr.kind {
            ExprKind::Record(fields) => checked.record = Some(self.yielded_record(fields)),
            _ => checked.last = Some(self.operand(expr, None, &None)),
        }
    }

    /// `{ a = x, b = y }` on a block's last line.
    pub(crate) fn yielded_record(&mut self, fields: &[ast::Field]) -> Yield {
        let mut values: Yield = Vec::with_capacity(fields.len());
        let mut places: Vec<(SmolStr, Span)> = Vec::with_capacity(fields.len());
        for field in fields {
            let (name, span) = match &field.key {
                ast::Key::Name(name) => (name.text.clone(), name.span),
                ast::Key::Str(text) => {
                    let pieces = self.text_pieces(text);
                    (super::literal::join_text(&pieces).unwrap_or_default().into(), text.span)
                }
            };
            if let Some((_, first)) = places.iter().find(|(known, _)| *known == name) {
                self.cx.report(type_errors::doubled_field(span, &name, *first));
                continue;
            }
            places.push((name.clone(), span));
            if makes_node(&field.value) {
                self.naming = None;
            }
            let value = self.value(&field.value, None, &None);
            values.push((name, value));
        }
        values
    }

    /// All values that a checked block yields.
    pub(crate) fn yields(&mut self, checked: &Checked) -> Yield {
        if let Some(record) = &checked.record {
            return record.clone();
        }
        match &checked.last {
            Some(operand) => self.operand_yields(operand),
            None => Vec::new(),
        }
    }

    /// All values that an operand stands for, by name.
    pub(crate) fn operand_yields(&self, operand: &Operand) -> Yield {
        match &operand.what {
            What::Value(value) if matches!(value.kind, ValueKind::Error) && value.ty.is_error() => {
                vec![(SmolStr::new_static("Output"), value.clone())]
            }
            What::Value(value) => {
                let name = match &value.kind {
                    ValueKind::Output(_, name) => name.clone(),
                    _ => SmolStr::new_static("Output"),
                };
                vec![(name, value.clone())]
            }
            What::Node(id) => {
                let output = |output: &Output| {
                    let kind = ValueKind::Output(*id, output.name.clone());
                    (output.name.clone(), Value { kind, ty: output.ty.clone(), span: operand.span })
                };
                self.node(*id).outputs.iter().map(|(known, _)| output(known)).collect()
            }
        }
    }

    /// `if`, `for`, `try` as a statement or after `let x =`.
    pub(crate) fn block_expr(&mut self, expr: &Expr) -> Operand {
        if !self.has_run_time() {
            self.cx.report(errors::call_outside(expr.span, "a block"));
            return Operand::value(Value::error(expr.span));
        }
        match &expr.kind {
            ExprKind::If(block) => self.if_block(block, expr.span),
            ExprKind::For(block) => self.for_block(block, expr.span),
            ExprKind::Try(block) => self.try_block(block, expr.span),
            _ => Operand::value(Value::error(expr.span)),
        }
    }

    fn if_block(&mut self, block: &ast::If, span: Span) -> Operand {
        let (id, name) = self.new_node("condition");
        let mut branches = Vec::new();
        let mut yields: Vec<(Yield, Span)> = Vec::new();
        let known = self.present.len();
        let mut current = Some((block, span));
        let mut has_else = false;
        while let Some((branch, place)) = current.take() {
            let condition = self.condition(&branch.cond);
            let settled = self.present.len();
            self.present.extend(facts(&branch.cond, true));
            self.branch(Some(condition), &branch.then, place, &mut branches, &mut yields);
            self.present.truncate(settled);
            self.present.extend(facts(&branch.cond, false));
            match &branch.otherwise {
                Some(Else::If(next, place)) => current = Some((next, *place)),
                Some(Else::Block(body)) => {
                    has_else = true;
                    self.branch(None, body, body.span, &mut branches, &mut yields);
                }
                None => {}
            }
        }
        self.present.truncate(known);
        let (outputs, no_value) = agree(&mut branches, &yields, has_else);
        self.nodes[id.0 as usize].no_value = no_value;
        self.finish(id, name, NodeKind::If { branches }, outputs, span)
    }

    fn branch(
        &mut self,
        condition: Option<crate::plan::Formula<Value>>,
        body: &ast::Block,
        span: Span,
        branches: &mut Vec<Branch>,
        yields: &mut Vec<(Yield, Span)>,
    ) {
        let checked = self.block(body, |_| {});
        if checked.nodes.is_empty() && checked.last.is_none() && checked.record.is_none() && body.stmts.is_empty() {
            self.cx.report(errors::nothing_runs(body.span, "branch"));
        }
        let values = self.yields(&checked);
        yields.push((values, checked.end));
        branches.push(Branch { condition, body: Block { nodes: checked.nodes, value: Vec::new() }, span });
    }

    fn for_block(&mut self, block: &ast::For, span: Span) -> Operand {
        let naming = self.naming.take();
        let items = self.loop_items(&block.list);
        self.naming = naming;
        let parallel = block.parallel.as_ref().and_then(|expr| self.parallel(expr));
        let (id, name) = self.new_node("for-loop");
        let item_ty = match &items {
            Items::Range(_) => Type::Int,
            Items::List(value) => match value.ty.required() {
                Type::List(item) => (**item).clone(),
                Type::Json => Type::Json,
                _ => Type::Error,
            },
        };
        let item = Value { kind: ValueKind::Item(id), ty: item_ty.clone(), span: block.name.span };
        let checked = self.block(&block.body, |body| body.bind(&block.name, Local::Value(item), None));
        if checked.nodes.is_empty() && block.body.stmts.is_empty() {
            self.cx.report(errors::nothing_runs(block.body.span, "loop"));
        }
        let values = self.yields(&checked);
        let outputs = values
            .iter()
            .map(|(name, value)| {
                let item = value.ty.required();
                let flat = item.is_artifact() && matches!(item, Type::List(_));
                let ty = if flat || item.is_error() { item.clone() } else { Type::list(item.clone()) };
                (output(name, &ty), value.span)
            })
            .collect();
        let body = Block { nodes: checked.nodes, value: values };
        let kind = NodeKind::For(Box::new(For { item: block.name.text.clone(), item_ty, items, parallel, body }));
        self.finish(id, name, kind, outputs, span)
    }

    /// What stands after `in`.
    fn loop_items(&mut self, list: &Expr) -> Items {
        if let ExprKind::Call(callee, args) = &list.kind
            && matches!(&callee.kind, ExprKind::Name(name) if name == "range")
            && self.local("range").is_none()
        {
            if let [ast::Arg { name: None, value, .. }] = args.as_slice() {
                let count = self.value(value, Some(&Type::Int), &None);
                return Items::Range(self.counted(count));
            }
            let usage = RANGE;
            self.cx.report(errors::builtin(
                list.span,
                "`range` counts from 0 and takes one number",
                "no single number",
                usage,
            ));
            return Items::Range(Value::error(list.span));
        }
        let value = self.value(list, None, &None);
        if matches!(value.kind, ValueKind::Absent) {
            self.cx.report(type_errors::none_is_no_list(value.span));
            return Items::List(Value::error(value.span));
        }
        match &value.ty {
            Type::List(_) | Type::Json | Type::Error => {}
            Type::Optional(inner) if matches!(**inner, Type::List(_) | Type::Json) => {
                let text = self.cx.sources.text(value.span).to_owned();
                self.cx.report(type_errors::optional_not_tested(value.span, &text, inner, &None));
            }
            other => {
                let text = self.cx.sources.text(value.span).to_owned();
                self.cx.report(type_errors::not_a_list(value.span, other, &text));
            }
        }
        Items::List(value)
    }

    /// What `range` counts to: no less than nothing, and no more than can be written out.
    fn counted(&mut self, count: Value) -> Value {
        let Some(number) = count.as_constant().and_then(Json::as_f64) else { return count };
        if number < 0.0 {
            self.cx.report(errors::builtin(count.span, "`range` counts up from 0", "less than 0", RANGE));
            return Value::error(count.span);
        }
        let whole = count.as_constant().and_then(Json::as_u64).unwrap_or(u64::MAX);
        if self.cx.may_count(whole, count.span) { count } else { Value::error(count.span) }
    }

    fn parallel(&mut self, expr: &Expr) -> Option<u32> {
        let value = self.value(expr, Some(&Type::Int), &None);
        if value.ty.is_error() {
            return None;
        }
        let number = match value.as_constant() {
            Some(Json::Number(number)) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
            _ => None,
        };
        let number = number.filter(|number| *number > 0);
        if number.is_none() {
            self.cx.report(errors::bad_parallel(expr.span, value.as_constant().is_some()));
        }
        number
    }

    fn try_block(&mut self, block: &ast::Try, span: Span) -> Operand {
        let (id, name) = self.new_node("exit-handler");
        let checked = self.block(&block.body, |_| {});
        if checked.nodes.is_empty() && block.body.stmts.is_empty() {
            self.cx.report(errors::nothing_runs(block.body.span, "`try`"));
        }
        let values = self.yields(&checked);
        let outputs = values.iter().map(|(name, value)| (output(name, &value.ty), value.span)).collect();
        let body = Block { nodes: checked.nodes, value: values };
        let finally = self.finally(&block.finally);
        self.finish(id, name, NodeKind::Try { body, finally }, outputs, span)
    }

    /// A `finally` after a block or a pipeline's body.
    pub(crate) fn finally(&mut self, finally: &ast::Finally) -> Finally {
        let mode = std::mem::replace(&mut self.mode, Mode::Finally);
        let checked = self.block(&finally.body, |body| {
            if let Some(name) = &finally.status {
                let status = Value { kind: ValueKind::Status, ty: Type::Status, span: name.span };
                body.bind(name, Local::Value(status), None);
            }
        });
        self.mode = mode;
        if checked.nodes.is_empty() && finally.body.stmts.is_empty() {
            self.cx.report(errors::nothing_runs(finally.body.span, "`finally`"));
        }
        if let Some(operand) = &checked.last
            && operand.node.is_none()
            && !is_error(operand)
        {
            self.cx.report(errors::no_effect(checked.end));
        }
        Finally { body: Block { nodes: checked.nodes, value: Vec::new() }, span: finally.body.span }
    }

    fn finish(
        &mut self,
        id: NodeId,
        name: SmolStr,
        kind: NodeKind,
        outputs: Vec<(Output, Span)>,
        span: Span,
    ) -> Operand {
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
}

/// Brings the values of branches together: by name where all have the same names, else by place.
fn agree(
    branches: &mut [Branch],
    yields: &[(Yield, Span)],
    has_else: bool,
) -> (Vec<(Output, Span)>, Option<Disagreement>) {
    let Some(((first, first_span), rest)) = yields.split_first() else { return (Vec::new(), None) };
    let mut columns: Vec<(Output, Span)> =
        first.iter().map(|(name, value)| (output(name, &value.ty), value.span)).collect();
    let mut aligned = vec![first.clone()];
    for (values, span) in rest {
        if failed(first) || failed(values) {
            return (vec![(output(&SmolStr::new_static("Output"), &Type::Error), *span)], None);
        }
        let disagreement = |why: String| Disagreement { why, first: *first_span, second: *span };
        if values.len() != columns.len() {
            let why = format!("one yields {}, another {}", count(first.len()), count(values.len()));
            let silent = first.is_empty() && values.is_empty();
            return (Vec::new(), (!silent).then(|| disagreement(why)));
        }
        let by_name = columns.iter().all(|(output, _)| values.iter().any(|(name, _)| *name == output.name));
        let mut row: Yield = Vec::with_capacity(values.len());
        for (index, (column, _)) in columns.iter_mut().enumerate() {
            let position = if by_name { values.iter().position(|(name, _)| *name == column.name) } else { Some(index) };
            let Some((_, value)) = position.and_then(|position| values.get(position)) else { continue };
            match join(&column.ty, &value.ty) {
                Some(ty) => column.ty = ty,
                None => {
                    let why = format!("`{}` here, `{}` there", column.ty, value.ty);
                    return (Vec::new(), Some(disagreement(why)));
                }
            }
            row.push((column.name.clone(), value.clone()));
        }
        aligned.push(row);
    }
    for (branch, values) in branches.iter_mut().zip(aligned) {
        branch.body.value = values;
    }
    if !has_else {
        for (column, _) in &mut columns {
            column.ty = column.ty.clone().optional();
        }
    }
    (columns, None)
}

/// Whether a fault has left open what is yielded.
fn failed(values: &Yield) -> bool {
    matches!(values.as_slice(), [(_, value)] if matches!(value.kind, ValueKind::Error))
}

fn output(name: &SmolStr, ty: &Type) -> Output {
    Output { name: name.clone(), ty: ty.clone() }
}

fn count(number: usize) -> String {
    match number {
        0 => String::from("nothing"),
        1 => String::from("one value"),
        more => format!("{more} values"),
    }
}

pub(crate) fn is_error(operand: &Operand) -> bool {
    matches!(&operand.what, What::Value(value) if value.ty.is_error())
}

/// Whether an expression makes a task or block that a `let` can name.
fn makes_node(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::If(_) | ExprKind::For(_) | ExprKind::Try(_)) || ends_in_call(expr)
}

/// Whether a line that is not a block's last is worth having.
fn does_something(expr: &Expr) -> bool {
    makes_node(expr) || matches!(expr.kind, ExprKind::Error)
}

/// The names that an expression mentions, inside of its blocks, too.
fn mentions(expr: &Expr, into: &mut Vec<SmolStr>) {
    match &expr.kind {
        ExprKind::Name(name) => into.push(name.clone()),
        ExprKind::Field(base, _) | ExprKind::Unary(_, base) | ExprKind::Paren(base) => mentions(base, into),
        ExprKind::Index(base, index) => {
            mentions(base, into);
            mentions(index, into);
        }
        ExprKind::Call(callee, args) => {
            if let ExprKind::Field(base, _) = &callee.kind {
                mentions(base, into);
            }
            args.iter().for_each(|arg| mentions(&arg.value, into));
        }
        ExprKind::Binary(_, left, right) => {
            mentions(left, into);
            mentions(right, into);
        }
        ExprKind::Str(text) => {
            for piece in &text.pieces {
                if let ast::StrPiece::Interpolation(expr) = piece {
                    mentions(expr, into);
                }
            }
        }
        ExprKind::If(block) => mentions_of_branches(block, into),
        ExprKind::For(block) => {
            mentions(&block.list, into);
            mentions_of_block(&block.body, into);
        }
        ExprKind::Try(block) => {
            mentions_of_block(&block.body, into);
            mentions_of_block(&block.finally.body, into);
        }
        _ => {}
    }
}

fn mentions_of_branches(block: &ast::If, into: &mut Vec<SmolStr>) {
    let mut next = Some(block);
    while let Some(branch) = next.take() {
        mentions(&branch.cond, into);
        mentions_of_block(&branch.then, into);
        match &branch.otherwise {
            Some(Else::If(other, _)) => next = Some(other),
            Some(Else::Block(body)) => mentions_of_block(body, into),
            None => {}
        }
    }
}

fn mentions_of_block(block: &ast::Block, into: &mut Vec<SmolStr>) {
    for stmt in &block.stmts {
        match &stmt.kind {
            StmtKind::Let { value, .. } | StmtKind::Return(value) | StmtKind::Expr(value) => mentions(value, into),
            StmtKind::Error => {}
        }
    }
}
