//! Annotations of Python functions as the types that KFP gives them.
//!
//! In: an annotation and the module's names. Out: a [`PyKind`].
//! Always holds: what a name stands for is told by the module's imports, not by its spelling; what KFP has no type for
//! is [`PyKind::Unknown`], with the text as it is written.

use ruff_python_ast::{Expr, Operator, Stmt};
use serde_json::Value as Json;
use smol_str::{SmolStr, format_smolstr};

use super::{
    constants,
    names::Names,
    python::{PythonFile, expression},
};
use crate::plan::{ParamType, Schema};

/// Annotations that may stand in annotations.
const MAX_NESTING: usize = 16;

/// What an annotation says.
#[derive(Debug, Clone, PartialEq)]
pub enum PyKind {
    /// `int`, `List[str]`, `Literal["a", "b"]`
    Parameter(PyType),
    /// `Input[Dataset]`, `Dataset`, `List[Dataset]`
    Input(PyArtifact),
    /// `Output[Dataset]`
    Output(PyArtifact),
    /// `InputPath(…)`
    InputPath(PyPath),
    /// `OutputPath(…)`
    OutputPath(PyPath),
    /// `PipelineTaskFinalStatus`
    Status,
    /// `TaskConfig`
    TaskConfig,
    /// `EmbeddedInput[Dataset]`: no input of the component.
    Embedded,
    /// No annotation.
    Missing,
    /// One that KFP has no type for.
    Unknown(String),
}

/// A type of values.
#[derive(Debug, Clone, PartialEq)]
pub struct PyType {
    /// What it is on the wire.
    pub ty: ParamType,
    /// The values that a `Literal` allows.
    pub literals: Vec<Json>,
    /// As Python writes it: `List[int]`.
    pub spelled: SmolStr,
}

/// A class of artifacts.
#[derive(Debug, Clone, PartialEq)]
pub struct PyArtifact {
    /// Its type.
    pub schema: Schema,
    /// Whether a list of them.
    pub list: bool,
    /// The class as written: `Dataset`.
    pub class: SmolStr,
    /// Whether `Input[…]` or `Output[…]` stands around it.
    pub wrapped: bool,
    /// The statement by which a container knows the class, where it is none of KFP's own: an import, or the class.
    pub definition: Option<String>,
}

/// What lies at a path.
#[derive(Debug, Clone, PartialEq)]
pub enum PyPath {
    /// A value's text.
    Parameter(PyType),
    /// An artifact.
    Artifact(PyArtifact),
}

/// An annotation, and whether it is an `Optional`.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// What it says without the `Optional`.
    pub kind: PyKind,
    /// `Optional[X]`, `X | None`
    pub optional: bool,
}

/// Reads an annotation.
pub fn annotation(file: &PythonFile, expr: Option<&Expr>) -> Annotation {
    let Some(expr) = expr else { return Annotation { kind: PyKind::Missing, optional: false } };
    let reader = Reader { names: file.names(), file };
    let (optional, kind) = reader.read(expr, 0);
    Annotation { kind: kind.unwrap_or_else(|| PyKind::Unknown(file.source(expr).to_owned())), optional }
}

/// The type of values of `x: T`.
pub fn parameter(ty: ParamType, spelled: &str) -> PyKind {
    PyKind::Parameter(PyType { ty, literals: Vec::new(), spelled: spelled.into() })
}

struct Reader<'a> {
    names: &'a Names,
    file: &'a PythonFile,
}

