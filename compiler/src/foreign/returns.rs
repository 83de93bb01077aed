//! What a Python function returns, as far as its text tells, against the outputs that are declared.
//!
//! In: a function's statements. Out: its `return`s; findings where they cannot fill the declared outputs.
//! Always holds: only what is certain is reported; functions inside the function, generators and calls are left alone.

use ruff_python_ast::{
    Expr, Stmt, StmtReturn,
    statement_visitor::{StatementVisitor, walk_stmt},
    visitor::{Visitor, walk_expr},
};
use serde_json::Value as Json;

use super::{errors, names::Names, python::PythonFile};
use crate::{
    diag::Diagnostic,
    plan::{ParamType, Port, Shape},
    source::Span,
};

/// What a function returns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Returns {
    /// Every `return` with a value.
    pub values: Vec<Returned>,
    /// The last statement never ends normally, or the function is a generator: a missing `return` proves nothing.
    pub open: bool,
    /// The text's end, where a `return` would stand.
    pub end: Span,
}

/// One `return` with a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Returned {
    /// The value.
    pub span: Span,
    /// What it is, as far as it can be seen.
    pub shape: ReturnShape,
}

/// What can be seen of a returned value.
#[derive(Debug, Clone, PartialEq)]
pub enum ReturnShape {
    /// A tuple of so many values.
    Tuple(usize),
    /// A dict with these keys.
    Dict(Vec<String>),
    /// `None`
    None,
    /// One value that is certainly no tuple or dict: a number, text, a list, an f-string.
    Single,
    /// Anything.
    Unknown,
}

/// Reads the `return`s of a function's statements.
pub fn returns(file: &PythonFile, body: &[Stmt]) -> Returns {
    let mut collector = Collector { file, values: Vec::new(), yields: false };
    collector.visit_body(body);
    let never_ends = matches!(body.last(), Some(Stmt::Raise(_) | Stmt::While(_)));
    let end = body.last().map_or(file.end(), |stmt| file.span(stmt).after());
    Returns { values: collector.values, open: collector.yields || never_ends, end }
}

/// Findings against the declared outputs. Whatever is not handed out by an object or a path has to be returned.
pub fn check(outputs: &[Port], returns: &Returns) -> Vec<Diagnostic> {
    let expected: Vec<&Port> = outputs.iter().filter(|port| is_returned(port, outputs)).collect();
    if returns.values.iter().all(|value| value.shape == ReturnShape::None) && !returns.open && !expected.is_empty() {
        return vec![errors::never_returns(returns.end, &expected)];
    }
    returns.values.iter().filter_map(|value| misfit(value, &expected)).collect()
}

/// Whether an output gets its value from the function's `return`.
pub fn is_returned(port: &Port, outputs: &[Port]) -> bool {
    let unnamed = port.name == "Output" && outputs.len() == 1;
    !port.path && (unnamed || matches!(port.shape, Shape::Parameter(_)))
}

fn misfit(value: &Returned, expected: &[&Port]) -> Option<Diagnostic> {
    match (&value.shape, expected) {
        (ReturnShape::Single | ReturnShape::Tuple(_) | ReturnShape::Dict(_), []) => {
            Some(errors::returns_for_no_output(value.span))
        }
        (ReturnShape::Tuple(found), [port]) if *found != 1 && !takes_list(port) => {
            Some(errors::wrong_number_returned(value.span, *found, expected))
        }
        (ReturnShape::Tuple(found), [_, _, ..]) if *found != expected.len() => {
            Some(errors::wrong_number_returned(value.span, *found, expected))
        }
        (ReturnShape::Single, [_, _, ..]) => Some(errors::wrong_number_returned(value.span, 1, expected)),
        (ReturnShape::Dict(keys), [_, _, ..]) => {
            let missing = expected.iter().find(|port| !keys.iter().any(|key| *key == port.name));
            let unknown = keys.iter().find(|key| !expected.iter().any(|port| port.name == key.as_str()));
            match (missing, unknown) {
                (None, None) => None,
                (missing, unknown) => Some(errors::wrong_keys_returned(
                    value.span,
                    missing.map(|port| port.name.as_str()),
                    unknown.map(String::as_str),
                )),
            }
        }
        _ => None,
    }
}

fn takes_list(port: &Port) -> bool {
    matches!(port.shape, Shape::Parameter(ParamType::List | ParamType::Struct) | Shape::Artifact { list: true, .. })
}

