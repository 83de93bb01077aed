//! Types as written become types.
//!
//! In: a type expression and the module it stands in. Out: its [`Type`].

use std::rc::Rc;

use super::size::{self, MAX_PARTS};
use super::{Checker, Def, State, TypeDecl};
use crate::diag::Diagnostic;
use crate::modules::ModuleId;
use crate::plan::Schema;
use crate::sema::errors::{names as name_errors, types as errors};
use crate::sema::types::{Artifact, BUILTIN_ARTIFACTS, Record, RecordField, Type};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, StrPiece, TypeExprKind};

const PLAIN: &[&str] = &["String", "Int", "Float", "Bool", "Json", "Status", "List", "Map", "Artifact"];

impl<'a> Checker<'a> {
    /// The type that `written` means in `module`.
    pub(crate) fn ty(&mut self, module: ModuleId, written: &'a ast::TypeExpr) -> Type {
        match &written.kind {
            TypeExprKind::Name(name, arguments) => self.named_type(module, name, arguments),
            TypeExprKind::Record(fields) => self.record_type(module, None, fields),
            TypeExprKind::Enum(values) => self.enum_type(module, values),
            TypeExprKind::Optional(inner) => self.ty(module, inner).optional(),
            TypeExprKind::Error => Type::Error,
        }
    }

    fn named_type(&mut self, module: ModuleId, name: &ast::Name, arguments: &'a [ast::TypeExpr]) -> Type {
        let inner: Vec<Type> = arguments.iter().map(|argument| self.ty(module, argument)).collect();
        let generic = matches!(name.text.as_str(), "List" | "Map");
        if inner.len() > usize::from(generic) {
            self.report(self.wrong_arguments(name, arguments, generic));
            return Type::Error;
        }
        let item = inner.into_iter().next();
        match (name.text.as_str(), item) {
            ("List", item) => self.list_type(item.unwrap_or(Type::Json), name.span),
            ("Map", item) => self.map_type(item.unwrap_or(Type::Json), name.span),
            (plain, _) => self.type_by_name(module, plain, name.span),
        }
    }

    fn wrong_arguments(&self, name: &ast::Name, arguments: &[ast::TypeExpr], generic: bool) -> Diagnostic {
        if !generic {
            return errors::type_arguments(name.span, &name.text, "no types between `<` and `>`", "stands alone");
        }
        let label = format!("{} are given", arguments.len());
        let report = errors::type_arguments(name.span, &name.text, "one type between `<` and `>`", &label);
        match arguments {
            [key, value] if name.text == "Map" && self.sources.text(key.span) == "String" => {
                let keys = Span { end: value.span.start, ..key.span };
                report.fix("the keys of a map are always text: say its values' type alone", keys, "")
            }
            _ => report,
        }
    }

    fn list_type(&mut self, item: Type, span: Span) -> Type {
        if item.is_artifact() && matches!(item, Type::List(_)) {
            let takes = "artifacts in one layer only";
            let report = errors::type_arguments(span, "List", takes, "a list of lists of artifacts");
            self.report(report.note("what loops in loops collect of artifacts is one flat list"));
            return Type::Error;
        }
        Type::list(item)
    }

    fn map_type(&mut self, item: Type, span: Span) -> Type {
        if item.is_artifact() {
            self.report(errors::type_arguments(span, "Map", "values, no artifacts", "a map of artifacts"));
            return Type::Error;
        }
        Type::Map(Rc::new(item))
    }

    /// The type of that name: plain, built-in artifact or declared.
    pub(crate) fn type_by_name(&mut self, module: ModuleId, name: &str, span: Span) -> Type {
        match name {
            "String" => Type::String,
            "Int" => Type::Int,
            "Float" => Type::Float,
            "Bool" => Type::Bool,
            "Json" => Type::Json,
            "Status" => Type::Status,
            "" => Type::Error,
            _ => match self.lookup(module, name).map(|entry| entry.def) {
                Some(Def::Type(id)) => self.declared_type(id, span),
                Some(Def::Broken) => Type::Error,
                Some(def) => {
                    self.report(name_errors::wrong_kind(name, span, def.kind(), "a type"));
                    Type::Error
                }
                None => match Artifact::builtin(name) {
                    Some(artifact) => Type::Artifact(Rc::new(artifact)),
                    None => self.unknown_type(module, name, span),
                },
            },
        }
    }

    fn unknown_type(&mut self, module: ModuleId, name: &str, span: Span) -> Type {
        let declared = self.names(module, |def| matches!(def, Def::Type(_)));
        let builtin = BUILTIN_ARTIFACTS.iter().map(|(name, _)| *name);
        let known = PLAIN.iter().copied().chain(builtin).chain(declared.iter().map(smol_str::SmolStr::as_str));
        let report = name_errors::unknown_type(name, span, known.collect::<Vec<_>>());
        self.report(report);
        Type::Error
    }

