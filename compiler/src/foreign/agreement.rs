//! How a Python function fits the ports that a component declares.
//!
//! In: declared ports and a [`PySignature`]. Out: [`Mismatch`]es that show both sides.
//! Always holds: each mismatch names one port or one parameter, and says what to write instead.

use smol_str::SmolStr;

use super::{
    python_types::{PyArtifact, PyKind, PyPath, PyType},
    returns::is_returned,
    signature::{PyParam, PyResult, PySignature},
};
use crate::{
    diag::did_you_mean,
    plan::{ParamType, Port, Shape},
    source::Span,
};

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
    if port.optional && port.default.is_none() && !param.optional && !param.nullable && param.kind != PyKind::Missing {
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
    // An artifact may be returned by its name, too (KFP's Pythonic artifacts).
    let named = |port: &Port| match &python.result {
        PyResult::Named { fields, .. } => fields.iter().any(|(name, ..)| *name == port.name),
        _ => false,
    };
    let is_value = |port: &&&Port| is_returned(port, outputs) || named(port);
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

fn fields_against(
    values: &[&Port],
    fields: &[(SmolStr, PyKind, Span)],
    span: Span,
    python: &PySignature,
) -> Vec<Mismatch> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        foreign::{Origin, python::PythonFile, signature::signature},
        plan::Schema,
        source::FileId,
    };

    /// A port as `name` or `path name`, with its type's name in Python; a capital makes an artifact.
    fn port(declared: &str) -> Port {
        let (name, ty) = declared.split_once(": ").unwrap();
        let (path, name) = name.strip_prefix("path ").map_or((false, name), |name| (true, name));
        let (ty, optional) = ty.strip_suffix('?').map_or((ty, false), |ty| (ty, true));
        let (ty, list) = ty.strip_suffix("[]").map_or((ty, false), |ty| (ty, true));
        let shape = match ty {
            "str" => Shape::Parameter(ParamType::String),
            "int" => Shape::Parameter(ParamType::Int),
            "float" => Shape::Parameter(ParamType::Float),
            "dict" => Shape::Parameter(ParamType::Struct),
            _ => {
                let title = if ty == "Features" { "acme.Features".into() } else { format!("system.{ty}").into() };
                Shape::Artifact { schema: Schema { title, version: "0.0.1".into() }, list }
            }
        };
        let (literals, default, description) = (Vec::new(), None, None);
        Port { name: name.into(), shape, literals, optional, default, description, path, python: ty.into() }
    }

    /// The mismatches of a function's head, each with whether a wrapper cures it.
    fn mismatches(inputs: &[&str], outputs: &[&str], head: &str) -> Vec<String> {
        let text = format!("from typing import *\nfrom kfp.dsl import *\ndef train{head}:\n    pass\n");
        let file = PythonFile::parse(&text, Origin::file(FileId(0))).unwrap();
        let python = signature(&file, file.function("train").unwrap());
        let ports = |declared: &[&str]| declared.iter().map(|port| self::port(port)).collect::<Vec<_>>();
        let found = compare(&ports(inputs), &ports(outputs), &python);
        found
            .iter()
            .map(|found| format!("{}{}", found.message, if found.adaptable { " (adaptable)" } else { "" }))
            .collect()
    }

    #[test]
    fn what_agrees_is_silent() {
        for (inputs, outputs, head) in [
            (
                &["data: Dataset", "rate: float", "seed: int?"][..],
                &["model: Model"][..],
                "(data: Input[Dataset], rate: float, model: Output[Model], seed: Optional[int] = None)",
            ),
            (
                &["path data: Dataset", "path text: str"],
                &["path model: Model", "path auc: float"],
                "(data: InputPath('Dataset'), text: InputPath(str), model: OutputPath('Model'), auc: OutputPath(float))",
            ),
            (&["rows: int"], &["Output: float"], "(rows: float) -> float"),
            (
                &["many: Dataset[]"],
                &["a: int", "b: str"],
                "(many: List[Dataset]) -> NamedTuple('O', [('a', int), ('b', str)])",
            ),
            (&["features: Features"], &["Output: Dataset"], "(features: Input[Dataset]) -> Dataset"),
            (&["text: str", "more: dict"], &[], "(text: str, **rest)"),
            (&["text: str"], &[], "(text: str, extra: int = 1) -> None"),
        ] {
            assert_eq!(mismatches(inputs, outputs, head), Vec::<String>::new(), "{head}");
        }
    }

    #[test]
    fn each_difference_is_told_once() {
        for (inputs, outputs, head, expected) in [
            (
                &["rows: int"][..],
                &[][..],
                "(row: int)",
                &["`train` has no parameter `rows`", "`train` takes `row`, which the component does not declare"][..],
            ),
            (&["rows: int"], &[], "(rows: str)", &["`rows` is declared as one type and taken as another"]),
            (&["rows: int?"], &[], "(rows: int)", &["`rows` may be absent, but the function needs it"]),
            (&["data: Dataset"], &[], "(data: Input[Model])", &["`data` is declared as one type and taken as another"]),
            (
                &["data: Dataset"],
                &[],
                "(data: InputPath('Dataset'))",
                &["`data` is declared as one type and taken as another"],
            ),
            (
                &["data: Dataset[]"],
                &[],
                "(data: Input[Dataset])",
                &["`data` is declared as one type and taken as another"],
            ),
            (&["rows: int"], &[], "(rows)", &["parameter `rows` has no annotation (adaptable)"]),
            (&[], &["model: Model"], "()", &["`train` has no parameter `model` to write this output through"]),
            (
                &[],
                &["model: Model"],
                "(model: Input[Model])",
                &["`model` is declared as one type and taken as another"],
            ),
            (&[], &["auc: float"], "() -> float", &["`train` does not return `auc` (adaptable)"]),
            (&[], &["auc: float"], "()", &["`train` does not return `auc` (adaptable)"]),
            (&[], &["auc: float"], "() -> None", &["`train` does not return `auc`"]),
            (&[], &["auc: float"], "() -> str", &["`auc` is declared as one type and taken as another"]),
            (
                &[],
                &["a: int", "b: int"],
                "() -> NamedTuple('O', [('a', int), ('c', int)])",
                &["`train` does not return `b`", "`train` returns `c`, which the component does not declare"],
            ),
            (&[], &[], "() -> int", &["`train` returns a value, but the component declares no output for it"]),
        ] {
            assert_eq!(mismatches(inputs, outputs, head), expected, "{head}");
        }
    }
}
