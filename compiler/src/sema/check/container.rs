//! `container { command = […] args = […] }`: words of a command line over a component's own inputs and outputs.
//!
//! In: the fields of a container. Out: [`Word`]s.
//! Always holds: a word names an input or output of its component; an input that may be absent stands under its `if`.

use smol_str::SmolStr;

use super::body::Body;
use super::literal::as_text;
use super::{Def, Signature};
use crate::plan::{Piece, RunField, Word};
use crate::sema::errors::{names as name_errors, tasks as errors, types as type_errors};
use crate::sema::hir::Param;
use crate::source::Span;
use crate::syntax::ast::{self, Expr, ExprKind, Key, ListIf, ListItem, StrPiece};

/// The words of one container, under construction.
pub(crate) struct Container<'b, 'c, 'a> {
    body: &'b mut Body<'c, 'a>,
    signature: &'b Signature,
    /// Inputs that are known to be given here.
    given: Vec<SmolStr>,
}

impl<'b, 'c, 'a> Container<'b, 'c, 'a> {
    /// A container of the component with this signature.
    pub(crate) fn new(body: &'b mut Body<'c, 'a>, signature: &'b Signature) -> Self {
        Self { body, signature, given: Vec::new() }
    }

    /// The words of `command` and `args`.
    pub(crate) fn check(&mut self, fields: &[ast::Field], span: Span) -> (Vec<Word>, Vec<Word>) {
        let (mut command, mut args) = (None, None);
        for field in fields {
            let (name, place) = match &field.key {
                Key::Name(name) => (name.text.as_str(), name.span),
                Key::Str(text) => ("", text.span),
            };
            let slot = match name {
                "command" => &mut command,
                "args" => &mut args,
                other => {
                    let message = format!("a container has no `{other}`");
                    self.body.cx.report(errors::container_field(place, &message, "unknown field"));
                    continue;
                }
            };
            if slot.is_some() {
                let message = format!("`{name}` is given twice");
                self.body.cx.report(errors::container_field(place, &message, "given again here"));
                continue;
            }
            *slot = Some(match &field.value.kind {
                ExprKind::List(items) => self.items(items),
                ExprKind::Error => Vec::new(),
                _ => {
                    let message = format!("`{name}` is a list of words");
                    self.body.cx.report(errors::container_field(field.value.span, &message, "no list"));
                    Vec::new()
                }
            });
        }
        if command.is_none() && args.is_none() {
            self.body.cx.report(errors::container_field(
                span,
                "a container needs a `command` or `args`",
                "has neither",
            ));
        }
        (command.unwrap_or_default(), args.unwrap_or_default())
    }

    fn items(&mut self, items: &[ListItem]) -> Vec<Word> {
        let mut words = Vec::with_capacity(items.len());
        for item in items {
            match item {
                ListItem::Expr(expr) => words.extend(self.word(expr)),
                ListItem::If(item) => words.extend(self.if_present(item)),
            }
        }
        words
    }

    /// `if x { … } else { … }`
    fn if_present(&mut self, item: &ListIf) -> Option<Word> {
        let ExprKind::Name(name) = &item.cond.kind else {
            let help = "write `if title { \"--title\", title }` for an input `title`";
            let message = "in a command, `if` asks whether the caller gave an input";
            self.body.cx.report(errors::container_word(item.cond.span, message, "no input's name", help));
            return None;
        };
        let input = self.input(name, item.cond.span)?;
        if !input.may_be_left_out() {
            let message = format!("`{name}` is always given");
            let help = "make it optional with `?` or a default, or take the `if` away";
            self.body.cx.report(errors::container_word(item.cond.span, &message, "never absent", help));
        }
        self.given.push(name.clone());
        let then = self.items(&item.then);
        self.given.pop();
        let otherwise = self.items(&item.otherwise);
        Some(Word::IfPresent { input: name.clone(), then, otherwise })
    }

    fn input(&mut self, name: &SmolStr, span: Span) -> Option<Param> {
        let found = self.signature.inputs.iter().find(|input| input.name == *name).cloned();
        if found.is_none() {
            let known: Vec<&str> = self.signature.inputs.iter().map(|input| input.name.as_str()).collect();
            self.body.cx.report(name_errors::unknown_name(name, span, known));
        }
        found
    }

