//! The signature of a Python function.
//!
//! In: a function of a [`PythonFile`]. Out: a [`PySignature`]. Always holds: parameters stand in source order; what
//! cannot be read keeps its place, so that whoever asks for it can point there.

use ruff_python_ast::{Expr, Parameter, Stmt, StmtFunctionDef};
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::{
    constants, docstring,
    python::PythonFile,
    python_types::{Annotation, PyKind, annotation},
    returns::{Returns, returns},
};
use crate::source::Span;

pub use super::agreement::{Mismatch, compare};

/// A function as its `def` declares it.
#[derive(Debug, Clone, PartialEq)]
pub struct PySignature {
    /// Its name.
    pub name: SmolStr,
    /// What it takes, outputs that are written through parameters included.
    pub params: Vec<PyParam>,
    /// Its return annotation.
    pub result: PyResult,
    /// Whether it takes any keyword: `**kwargs`.
    pub any_keyword: bool,
    /// Its docstring as Python's `inspect.getdoc` gives it.
    pub doc: Option<String>,
    /// What its body returns.
    pub returns: Returns,
    /// The name after `def`.
    pub span: Span,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct PyParam {
    /// Its name.
    pub name: SmolStr,
    /// What its annotation says.
    pub kind: PyKind,
    /// The annotation is an `Optional`.
    pub nullable: bool,
    /// It has a default, so that a caller may leave it out.
    pub optional: bool,
    /// The default, where it is a constant other than `None`.
    pub default: Option<Json>,
    /// Where the default stands.
    pub default_span: Option<Span>,
    /// The part of the default whose value is not known before it runs.
    pub unreadable_default: Option<Span>,
    /// The name with its annotation.
    pub span: Span,
}

/// A return annotation.
#[derive(Debug, Clone, PartialEq)]
pub enum PyResult {
    /// No annotation.
    Missing,
    /// `-> None`
    None(Span),
    /// `-> T`
    Single(PyKind, Span),
    /// `-> NamedTuple("Outputs", [("a", int)])`, or the name of such a class.
    Named {
        /// The fields.
        fields: Vec<(SmolStr, PyKind, Span)>,
        /// The annotation.
        span: Span,
        /// The text that defines the class, where it stands outside of the function.
        defined: Option<String>,
    },
    /// One that cannot be read.
    Unknown(Span),
}

/// Reads the signature of a function.
pub fn signature(file: &PythonFile, function: &StmtFunctionDef) -> PySignature {
    let all = &function.parameters;
    let params = all
        .posonlyargs
        .iter()
        .chain(&all.args)
        .chain(&all.kwonlyargs)
        .map(|param| parameter(file, &param.parameter, param.default.as_deref()))
        .collect();
    PySignature {
        name: function.name.as_str().into(),
        params,
        result: function.returns.as_deref().map_or(PyResult::Missing, |expr| result(file, expr)),
        any_keyword: all.kwarg.is_some(),
        doc: docstring::of(&function.body),
        returns: returns(file, &function.body),
        span: file.span(&function.name),
    }
}

fn parameter(file: &PythonFile, param: &Parameter, default: Option<&Expr>) -> PyParam {
    let Annotation { kind, optional: nullable } = annotation(file, param.annotation());
    let value = default.map(|default| constants::value(default, file.names()));
    PyParam {
        name: param.name.as_str().into(),
        kind,
        nullable,
        optional: default.is_some(),
        default: value.as_ref().and_then(|value| value.as_ref().ok()).filter(|value| !value.is_null()).cloned(),
        default_span: default.map(|default| file.span(default)),
        unreadable_default: match value {
            Some(Err(part)) => Some(file.span(part)),
            _ => None,
        },
        span: file.span(param),
    }
}

fn result(file: &PythonFile, expr: &Expr) -> PyResult {
    let span = file.span(expr);
    if expr.is_none_literal_expr() {
        return PyResult::None(span);
    }
    if let Some(fields) = named_tuple(file, expr) {
        return PyResult::Named { fields, span, defined: None };
    }
    if let Some((fields, defined)) = expr.as_name_expr().and_then(|name| defined_tuple(file, name.id.as_str())) {
        return PyResult::Named { fields, span, defined: Some(defined) };
    }
    match annotation(file, Some(expr)).kind {
        PyKind::Unknown(_) => PyResult::Unknown(span),
        kind => PyResult::Single(kind, span),
    }
}

type Fields = Vec<(SmolStr, PyKind, Span)>;

/// `NamedTuple("Outputs", [("a", int)])`, `NamedTuple("Outputs", a=int)`.
fn named_tuple(file: &PythonFile, expr: &Expr) -> Option<Fields> {
    let call = expr.as_call_expr()?;
    if file.names().resolve(&call.func)? != "typing.NamedTuple" {
        return None;
    }
    let items = match (&*call.arguments.args, &*call.arguments.keywords) {
        ([_, Expr::List(list)], []) => &list.elts,
        ([_, Expr::Tuple(tuple)], []) => &tuple.elts,
        ([_], [keyword]) if keyword.arg.as_deref() == Some("fields") => &keyword.value.as_list_expr()?.elts,
        ([_], keywords) => {
            let field = |keyword: &ruff_python_ast::Keyword| {
                let kind = annotation(file, Some(&keyword.value)).kind;
                Some((keyword.arg.as_ref()?.as_str().into(), kind, file.span(keyword)))
            };
            return keywords.iter().map(field).collect();
        }
        _ => return None,
    };
    items.iter().map(|item| field(file, item)).collect()
}

fn field(file: &PythonFile, item: &Expr) -> Option<(SmolStr, PyKind, Span)> {
    let pair = match item {
        Expr::Tuple(tuple) => tuple.elts.as_slice(),
        Expr::List(list) => list.elts.as_slice(),
        _ => return None,
    };
    let [name, ty] = pair else { return None };
    let Ok(Json::String(name)) = constants::value(name, file.names()) else { return None };
    Some((name.into(), annotation(file, Some(ty)).kind, file.span(item)))
}

/// A named tuple that stands at the module's left edge, as a class or a name bound to one; with its text.
fn defined_tuple(file: &PythonFile, name: &str) -> Option<(Fields, String)> {
    file.body().iter().find_map(|stmt| match stmt {
        Stmt::ClassDef(class) if class.name.as_str() == name => {
            let bases = &class.arguments.as_ref()?.args;
            bases.iter().find(|base| file.names().resolve(base).as_deref() == Some("typing.NamedTuple"))?;
            let fields = class.body.iter().filter_map(|stmt| match stmt {
                Stmt::AnnAssign(assign) => {
                    let field = assign.target.as_name_expr()?.id.as_str().into();
                    Some((field, annotation(file, Some(&assign.annotation)).kind, file.span(stmt)))
                }
                _ => None,
            });
            Some((fields.collect(), file.source(stmt).replace("\r\n", "\n")))
        }
        Stmt::Assign(assign) => {
            let [Expr::Name(target)] = assign.targets.as_slice() else { return None };
            (target.id.as_str() == name).then_some(())?;
            Some((named_tuple(file, &assign.value)?, file.source(stmt).replace("\r\n", "\n")))
        }
        _ => None,
    })
}