    /// The type of a declaration, worked out at its first use.
    pub(crate) fn declared_type(&mut self, id: u32, used: Span) -> Type {
        let entry = &mut self.types[id as usize];
        let (module, decl) = (entry.module, entry.decl);
        let name = match decl {
            TypeDecl::Type(decl) => &decl.name,
            TypeDecl::Artifact(decl) => &decl.name,
        };
        match std::mem::replace(&mut entry.state, State::Running) {
            State::Done(ty, row) => {
                self.types[id as usize].state = State::Done(ty.clone(), row);
                self.row = self.row.max(row);
                return ty;
            }
            State::Running => {
                self.report(name_errors::defined_by_itself(&name.text, used, name.span));
                return Type::Error;
            }
            State::Waiting => {}
        }
        let (ty, row) = self.worked_out(&name.text, used, |this| match decl {
            TypeDecl::Type(decl) => match &decl.ty.kind {
                TypeExprKind::Record(fields) => this.record_type(module, Some(&decl.name), fields),
                _ => this.ty(module, &decl.ty),
            },
            TypeDecl::Artifact(decl) => this.artifact_type(module, decl),
        });
        let mut ty = ty.unwrap_or(Type::Error);
        if size::parts(&ty) > MAX_PARTS {
            self.report(name_errors::too_many_parts(name.span));
            ty = Type::Error;
        }
        self.types[id as usize].state = State::Done(ty.clone(), row);
        ty
    }

    fn artifact_type(&mut self, module: ModuleId, decl: &ast::ArtifactDecl) -> Type {
        let parent = match self.type_by_name(module, &decl.parent.text, decl.parent.span) {
            Type::Artifact(parent) => parent,
            Type::Error => return Type::Error,
            _ => {
                self.report(name_errors::wrong_kind(
                    &decl.parent.text,
                    decl.parent.span,
                    "a type of values",
                    "an artifact",
                ));
                return Type::Error;
            }
        };
        let text = match decl.schema.pieces.as_slice() {
            [StrPiece::Text(text)] => text.as_str(),
            _ => "",
        };
        let (title, version) = text.split_once('@').unwrap_or((text, ""));
        let numbers = version.split('.').filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if title.is_empty() || numbers.count() != 3 || version.split('.').count() != 3 {
            self.report(errors::artifact_schema(decl.schema.span));
            return Type::Error;
        }
        let schema = Schema { title: title.into(), version: version.into() };
        Type::Artifact(Rc::new(Artifact { name: decl.name.text.clone(), schema, parent: Some(parent) }))
    }

    fn record_type(&mut self, module: ModuleId, name: Option<&ast::Name>, fields: &'a [ast::ParamDecl]) -> Type {
        let mut known: Vec<RecordField> = Vec::with_capacity(fields.len().min(MAX_PARTS));
        let mut parts = 1;
        for field in fields {
            let ty = self.ty(module, &field.ty);
            parts += size::parts(&ty);
            if parts > MAX_PARTS {
                self.report(name_errors::too_many_parts(name.map_or(field.name.span, |name| name.span)));
                return Type::Error;
            }
            if known.iter().any(|known| known.name == field.name.text) {
                let first = fields.iter().find(|other| other.name.text == field.name.text);
                let first = first.map_or(field.name.span, |first| first.name.span);
                self.report(errors::doubled_field(field.name.span, &field.name.text, first));
                continue;
            }
            if ty.is_artifact() {
                self.report(errors::artifact_as_value(field.ty.span, &ty, "a record"));
            }
            let default = field.default.as_ref().and_then(|expr| self.constant(module, expr, &ty));
            known.push(RecordField { name: field.name.text.clone(), ty, default });
        }
        Type::Record(Rc::new(Record { name: name.map(|name| name.text.clone()), fields: known }))
    }

    fn enum_type(&mut self, module: ModuleId, values: &'a [ast::Expr]) -> Type {
        let mut known: Vec<(serde_json::Value, Span)> = Vec::with_capacity(values.len());
        for value in values {
            let ty = if matches!(value.kind, ExprKind::Str(_)) { Type::String } else { Type::Int };
            if let Some(literal) = self.constant(module, value, &ty) {
                match known.iter().find(|(known, _)| *known == literal || known.is_string() != literal.is_string()) {
                    Some((same, first)) if *same == literal => {
                        let message = format!("the enumeration has {literal} twice");
                        self.report(errors::enumeration(value.span, &message, "again", *first));
                    }
                    Some((_, first)) => {
                        let message = "an enumeration has text only, or whole numbers only";
                        self.report(errors::enumeration(value.span, message, "of another kind", *first));
                        return Type::Error;
                    }
                    None => known.push((literal, value.span)),
                }
            }
        }
        let known: Vec<serde_json::Value> = known.into_iter().map(|(value, _)| value).collect();
        if known.is_empty() { Type::Error } else { Type::Enum(known.into()) }
    }
}