    /// Reports a name that neither the component nor its file knows.
    fn unknown(&mut self, name: &SmolStr, span: Span) {
        let ports = self.signature.inputs.iter().chain(&self.signature.outputs);
        let mut known: Vec<SmolStr> = ports.map(|port| port.name.clone()).collect();
        known.extend(self.body.cx.names(self.body.module, |def| matches!(def, Def::Const(_))));
        self.body.cx.report(name_errors::unknown_name(name, span, known.iter().map(SmolStr::as_str)));
    }

    fn word(&mut self, expr: &Expr) -> Option<Word> {
        if let ExprKind::Call(callee, args) = &expr.kind
            && matches!(&callee.kind, ExprKind::Name(name) if name == "concat")
        {
            let words = args.iter().filter_map(|arg| self.word(&arg.value)).collect();
            return Some(Word::Concat(words));
        }
        let mut pieces = Vec::with_capacity(1);
        self.pieces(expr, &mut pieces)?;
        Some(Word::Text(pieces))
    }

    fn pieces(&mut self, expr: &Expr, pieces: &mut Vec<Piece>) -> Option<()> {
        match &expr.kind {
            ExprKind::Str(text) => {
                for piece in &text.pieces {
                    match piece {
                        StrPiece::Text(text) => push(pieces, text),
                        StrPiece::Interpolation(expr) => self.pieces(expr, pieces)?,
                    }
                }
                if text.pieces.is_empty() {
                    push(pieces, "");
                }
            }
            ExprKind::Fence(fence) => push(pieces, &fence.text),
            ExprKind::Paren(inner) => self.pieces(inner, pieces)?,
            ExprKind::Name(name) => self.name(name, expr.span, pieces)?,
            ExprKind::Field(base, name) => pieces.push(self.field(base, name, expr.span)?),
            ExprKind::Index(base, index) => pieces.push(self.metadata_key(base, index, expr.span)?),
            ExprKind::Error => return None,
            ExprKind::Unit(text) => push(pieces, text),
            ExprKind::Call(..) | ExprKind::If(_) | ExprKind::For(_) | ExprKind::Try(_) => {
                let message = "a word is text, an input or an output";
                self.body.cx.report(errors::container_word(expr.span, message, "none of these", ""));
                return None;
            }
            _ => self.constant(expr, pieces)?,
        }
        Some(())
    }

    fn constant(&mut self, expr: &Expr, pieces: &mut Vec<Piece>) -> Option<()> {
        if self.mentions_a_port(expr) {
            let help = "inputs and outputs are put in as they are; let the program calculate";
            let message = "nothing is calculated in a command line";
            let label = "known only when the pipeline runs";
            self.body.cx.report(errors::container_word(expr.span, message, label, help));
            return None;
        }
        let value = self.body.value(expr, None, &None);
        let constant = self.body.cx.as_constant(&value, "a word")?;
        push(pieces, &as_text(&constant));
        Some(())
    }

    /// Whether an operator works on an input or output.
    fn mentions_a_port(&self, expr: &Expr) -> bool {
        let ports = || self.signature.inputs.iter().chain(&self.signature.outputs);
        match &expr.kind {
            ExprKind::Name(name) => ports().any(|port| port.name == *name),
            ExprKind::Binary(_, left, right) => self.mentions_a_port(left) || self.mentions_a_port(right),
            ExprKind::Unary(_, inner) | ExprKind::Paren(inner) | ExprKind::Field(inner, _) => {
                self.mentions_a_port(inner)
            }
            _ => false,
        }
    }

    /// `x`: an input's value, or a constant's text.
    fn name(&mut self, name: &SmolStr, span: Span, pieces: &mut Vec<Piece>) -> Option<()> {
        if let Some(input) = self.signature.inputs.iter().find(|input| input.name == *name).cloned() {
            if input.ty.is_artifact() {
                let help = format!("say `{name}.path` for the file, or `{name}.uri`");
                self.body.cx.report(errors::container_word(span, "an artifact is no text", "a file or folder", &help));
                return None;
            }
            self.check_given(&input, span);
            pieces.push(Piece::Input(name.clone()));
            return Some(());
        }
        if self.signature.outputs.iter().any(|output| output.name == *name) {
            let help = format!("say `{name}.path`: the file that the program writes it to");
            self.body.cx.report(errors::container_word(
                span,
                "an output is not known before the program ran",
                "made by it",
                &help,
            ));
            return None;
        }
        if self.body.cx.lookup(self.body.module, name).is_none() {
            self.unknown(name, span);
            return None;
        }
        let expr = Expr { kind: ExprKind::Name(name.clone()), span };
        self.constant(&expr, pieces)
    }