impl Reader<'_> {
    fn read(&self, expr: &Expr, depth: usize) -> (bool, Option<PyKind>) {
        if depth > MAX_NESTING {
            return (false, None);
        }
        if let Expr::StringLiteral(text) = expr {
            return match (text.value.to_str(), expression(text.value.to_str())) {
                // KFP's own names for types, which its first version had.
                ("Integer", _) => (false, Some(parameter(ParamType::Int, "int"))),
                ("Float", _) => (false, Some(parameter(ParamType::Float, "float"))),
                ("String", _) => (false, Some(parameter(ParamType::String, "str"))),
                ("Boolean", _) => (false, Some(parameter(ParamType::Bool, "bool"))),
                ("List", _) => (false, Some(parameter(ParamType::List, "List"))),
                ("Dict", _) => (false, Some(parameter(ParamType::Struct, "Dict"))),
                (_, Some(inner)) => self.read(&inner, depth + 1),
                (_, None) => (false, None),
            };
        }
        match self.without_none(expr) {
            Some(inner) => (true, self.read(inner, depth + 1).1),
            None => (false, self.kind(expr, depth)),
        }
    }

    /// `X` of `Optional[X]`, `Union[X, None]`, `X | None`.
    fn without_none<'e>(&self, expr: &'e Expr) -> Option<&'e Expr> {
        let other = |left: &'e Expr, right: &'e Expr| match (left, right) {
            (Expr::NoneLiteral(_), inner) | (inner, Expr::NoneLiteral(_)) => Some(inner),
            _ => None,
        };
        match expr {
            Expr::BinOp(binary) if binary.op == Operator::BitOr => other(&binary.left, &binary.right),
            Expr::Subscript(subscript) => match (self.names.resolve(&subscript.value)?.as_str(), &*subscript.slice) {
                ("typing.Optional", inner) => Some(inner),
                ("typing.Union", Expr::Tuple(tuple)) => match tuple.elts.as_slice() {
                    [left, right] => other(left, right),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    fn kind(&self, expr: &Expr, depth: usize) -> Option<PyKind> {
        match expr {
            Expr::Name(_) | Expr::Attribute(_) => self.name(expr),
            Expr::Subscript(subscript) => self.subscript(expr, &subscript.value, &subscript.slice, depth),
            Expr::Call(call) => {
                let of = match (&*call.arguments.args, &*call.arguments.keywords) {
                    ([], []) => None,
                    ([of], []) => Some(of),
                    ([], [keyword]) if keyword.arg.as_deref() == Some("type") => Some(&keyword.value),
                    _ => return None,
                };
                match self.names.resolve(&call.func)?.as_str() {
                    "kfp.dsl.InputPath" => Some(PyKind::InputPath(self.path(of, depth)?)),
                    "kfp.dsl.OutputPath" => Some(PyKind::OutputPath(self.path(of, depth)?)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn name(&self, expr: &Expr) -> Option<PyKind> {
        let full = self.names.resolve(expr)?;
        let short = full.rsplit('.').next().unwrap_or(&full);
        Some(match full.as_str() {
            "str" => parameter(ParamType::String, short),
            "int" => parameter(ParamType::Int, short),
            "float" => parameter(ParamType::Float, short),
            "bool" => parameter(ParamType::Bool, short),
            "list" | "typing.List" => parameter(ParamType::List, short),
            "dict" | "typing.Dict" => parameter(ParamType::Struct, short),
            "kfp.dsl.PipelineTaskFinalStatus" => PyKind::Status,
            "kfp.dsl.TaskConfig" | "kfp.dsl.task_config.TaskConfig" => PyKind::TaskConfig,
            "kfp.dsl.InputPath" => PyKind::InputPath(PyPath::Artifact(plain_artifact())),
            "kfp.dsl.OutputPath" => PyKind::OutputPath(PyPath::Artifact(plain_artifact())),
            "kfp.dsl.Input" => PyKind::Input(PyArtifact { wrapped: true, ..plain_artifact() }),
            "kfp.dsl.Output" => PyKind::Output(PyArtifact { wrapped: true, ..plain_artifact() }),
            _ => PyKind::Input(self.artifact(expr)?),
        })
    }

    fn subscript(&self, expr: &Expr, base: &Expr, slice: &Expr, depth: usize) -> Option<PyKind> {
        match self.names.resolve(base)?.as_str() {
            "kfp.dsl.Input" => Some(PyKind::Input(PyArtifact { wrapped: true, ..self.artifacts(slice)? })),
            "kfp.dsl.Output" => Some(PyKind::Output(PyArtifact { wrapped: true, ..self.artifacts(slice)? })),
            "kfp.dsl.EmbeddedInput" => Some(PyKind::Embedded),
            "list" | "typing.List" => match self.artifact(slice) {
                Some(artifact) => Some(PyKind::Input(PyArtifact { list: true, ..artifact })),
                None => Some(parameter(ParamType::List, &self.spelled(expr, depth))),
            },
            "dict" | "typing.Dict" => Some(parameter(ParamType::Struct, &self.spelled(expr, depth))),
            "typing.Literal" => self.literal(slice),
            _ => None,
        }
    }

    fn literal(&self, slice: &Expr) -> Option<PyKind> {
        let items = match slice {
            Expr::Tuple(tuple) => tuple.elts.as_slice(),
            item => std::slice::from_ref(item),
        };
        let literals: Vec<Json> =
            items.iter().map(|item| constants::value(item, self.names).ok()).collect::<Option<_>>()?;
        let (ty, base) = match literals.first()? {
            Json::String(_) if literals.iter().all(Json::is_string) => (ParamType::String, "str"),
            Json::Number(_) if literals.iter().all(Json::is_i64) => (ParamType::Int, "int"),
            _ => return None,
        };
        Some(PyKind::Parameter(PyType { ty, literals, spelled: base.into() }))
    }

    fn path(&self, of: Option<&Expr>, depth: usize) -> Option<PyPath> {
        let Some(of) = of else { return Some(PyPath::Artifact(plain_artifact())) };
        if let Expr::StringLiteral(text) = of {
            let title = text.value.to_str();
            let known = CLASSES.iter().find(|class| class.eq_ignore_ascii_case(title));
            return match known {
                Some(class) => Some(PyPath::Artifact(kfp_artifact(class))),
                None => match self.read(of, depth + 1).1 {
                    Some(PyKind::Parameter(ty)) => Some(PyPath::Parameter(ty)),
                    _ => Some(PyPath::Artifact(plain_artifact())),
                },
            };
        }
        match self.read(of, depth + 1).1? {
            PyKind::Parameter(ty) => Some(PyPath::Parameter(ty)),
            PyKind::Input(artifact) if !artifact.wrapped && !artifact.list => Some(PyPath::Artifact(artifact)),
            _ => None,
        }
    }

    /// `Dataset`, or `List[Dataset]`.
    fn artifacts(&self, expr: &Expr) -> Option<PyArtifact> {
        match expr {
            Expr::Subscript(subscript) => match self.names.resolve(&subscript.value)?.as_str() {
                "list" | "typing.List" => Some(PyArtifact { list: true, ..self.artifact(&subscript.slice)? }),
                _ => None,
            },
            Expr::StringLiteral(text) => self.artifact(&expression(text.value.to_str())?),
            _ => self.artifact(expr),
        }
    }

    fn artifact(&self, expr: &Expr) -> Option<PyArtifact> {
        let full = self.names.resolve(expr)?;
        let (module, class) = full.rsplit_once('.').unwrap_or(("", &full));
        if module == "kfp.dsl" {
            return CLASSES.contains(&class).then(|| kfp_artifact(class));
        }
        if module.starts_with("google_cloud_pipeline_components") {
            // The annotation's first name is what the container imports.
            let import = match expr {
                Expr::Name(_) => format!("from {module} import {class}"),
                _ => match module.rsplit_once('.') {
                    Some((package, last)) => format!("from {package} import {last}"),
                    None => format!("import {module}"),
                },
            };
            let schema = Schema { title: format_smolstr!("google.{class}"), version: "0.0.1".into() };
            return Some(PyArtifact {
                schema,
                list: false,
                class: class.into(),
                wrapped: false,
                definition: Some(import),
            });
        }
        if module.is_empty() { self.own_class(class, 0) } else { None }
    }

    /// A class of this module that names a schema of its own, or the one of the class that it stands on.
    fn own_class(&self, name: &str, depth: usize) -> Option<PyArtifact> {
        let class = self.file.body().iter().find_map(|stmt| match stmt {
            Stmt::ClassDef(class) if class.name.as_str() == name => Some(class),
            _ => None,
        })?;
        let base = class.arguments.as_ref()?.args.first()?;
        let base = match self.names.resolve(base)?.strip_prefix("kfp.dsl.") {
            Some(known) if CLASSES.contains(&known) => kfp_artifact(known),
            _ if depth < MAX_NESTING => self.own_class(base.as_name_expr()?.id.as_str(), depth + 1)?,
            _ => return None,
        };
        let text = |field: &str| {
            class.body.iter().find_map(|stmt| {
                let (target, value) = match stmt {
                    Stmt::Assign(assign) => (assign.targets.first()?, &*assign.value),
                    Stmt::AnnAssign(assign) => (&*assign.target, assign.value.as_deref()?),
                    _ => return None,
                };
                (target.as_name_expr()?.id.as_str() == field).then_some(())?;
                constants::value(value, self.names).ok()?.as_str().map(SmolStr::new)
            })
        };
        let schema = Schema {
            title: text("schema_title").unwrap_or(base.schema.title),
            version: text("schema_version").unwrap_or(base.schema.version),
        };
        let own = self.file.source(class).replace("\r\n", "\n");
        let definition = Some(base.definition.map_or(own.clone(), |above| format!("{above}\n\n\n{own}")));
        Some(PyArtifact { schema, list: false, class: name.into(), wrapped: false, definition })
    }

    fn spelled(&self, expr: &Expr, depth: usize) -> SmolStr {
        let inner = |expr: &Expr| {
            if depth > MAX_NESTING { SmolStr::new_static("Any") } else { self.spelled(expr, depth + 1) }
        };
        match expr {
            Expr::Subscript(subscript) => format_smolstr!("{}[{}]", inner(&subscript.value), inner(&subscript.slice)),
            Expr::Tuple(tuple) => tuple.elts.iter().map(inner).collect::<Vec<_>>().join(", ").into(),
            Expr::Name(_) | Expr::Attribute(_) => {
                let full = self.names.resolve(expr).unwrap_or_default();
                SmolStr::new(full.rsplit('.').next().unwrap_or(&full))
            }
            _ => self.file.source(expr).into(),
        }
    }
}

/// KFP's own classes of artifacts.
pub const CLASSES: &[&str] = &[
    "Artifact",
    "Model",
    "Dataset",
    "Metrics",
    "ClassificationMetrics",
    "SlicedClassificationMetrics",
    "HTML",
    "Markdown",
];

/// An artifact of one of KFP's own classes.
pub fn kfp_artifact(class: &str) -> PyArtifact {
    let schema = Schema { title: format_smolstr!("system.{class}"), version: "0.0.1".into() };
    PyArtifact { schema, list: false, class: class.into(), wrapped: false, definition: None }
}

fn plain_artifact() -> PyArtifact {
    kfp_artifact("Artifact")
}
