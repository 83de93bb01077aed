//! What the text of one function needs before it, so that its `def` runs alone in a container.
//!
//! In: a function of a module. Out: statements: imports of names that are not in scope there, constants and classes of
//! the module that its signature speaks of. Always holds: a signature that speaks of builtins, `kfp`, `dsl` and the names
//! that `kfp.dsl` and `typing` give needs nothing, so that its text is KFP's own.

use ruff_python_ast::{
    Expr, Stmt, StmtFunctionDef,
    visitor::{Visitor, walk_expr},
};

use super::{
    python::PythonFile,
    python_types::{PyArtifact, PyKind},
    signature::{PyResult, PySignature},
};

/// Constants that may stand in constants.
const MAX_NESTING: usize = 16;

/// The statements, each with the blank lines after it; empty if none is needed.
pub fn of(file: &PythonFile, function: &StmtFunctionDef, signature: &PySignature) -> String {
    let mut needed = Needed { file, imports: Vec::new(), constants: Vec::new(), classes: Vec::new() };
    needed.definitions(signature);
    let parameters = function.parameters.iter_non_variadic_params();
    for param in parameters {
        param.parameter.annotation().into_iter().chain(param.default.as_deref()).for_each(|expr| needed.names(expr, 0));
    }
    function.returns.iter().for_each(|expr| needed.names(expr, 0));
    let groups = [needed.imports.join("\n"), needed.constants.join("\n")].into_iter().chain(needed.classes);
    groups.filter(|group| !group.is_empty()).flat_map(|group| [group, "\n\n\n".to_owned()]).collect()
}

struct Needed<'a> {
    file: &'a PythonFile,
    imports: Vec<String>,
    constants: Vec<String>,
    classes: Vec<String>,
}

impl Needed<'_> {
    /// Classes that the reader of types met.
    fn definitions(&mut self, signature: &PySignature) {
        let mut kinds: Vec<&PyKind> = signature.params.iter().map(|param| &param.kind).collect();
        match &signature.result {
            PyResult::Single(kind, _) => kinds.push(kind),
            PyResult::Named { fields, .. } => kinds.extend(fields.iter().map(|(_, kind, _)| kind)),
            _ => {}
        }
        for kind in kinds {
            if let PyKind::Input(PyArtifact { definition: Some(definition), .. })
            | PyKind::Output(PyArtifact { definition: Some(definition), .. }) = kind
            {
                let is_import = definition.starts_with("from ") || definition.starts_with("import ");
                add(if is_import { &mut self.imports } else { &mut self.classes }, definition.clone());
            }
        }
        if let PyResult::Named { defined: Some(defined), .. } = &signature.result {
            add(&mut self.classes, defined.clone());
        }
    }

    fn names(&mut self, expr: &Expr, depth: usize) {
        let mut search = NameSearch(Vec::new());
        search.visit_expr(expr);
        for name in search.0 {
            self.name(name, depth);
        }
    }

    fn name(&mut self, name: &str, depth: usize) {
        if let Some(full) = self.file.names().imported(name) {
            let in_scope = matches!((name, full.as_str()), ("kfp", "kfp") | ("dsl", "kfp.dsl"))
                || full
                    .rsplit_once('.')
                    .is_some_and(|(module, own)| own == name && ["kfp.dsl", "typing"].contains(&module));
            let vendor = full.starts_with("google_cloud_pipeline_components");
            if !in_scope && !vendor {
                add(&mut self.imports, import(name, &full));
            }
        } else if self.file.names().constant(name).is_some() && depth < MAX_NESTING {
            let value = self.file.body().iter().find_map(|stmt| match stmt {
                Stmt::Assign(assign) => match assign.targets.as_slice() {
                    [Expr::Name(target)] if target.id.as_str() == name => Some(&*assign.value),
                    _ => None,
                },
                _ => None,
            });
            // A named tuple that is bound to a name is a class, and was met as one.
            if let Some(value) = value.filter(|value| !value.is_call_expr()) {
                self.names(value, depth + 1);
                add(&mut self.constants, format!("{name} = {}", self.file.source(value).replace("\r\n", "\n")));
            }
        }
    }
}

fn add(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

fn import(name: &str, full: &str) -> String {
    match full.rsplit_once('.') {
        Some((module, own)) if own == name => format!("from {module} import {own}"),
        Some((module, own)) => format!("from {module} import {own} as {name}"),
        None if full == name => format!("import {full}"),
        None => format!("import {full} as {name}"),
    }
}

struct NameSearch<'a>(Vec<&'a str>);

impl<'a> Visitor<'a> for NameSearch<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr {
            self.0.push(name.id.as_str());
        }
        walk_expr(self, expr);
    }
}