    fn check_given(&mut self, input: &Param, span: Span) {
        if input.ty.is_optional() && input.default.is_none() && !self.given.contains(&input.name) {
            let report = type_errors::optional_not_tested(span, &input.name, input.ty.required(), &None);
            self.body.cx.report(report);
        }
    }

    /// `data.path`, `model.uri`, `model.metadata`, `run.name`, `workspace.path`
    fn field(&mut self, base: &Expr, name: &ast::Name, span: Span) -> Option<Piece> {
        let ExprKind::Name(of) = &base.kind else {
            self.body.cx.report(errors::container_word(
                span,
                "a word is text, an input or an output",
                "none of these",
                "",
            ));
            return None;
        };
        let input = self.signature.inputs.iter().find(|input| input.name == *of).cloned();
        if let Some(input) = &input
            && input.ty.is_artifact()
        {
            self.check_given(input, span);
        }
        let output = self.signature.outputs.iter().find(|output| output.name == *of);
        let as_input = input.as_ref().map(|input| input.ty.is_artifact());
        let as_output = output.map(|output| output.ty.is_artifact());
        let piece = match (as_input, as_output, name.text.as_str()) {
            (_, Some(true), "path") if as_input.is_none() => Piece::OutputPath(of.clone()),
            (_, Some(true), "uri") if as_input.is_none() => Piece::OutputUri(of.clone()),
            (_, Some(true), "metadata") if as_input.is_none() => Piece::OutputMetadata(of.clone(), None),
            (_, Some(false), "path") if as_input.is_none() => Piece::OutputParameterPath(of.clone()),
            (Some(true), _, "path") => Piece::InputPath(of.clone()),
            (Some(true), _, "uri") => Piece::InputUri(of.clone()),
            (Some(true), _, "metadata") => Piece::InputMetadata(of.clone(), None),
            (None, None, field) => return self.engine_field(of, field, name.span, base.span),
            _ => {
                let parts: &[&str] = match (as_input, as_output) {
                    (Some(true), _) | (None, Some(true)) => &["path", "uri", "metadata"],
                    (None, Some(false)) => &["path"],
                    _ => &[],
                };
                self.body.cx.report(name_errors::unknown_part(&name.text, name.span, of, parts));
                return None;
            }
        };
        Some(piece)
    }

    fn engine_field(&mut self, of: &SmolStr, field: &str, span: Span, base: Span) -> Option<Piece> {
        let known: &[&str] = match of.as_str() {
            "workspace" => &["path"],
            "run" => &[
                "executor_input",
                "id",
                "name",
                "resource_name",
                "root",
                "created_at",
                "scheduled_at",
                "task_id",
                "task_name",
                "url",
            ],
            _ => {
                self.unknown(of, base);
                return None;
            }
        };
        let piece = match (of.as_str(), field) {
            ("workspace", "path") => Some(Piece::WorkspacePath),
            ("run", "executor_input") => Some(Piece::ExecutorInput),
            ("run", field) => run_field(field).map(Piece::Run),
            _ => None,
        };
        if piece.is_none() {
            self.body.cx.report(name_errors::unknown_part(field, span, of, known));
        }
        piece
    }

    /// `model.metadata["key"]`
    fn metadata_key(&mut self, base: &Expr, index: &Expr, span: Span) -> Option<Piece> {
        let key = self.body.value(index, Some(&crate::sema::types::Type::String), &None);
        let key = self.body.cx.as_constant(&key, "a key of metadata")?;
        let key = as_text(&key);
        let piece = match &base.kind {
            ExprKind::Field(of, name) if name.text == "metadata" => self.field(of, name, span)?,
            _ => {
                self.body.cx.report(errors::container_word(span, "only `.metadata` has keys here", "no metadata", ""));
                return None;
            }
        };
        Some(match piece {
            Piece::InputMetadata(name, _) => Piece::InputMetadata(name, Some(key)),
            Piece::OutputMetadata(name, _) => Piece::OutputMetadata(name, Some(key)),
            piece => piece,
        })
    }
}

/// What `run.…` is of that name.
pub(crate) fn run_field(name: &str) -> Option<RunField> {
    Some(match name {
        "id" => RunField::Id,
        "name" => RunField::Name,
        "resource_name" => RunField::ResourceName,
        "root" => RunField::Root,
        "created_at" => RunField::CreatedAt,
        "scheduled_at" => RunField::ScheduledAt,
        "task_id" => RunField::TaskId,
        "task_name" => RunField::TaskName,
        "url" => RunField::Url,
        _ => return None,
    })
}

fn push(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}
