//! The signature of a Python function, and how it fits declared ports.
//!
//! In: a function of a [`PythonFile`]; the ports of a declaration. Out: a [`PySignature`]; [`Mismatch`]es that show
//! both sides. Always holds: parameters stand in source order; each mismatch names one port or one parameter.

use ruff_python_ast::{Expr, Parameter, Stmt, StmtFunctionDef};
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::{
    constants, docstring,
    python::PythonFile,
    python_types::{Annotation, PyArtifact, PyKind, PyPath, PyType, annotation},
    returns::{Returns, is_returned, returns},
};
use crate::{
    diag::did_you_mean,
    plan::{ParamType, Port, Shape},
    source::Span,
};

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

/// A difference between a declaration and the function that is to do its work.
#[derive(Debug, Clone, PartialEq)]
pub struct Mismatch {
    /// The declared port, or the parameter that no port declares.
    pub name: SmolStr,
    /// What is wrong, as one line.
    pub message: String,
    /// What the declaration says.
    pub declared: String,
    /// What the function says.
    pub found: String,
    /// The place in the Python text.
    pub span: Span,
    /// The way out.
    pub help: Option<String>,
    /// Matters only where KFP's executor calls the function itself: a wrapper with annotations of its own cures it.
    pub adaptable: bool,
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

/// Where the function does not fit the declared ports.
pub fn compare(inputs: &[Port], outputs: &[Port], python: &PySignature) -> Vec<Mismatch> {
    let mut found: Vec<Mismatch> = inputs.iter().filter_map(|port| input(port, python)).collect();
    let (written, returned): (Vec<&Port>, Vec<&Port>) =
        outputs.iter().partition(|port| python.params.iter().any(|param| param.name == port.name));
    found.extend(written.iter().filter_map(|port| written_output(port, python)));
    found.extend(results(&returned, outputs, python));
    let names = || inputs.iter().chain(outputs).map(|port| port.name.as_str());
    for param in &python.params {
        let needed = !param.optional && !matches!(param.kind, PyKind::Status | PyKind::TaskConfig | PyKind::Embedded);
        if needed && !names().any(|name| name == param.name) {
            let near = did_you_mean(&param.name, names());
            found.push(Mismatch {
                name: param.name.clone(),
                message: format!("`{}` takes `{}`, which the component does not declare", python.name, param.name),
                declared: String::new(),
                found: "has no default, so that every call must give it".to_owned(),
                span: param.span,
                help: Some(match near {
                    Some(near) => format!("the component declares `{near}`: use the same name on both sides"),
                    None => format!("declare `{}`, or give it a default in Python", param.name),
                }),
                adaptable: false,
            });
        }
    }
    found
}

fn input(port: &Port, python: &PySignature) -> Option<Mismatch> {
    let Some(param) = python.params.iter().find(|param| param.name == port.name) else {
        if python.any_keyword {
            return None;
        }
        let near = did_you_mean(&port.name, python.params.iter().map(|param| param.name.as_str()));
        return Some(Mismatch {
            name: port.name.clone(),
            message: format!("`{}` has no parameter `{}`", python.name, port.name),
            declared: "declared here".to_owned(),
            found: "does not take it".to_owned(),
            span: python.span,
            help: Some(match near {
                Some(near) => format!("it has `{near}`: use the same name on both sides"),
                None => {
                    format!("add `{}: {}` to the function, or drop the input", port.name, python_type(port, "Input"))
                }
            }),
            adaptable: false,
        });
    };
    let wanted = python_type(port, "Input");
    if port.optional && port.default.is_none() && !param.optional && !param.nullable && !param.kind_is_missing() {
        return Some(Mismatch {
            name: port.name.clone(),
            message: format!("`{}` may be absent, but the function needs it", port.name),
            declared: "may be left out".to_owned(),
            found: "has no default".to_owned(),
            span: param.span,
            help: Some(format!("write `{}: Optional[{wanted}] = None` in Python", port.name)),
            adaptable: false,
        });
    }
    let fits = match (&port.shape, &param.kind) {
        (_, PyKind::Missing) => return Some(unannotated(port, param, &wanted)),
        (Shape::Parameter(ParamType::Status), PyKind::Status) => true,
        (Shape::Parameter(declared), PyKind::Parameter(found)) => !port.path && type_fits(*declared, found.ty),
        (Shape::Parameter(declared), PyKind::InputPath(PyPath::Parameter(found))) => {
            port.path && type_fits(*declared, found.ty)
        }
        (Shape::Artifact { .. }, PyKind::Input(found)) => !port.path && artifact_fits(&port.shape, found),
        (Shape::Artifact { .. }, PyKind::InputPath(PyPath::Artifact(found))) => {
            port.path && artifact_fits(&port.shape, found)
        }
        _ => false,
    };
    (!fits).then(|| differs(port, &param.kind, param.span, &wanted))
}

fn written_output(port: &Port, python: &PySignature) -> Option<Mismatch> {
    let param = python.params.iter().find(|param| param.name == port.name)?;
    let wanted = python_type(port, "Output");
    let fits = match (&port.shape, &param.kind) {
        (_, PyKind::Missing) => return Some(unannotated(port, param, &wanted)),
        (Shape::Artifact { .. }, PyKind::Output(found)) => !port.path && artifact_fits(&port.shape, found),
        (Shape::Artifact { .. }, PyKind::OutputPath(PyPath::Artifact(found))) => {
            port.path && artifact_fits(&port.shape, found)
        }
        (Shape::Parameter(declared), PyKind::OutputPath(PyPath::Parameter(found))) => {
            port.path && type_fits(*declared, found.ty)
        }
        _ => false,
    };
    (!fits).then(|| differs(port, &param.kind, param.span, &wanted))
}

/// The outputs that no parameter of the function writes, against what it returns.
fn results(returned: &[&Port], outputs: &[Port], python: &PySignature) -> Vec<Mismatch> {
    let is_value = |port: &&&Port| is_returned(port, outputs);
    let not_written = returned.iter().filter(|port| !is_value(port)).map(|port| Mismatch {
        name: port.name.clone(),
        message: format!("`{}` has no parameter `{}` to write this output through", python.name, port.name),
        declared: "declared here".to_owned(),
        found: "does not take it".to_owned(),
        span: python.span,
        help: Some(format!("add `{}: {}` to the function", port.name, python_type(port, "Output"))),
        adaptable: false,
    });
    let mut found: Vec<Mismatch> = not_written.collect();
    let values: Vec<&Port> = returned.iter().filter(is_value).copied().collect();
    match &python.result {
        PyResult::Named { fields, span, .. } => found.extend(fields_against(&values, fields, *span, python)),
        PyResult::Single(kind, span) => match values.as_slice() {
            [] => found.push(surplus(python, *span)),
            [port] if value_fits(port, kind) => {
                if port.name != "Output" {
                    found.push(Mismatch { adaptable: true, ..differs_result(port, python, *span) });
                }
            }
            [port] => found.push(differs(port, kind, *span, &python_type(port, ""))),
            [first, ..] => found.push(differs_result(first, python, *span)),
        },
        PyResult::None(span) => found.extend(values.iter().map(|port| differs_result(port, python, *span))),
        PyResult::Missing | PyResult::Unknown(_) => {
            let span = if let PyResult::Unknown(span) = python.result { span } else { python.span };
            found.extend(values.first().map(|port| Mismatch { adaptable: true, ..differs_result(port, python, span) }));
        }
    }
    found
}

fn fields_against(values: &[&Port], fields: &Fields, span: Span, python: &PySignature) -> Vec<Mismatch> {
    let mut found = Vec::new();
    for port in values {
        match fields.iter().find(|(name, ..)| *name == port.name) {
            Some((_, kind, _)) if value_fits(port, kind) => {}
            Some((_, kind, at)) => found.push(differs(port, kind, *at, &python_type(port, ""))),
            None => found.push(differs_result(port, python, span)),
        }
    }
    let unknown = fields.iter().find(|(name, ..)| !values.iter().any(|port| port.name == *name));
    found.extend(unknown.map(|(name, _, at)| Mismatch {
        name: name.clone(),
        message: format!("`{}` returns `{name}`, which the component does not declare", python.name),
        declared: String::new(),
        found: "returned here".to_owned(),
        span: *at,
        help: Some(format!("declare the output `{name}`, or drop the field")),
        adaptable: false,
    }));
    found
}

fn surplus(python: &PySignature, span: Span) -> Mismatch {
    Mismatch {
        name: python.name.clone(),
        message: format!("`{}` returns a value, but the component declares no output for it", python.name),
        declared: String::new(),
        found: "returned here".to_owned(),
        span,
        help: Some("declare the output behind `->`, or drop the return annotation".to_owned()),
        adaptable: false,
    }
}

fn unannotated(port: &Port, param: &PyParam, wanted: &str) -> Mismatch {
    Mismatch {
        name: port.name.clone(),
        message: format!("parameter `{}` has no annotation", port.name),
        declared: format!("declared as `{wanted}`"),
        found: "KFP's executor passes annotated parameters only".to_owned(),
        span: param.span,
        help: Some(format!("write `{}: {wanted}`", port.name)),
        adaptable: true,
    }
}

fn differs(port: &Port, kind: &PyKind, span: Span, wanted: &str) -> Mismatch {
    Mismatch {
        name: port.name.clone(),
        message: format!("`{}` is declared as one type and taken as another", port.name),
        declared: format!("this is `{wanted}` in Python"),
        found: format!("is {}", describe(kind)),
        span,
        help: Some(format!("write `{wanted}` in Python, or change the declaration")),
        adaptable: false,
    }
}

fn differs_result(port: &Port, python: &PySignature, span: Span) -> Mismatch {
    let wanted = python_type(port, "");
    Mismatch {
        name: port.name.clone(),
        message: format!("`{}` does not return `{}`", python.name, port.name),
        declared: "declared here".to_owned(),
        found: "its result is said here".to_owned(),
        span,
        help: Some(if port.name == "Output" {
            format!("write `-> {wanted}` in Python")
        } else {
            format!("write `-> NamedTuple(\"Outputs\", [(\"{}\", {wanted})])` in Python", port.name)
        }),
        adaptable: false,
    }
}

fn describe(kind: &PyKind) -> String {
    let list = |artifact: &PyArtifact| {
        if artifact.list { format!("List[{}]", artifact.class) } else { artifact.class.to_string() }
    };
    let path = |path: &PyPath| match path {
        PyPath::Parameter(ty) => ty.spelled.to_string(),
        PyPath::Artifact(artifact) => artifact.class.to_string(),
    };
    match kind {
        PyKind::Parameter(PyType { spelled, .. }) => format!("`{spelled}`"),
        PyKind::Input(artifact) => format!("`Input[{}]`", list(artifact)),
        PyKind::Output(artifact) => format!("`Output[{}]`", list(artifact)),
        PyKind::InputPath(of) => format!("`InputPath({})`", path(of)),
        PyKind::OutputPath(of) => format!("`OutputPath({})`", path(of)),
        PyKind::Status => "`PipelineTaskFinalStatus`".to_owned(),
        PyKind::TaskConfig => "`TaskConfig`".to_owned(),
        PyKind::Embedded => "`EmbeddedInput`".to_owned(),
        PyKind::Missing => "not annotated".to_owned(),
        PyKind::Unknown(text) => format!("`{text}`, which KFP has no type for"),
    }
}

/// The annotation that a port asks for; `side` is `Input`, `Output`, or empty for a returned value.
fn python_type(port: &Port, side: &str) -> String {
    let python = port.python.split('(').next().unwrap_or_default();
    match &port.shape {
        _ if port.path => format!("{side}Path({python})"),
        Shape::Artifact { list: true, .. } if side == "Input" => format!("Input[List[{python}]]"),
        Shape::Artifact { .. } if !side.is_empty() => format!("{side}[{python}]"),
        _ => python.to_owned(),
    }
}

fn value_fits(port: &Port, kind: &PyKind) -> bool {
    match (&port.shape, kind) {
        (Shape::Parameter(declared), PyKind::Parameter(found)) => type_fits(*declared, found.ty),
        (Shape::Artifact { .. }, PyKind::Input(found)) => artifact_fits(&port.shape, found),
        _ => false,
    }
}

/// A declared `Json` or `Float` may be taken as something narrower or wider that Python treats alike.
fn type_fits(declared: ParamType, found: ParamType) -> bool {
    declared == found || matches!((declared, found), (ParamType::Int, ParamType::Float))
}

fn artifact_fits(declared: &Shape, found: &PyArtifact) -> bool {
    let Shape::Artifact { schema, list } = declared else { return false };
    *list == found.list
        && (*schema == found.schema || found.schema.title == "system.Artifact" || !is_system(&schema.title))
}

/// Artifacts of one's own have no class in KFP: Python takes them as any of KFP's.
fn is_system(title: &str) -> bool {
    title.starts_with("system.") || title.starts_with("google.")
}

impl PyParam {
    fn kind_is_missing(&self) -> bool {
        self.kind == PyKind::Missing
    }
}
