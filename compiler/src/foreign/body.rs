//! The Python text of a component: the lines of a function, or a module that defines it.
//!
//! In: the text between fences, or a file's, and the component's name. Out: which of the two it is, with what can be
//! seen of the function, or diagnostics. Always holds: text that does not parse gives exactly one diagnostic.

use ruff_python_ast::{Stmt, StmtFunctionDef};

use super::{
    Origin, errors,
    python::PythonFile,
    returns::{Returns, returns},
    signature::{PySignature, signature},
};
use crate::{diag::Diagnostic, source::Span};

/// What a component's Python text is.
#[derive(Debug, Clone, PartialEq)]
pub enum PythonText {
    /// The lines inside the function.
    Body {
        /// What it returns.
        returns: Returns,
        /// It has no statement: only comments, or nothing.
        empty: bool,
    },
    /// A module with a function of the component's name at its left edge.
    Module(Box<PySignature>),
    /// It does not parse.
    Error,
}

/// Tells what the text between fences is: a module if it defines a function `name` at its left edge, else a body.
pub fn check_body(text: &str, origin: Origin, name: &str) -> (PythonText, Vec<Diagnostic>) {
    let file = match PythonFile::parse(text, origin) {
        Ok(file) => file,
        Err(diagnostic) => return (PythonText::Error, vec![*diagnostic]),
    };
    if let Some(function) = file.function(name) {
        return module(&file, function);
    }
    if let Some(diagnostic) = file.body().iter().find_map(|stmt| only_in_a_module(&file, stmt, name)) {
        return (PythonText::Error, vec![diagnostic]);
    }
    let returns = returns(&file, file.body());
    (PythonText::Body { returns, empty: file.body().is_empty() }, Vec::new())
}

/// Reads the function `name` of a Python file; `wanted` is the place that asks for it.
pub fn check_file(text: &str, origin: Origin, name: &str, wanted: Span) -> (PythonText, Vec<Diagnostic>) {
    let file = match PythonFile::parse(text, origin) {
        Ok(file) => file,
        Err(diagnostic) => return (PythonText::Error, vec![*diagnostic]),
    };
    if let Some(function) = file.function(name) {
        return module(&file, function);
    }
    let functions: Vec<&str> = file.functions().map(|function| function.name.as_str()).collect();
    (PythonText::Error, vec![errors::no_such_function(wanted, name, &functions)])
}

fn module(file: &PythonFile, function: &StmtFunctionDef) -> (PythonText, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if function.is_async {
        diagnostics.push(errors::not_a_plain_function(file.span(&function.name), "is `async`: nothing awaits it"));
    }
    if function.parameters.vararg.is_some() {
        diagnostics.push(errors::not_a_plain_function(
            file.span(&*function.parameters),
            "takes `*args`: a component's inputs come by name",
        ));
    }
    (PythonText::Module(Box::new(signature(file, function))), diagnostics)
}

/// What Python allows in a module but not inside a function.
fn only_in_a_module(file: &PythonFile, stmt: &Stmt, name: &str) -> Option<Diagnostic> {
    let Stmt::ImportFrom(import) = stmt else { return None };
    let future = import.module.as_deref() == Some("__future__");
    let star = import.names.iter().any(|alias| alias.name.as_str() == "*");
    (future || star).then(|| {
        let what = if future { "`from __future__ import …`" } else { "`import *`" };
        errors::python_syntax(file.span(stmt), &format!("{what} cannot stand inside a function"))
            .help(format!("define `def {name}(…):` at the left edge, so that the text is a module"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn read(text: &str) -> (PythonText, Vec<String>) {
        let (read, diagnostics) = check_body(text, Origin::file(FileId(0)), "train");
        (read, diagnostics.into_iter().map(|found| format!("{} {}", found.code, found.message)).collect())
    }

    #[test]
    fn lines_of_a_function_are_a_body() {
        let (read, diagnostics) = read("import os\ndef helper():\n    return 1\nreturn helper(), 2\n");
        assert!(matches!(read, PythonText::Body { empty: false, .. }), "{read:?}");
        assert_eq!(diagnostics, Vec::<String>::new());
    }

    #[test]
    fn a_function_of_the_components_name_makes_a_module() {
        let (read, _) = read("from kfp import dsl\ndef train(rows: int) -> float:\n    return 1.0\n");
        let PythonText::Module(signature) = read else { panic!("{read:?}") };
        assert_eq!(signature.params.len(), 1);
        assert_eq!(signature.returns.values.len(), 1);
    }

    #[test]
    fn nothing_but_comments_is_an_empty_body() {
        assert!(matches!(read("# later\n").0, PythonText::Body { empty: true, .. }));
    }

    #[test]
    fn a_syntax_error_is_reported_once_at_its_place() {
        let text = "a = 1\nreturn (a +\n";
        let (_, diagnostics) = check_body(text, Origin::file(FileId(0)), "train");
        let [found] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
        assert_eq!(found.code.name(), "E0320");
        assert!(found.primary.as_ref().unwrap().span.start >= 6);
    }

    #[test]
    fn syntax_of_new_pythons_is_read() {
        let text = "match x:\n    case {\"a\": [1, *_]} if (n := 2): pass\nprint(f\"{x[\"a\"]!r:>{n}}\")\n\
                    type Alias[T] = list[T]\ndef f[T: int](x: T, /) -> T: return x\ntry: pass\nexcept* ValueError: pass\n";
        assert_eq!(read(text).1, Vec::<String>::new());
    }

    #[test]
    fn what_only_a_module_may_hold_is_no_body() {
        for text in ["from os import *\nreturn 1\n", "from __future__ import annotations\n"] {
            let (_, diagnostics) = read(text);
            assert!(diagnostics[0].contains("cannot stand inside a function"), "{diagnostics:?}");
        }
    }

    #[test]
    fn what_nests_without_end_is_refused() {
        let texts = [
            "(".repeat(100_000),
            format!("{}1", "not ".repeat(100_000)),
            format!("x = 1{}", " + 1".repeat(100_000)),
            format!("x = a{}", ".b".repeat(100_000)),
            format!("x = f{}", "()".repeat(100_000)),
            format!("x = {}1", "lambda a, b: ".repeat(50_000)),
            format!("x = {}1", "1 if a else ".repeat(50_000)),
            (0..300).map(|depth| " ".repeat(depth) + "if a:\n").collect(),
            format!("x = {}1{}", "f\"{".repeat(30_000), "}\"".repeat(30_000)),
            format!("x = {}", "a[".repeat(100_000)),
        ];
        for text in texts {
            let (_, diagnostics) = read(&text);
            assert!(diagnostics[0].starts_with("E0324"), "{diagnostics:?} of {}", &text[..40]);
        }
    }

    #[test]
    fn long_flat_data_is_read() {
        let rows = "    [1, 2.5, \"a\", None],\n".repeat(10_000);
        assert_eq!(read(&format!("rows = [\n{rows}]\n")).1, Vec::<String>::new());
    }
}
