//! What a Python module's names stand for: imports, and values bound once.
//!
//! In: a module's statements. Out: full dotted names for names as written, and the values of constants.
//! Always holds: a name that the module binds twice has no value; whatever the way it was imported, a name of KFP's is
//! `kfp.dsl.X` and one of Python's typing `typing.X`.

use std::collections::HashMap;

use ruff_python_ast::{ExceptHandler, Expr, Stmt, StmtImportFrom};

/// The names of one module.
#[derive(Debug, Default)]
pub struct Names {
    /// Local name to full dotted name.
    imported: HashMap<String, String>,
    /// Modules of which all names were imported.
    stars: Vec<String>,
    /// Values bound at the left edge; `None` where a name is bound more than once.
    constants: HashMap<String, Option<Expr>>,
}

impl Names {
    /// The names that the statements of a module bind, over those that every component's text knows: `dsl`, and all of
    /// `kfp.dsl` and `typing`.
    pub fn of(body: &[Stmt]) -> Self {
        let mut names = Self { stars: vec!["kfp.dsl".to_owned(), "typing".to_owned()], ..Self::default() };
        names.imported.insert("dsl".to_owned(), "kfp.dsl".to_owned());
        names.read(body);
        names
    }

    /// The full name under which a name was imported: `kfp.dsl` for `dsl`.
    pub fn imported(&self, name: &str) -> Option<String> {
        self.imported.get(name).map(|full| canonical(full))
    }

    /// The value of a name that is bound once.
    pub fn constant(&self, name: &str) -> Option<&Expr> {
        self.constants.get(name)?.as_ref()
    }

    /// The full name of a name or of `a.b.c` as written: `kfp.dsl.Dataset`, `typing.List`, `int`.
    pub fn resolve(&self, expr: &Expr) -> Option<String> {
        let (root, fields) = dotted(expr)?;
        let mut full = match self.imported.get(root) {
            Some(full) => full.clone(),
            None => self.by_star(root).unwrap_or_else(|| root.to_owned()),
        };
        for field in fields {
            full.push('.');
            full.push_str(field);
        }
        Some(canonical(&full))
    }

    fn by_star(&self, name: &str) -> Option<String> {
        let known = |module: &str| match canonical_module(module) {
            "kfp.dsl" => KFP_NAMES.contains(&name) || name.ends_with("_PLACEHOLDER"),
            "typing" => TYPING_NAMES.contains(&name),
            _ => false,
        };
        self.stars.iter().rev().find(|module| known(module)).map(|module| format!("{module}.{name}"))
    }

    fn read(&mut self, body: &[Stmt]) {
        for stmt in body {
            match stmt {
                Stmt::Import(import) => {
                    for alias in &import.names {
                        let full = alias.name.as_str();
                        let root = full.split('.').next().unwrap_or(full);
                        let (local, full) = alias.asname.as_ref().map_or((root, root), |local| (local.as_str(), full));
                        self.imported.insert(local.to_owned(), full.to_owned());
                    }
                }
                Stmt::ImportFrom(import) => self.read_from(import),
                Stmt::Assign(assign) => {
                    for target in &assign.targets {
                        self.bind(target, Some(&assign.value));
                    }
                }
                Stmt::AnnAssign(assign) => self.bind(&assign.target, assign.value.as_deref()),
                Stmt::AugAssign(assign) => self.bind(&assign.target, None),
                Stmt::Expr(statement) => self.changed(&statement.value),
                Stmt::If(branch) => {
                    self.read(&branch.body);
                    branch.elif_else_clauses.iter().for_each(|clause| self.read(&clause.body));
                }
                Stmt::Try(attempt) => {
                    self.read(&attempt.body);
                    for ExceptHandler::ExceptHandler(handler) in &attempt.handlers {
                        self.read(&handler.body);
                    }
                    self.read(&attempt.orelse);
                    self.read(&attempt.finalbody);
                }
                Stmt::With(with) => self.read(&with.body),
                Stmt::For(each) => self.bind(&each.target, None),
                _ => {}
            }
        }
    }

    fn read_from(&mut self, import: &StmtImportFrom) {
        let module = import.module.as_ref().map_or("", |module| module.as_str());
        let module = format!("{}{module}", ".".repeat(import.level as usize));
        for alias in &import.names {
            let name = alias.name.as_str();
            if name == "*" {
                self.stars.push(module.clone());
            } else {
                let local = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                self.imported.insert(local.to_owned(), format!("{module}.{name}"));
            }
        }
    }

    /// `NAME.append(…)` at the left edge: a list or dict that is called upon may hold something else afterwards.
    fn changed(&mut self, expr: &Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Attribute(method) = &*call.func
            && let Expr::Name(name) = &*method.value
            && let Some(value) = self.constants.get_mut(name.id.as_str())
            && matches!(value, Some(Expr::List(_) | Expr::Dict(_)))
        {
            *value = None;
        }
    }

    fn bind(&mut self, target: &Expr, value: Option<&Expr>) {
        match target {
            Expr::Name(name) => {
                let name = name.id.as_str().to_owned();
                self.constants.entry(name).and_modify(|bound| *bound = None).or_insert_with(|| value.cloned());
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.bind(target, None)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.bind(target, None)),
            Expr::Starred(starred) => self.bind(&starred.value, None),
            Expr::Subscript(subscript) => self.bind(&subscript.value, None),
            _ => {}
        }
    }
}

/// `a.b.c` as its first name and the fields after it.
pub fn dotted(expr: &Expr) -> Option<(&str, Vec<&str>)> {
    let mut fields = Vec::new();
    let mut expr = expr;
    loop {
        match expr {
            Expr::Attribute(attribute) => {
                fields.push(attribute.attr.as_str());
                expr = &attribute.value;
            }
            Expr::Name(name) => {
                fields.reverse();
                return Some((name.id.as_str(), fields));
            }
            _ => return None,
        }
    }
}

fn canonical(full: &str) -> String {
    match full.rsplit_once('.') {
        Some((module, name)) => format!("{}.{name}", canonical_module(module)),
        None => canonical_module(full).to_owned(),
    }
}

fn canonical_module(module: &str) -> &str {
    match module {
        "kfp.v2.dsl"
        | "kfp.v2.components"
        | "kfp.components"
        | "kfp.dsl.types.artifact_types"
        | "kfp.dsl.types.type_annotations"
        | "kfp.dsl.structures"
        | "kfp.dsl.placeholders" => "kfp.dsl",
        "kfp.v2" => "kfp",
        "typing_extensions" => "typing",
        _ => module,
    }
}

/// What `from kfp.dsl import *` brings that matters here.
const KFP_NAMES: &[&str] = &[
    "component",
    "container_component",
    "notebook_component",
    "pipeline",
    "Input",
    "Output",
    "InputPath",
    "OutputPath",
    "EmbeddedInput",
    "Artifact",
    "Dataset",
    "Model",
    "Metrics",
    "ClassificationMetrics",
    "SlicedClassificationMetrics",
    "HTML",
    "Markdown",
    "PipelineTaskFinalStatus",
    "TaskConfig",
    "TaskConfigField",
    "TaskConfigPassthrough",
    "ContainerSpec",
    "ConcatPlaceholder",
    "IfPresentPlaceholder",
];

/// What `from typing import *` brings that matters here.
const TYPING_NAMES: &[&str] =
    &["Any", "Dict", "List", "Literal", "Mapping", "NamedTuple", "Optional", "Sequence", "Tuple", "Union"];