struct Collector<'a> {
    file: &'a PythonFile,
    values: Vec<Returned>,
    yields: bool,
}

impl<'a> StatementVisitor<'a> for Collector<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            Stmt::Return(StmtReturn { value: Some(value), .. }) => {
                let shape = shape(value, self.file.names());
                self.values.push(Returned { span: self.file.span(&**value), shape });
            }
            Stmt::Expr(statement) => {
                let mut search = YieldSearch(false);
                search.visit_expr(&statement.value);
                self.yields |= search.0;
            }
            _ => walk_stmt(self, stmt),
        }
    }
}

struct YieldSearch(bool);

impl<'a> Visitor<'a> for YieldSearch {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Yield(_) | Expr::YieldFrom(_) => self.0 = true,
            Expr::Lambda(_) => {}
            _ => walk_expr(self, expr),
        }
    }
}

fn shape(value: &Expr, names: &Names) -> ReturnShape {
    match value {
        Expr::NoneLiteral(_) => ReturnShape::None,
        Expr::Tuple(tuple) if !tuple.elts.iter().any(Expr::is_starred_expr) => ReturnShape::Tuple(tuple.elts.len()),
        Expr::Dict(dict) => {
            let key = |key: &Expr| match super::constants::value(key, names) {
                Ok(Json::String(key)) => Some(key),
                _ => None,
            };
            let keys = dict.items.iter().map(|item| item.key.as_ref().and_then(key)).collect();
            Option::map_or(keys, ReturnShape::Unknown, ReturnShape::Dict)
        }
        Expr::StringLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::FString(_)
        | Expr::List(_)
        | Expr::ListComp(_)
        | Expr::Compare(_) => ReturnShape::Single,
        _ => ReturnShape::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{foreign::Origin, source::FileId};

    fn port(name: &str, shape: Shape) -> Port {
        Port::new(name.into(), shape, "int".into())
    }

    fn findings(text: &str, outputs: &[&str]) -> Vec<String> {
        let file = PythonFile::parse(text, Origin::file(FileId(0))).unwrap();
        let outputs: Vec<Port> = outputs.iter().map(|name| port(name, Shape::Parameter(ParamType::Int))).collect();
        check(&outputs, &returns(&file, file.body())).into_iter().map(|found| found.message).collect()
    }

    #[test]
    fn what_is_certainly_wrong_is_found() {
        assert_eq!(findings("print(1)\n", &["Output"]), ["the function never returns its output"]);
        assert_eq!(findings("return None\n", &["a", "b"]), ["the function never returns `a`, `b`"]);
        assert_eq!(findings("return 1, 2, 3\n", &["a", "b"]), ["3 values returned for 2 outputs"]);
        assert_eq!(findings("if x:\n    return 1\nreturn 1, 2\n", &["a", "b"]), ["1 value returned for 2 outputs"]);
        assert_eq!(findings("return 1, 2\n", &["a"]), ["2 values returned for 1 output"]);
        assert_eq!(findings("return 7\n", &[]), ["no output takes this returned value"]);
        assert_eq!(findings("return {\"a\": 1, \"c\": 2}\n", &["a", "b"]), ["the returned dict lacks `b` and has `c`"]);
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for (text, outputs) in [
            ("return f()\n", &["a", "b"][..]),
            ("return {\"a\": 1, \"b\": 2}\n", &["a", "b"]),
            ("return {**both}\n", &["a", "b"]),
            ("return *first, last\n", &["a", "b"]),
            ("raise ValueError\n", &["Output"]),
            ("while True:\n    pass\n", &["Output"]),
            ("yield 1\n", &["Output"]),
            ("return print(1)\n", &[]),
            ("return\n", &[]),
            ("try:\n    return 1\nfinally:\n    close()\n", &["Output"]),
            ("def inner():\n    return 1, 2, 3\nreturn inner()[0]\n", &["Output"]),
        ] {
            assert_eq!(findings(text, outputs), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn artifacts_and_paths_are_not_returned() {
        let schema = crate::plan::Schema { title: "system.Model".into(), version: "0.0.1".into() };
        let model = port("model", Shape::Artifact { schema: schema.clone(), list: false });
        let path = Port { path: true, ..port("count", Shape::Parameter(ParamType::Int)) };
        let unnamed = port("Output", Shape::Artifact { schema, list: false });
        let both = [model.clone(), path];
        assert!(!both.iter().any(|port| is_returned(port, &both)));
        assert!(is_returned(&unnamed, std::slice::from_ref(&unnamed)));
    }
}
