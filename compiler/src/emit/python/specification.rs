//! What `runtime/executor.py` is told of a Python component, and the code that it runs.
//!
//! In: a component. Out: its [`Specification`], and its code.
//! Always holds: no value of a run is in the code; inputs reach the function by name, from the executor.

use serde::Serialize;
use serde_json::Value as Json;

use super::{ARTIFACTS, indent, packages};
use crate::plan::{Component, ParamType, Port, Python, PythonCode, Shape};

/// What the executor knows of a component.
#[derive(Debug, Serialize)]
pub(in crate::emit) struct Specification<'a> {
    component: &'a str,
    /// Where the code comes from, and its file beside this one.
    #[serde(flatten)]
    pub(in crate::emit) place: Option<Placed<'a>>,
    /// The code itself, where it cannot stand as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::emit) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::emit) notebook: Option<&'a str>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<&'a str>,
    function: &'a str,
    packages: Vec<&'a str>,
    pip_index: &'a [String],
    pip_trusted_hosts: &'a [String],
    use_venv: bool,
    inputs: Vec<Described<'a>>,
    outputs: Vec<Described<'a>>,
}

/// Where code comes from and lies.
#[derive(Debug, Serialize)]
pub(in crate::emit) struct Placed<'a> {
    pub(in crate::emit) file: &'a str,
    pub(in crate::emit) line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::emit) code: Option<String>,
}

/// A port; what it lacks is left out.
#[derive(Debug, Default, Serialize)]
struct Described<'a> {
    name: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<&'static str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    literals: &'a [Json],
    /// KFP's class.
    #[serde(skip_serializing_if = "Option::is_none")]
    artifact: Option<&'a str>,
    /// The user's class below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    list: bool,
    #[serde(skip_serializing_if = "is_false")]
    optional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a Json>,
    #[serde(skip_serializing_if = "is_false")]
    path: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A component's code; `None` where it is installed in the image.
pub(in crate::emit) fn code(component: &Component, python: &Python) -> Option<String> {
    match &python.code {
        PythonCode::Body(body) | PythonCode::Notebook { body, .. } => Some(function(component, python, body)),
        PythonCode::Module(text) => Some(text.clone()),
        PythonCode::Installed(_) => None,
    }
}

/// What the executor is told of a component; where its code lies is for the engine to say.
pub(in crate::emit) fn specification<'a>(component: &'a Component, python: &'a Python) -> Specification<'a> {
    let (kind, module, notebook) = match &python.code {
        PythonCode::Body(_) => ("body", None, None),
        PythonCode::Module(_) => ("module", None, None),
        PythonCode::Installed(module) => ("installed", Some(module.as_str()), None),
        PythonCode::Notebook { notebook, .. } => ("notebook", None, Some(notebook.as_str())),
    };
    Specification {
        component: &component.name,
        place: None,
        text: None,
        notebook,
        kind,
        module,
        function: &python.function,
        packages: packages(python),
        pip_index: &python.pip_index,
        pip_trusted_hosts: &python.pip_trusted_hosts,
        use_venv: python.use_venv,
        inputs: component.inputs.iter().map(described).collect(),
        outputs: component.outputs.iter().map(described).collect(),
    }
}

fn described(port: &Port) -> Described<'_> {
    let common = Described {
        name: &port.name,
        literals: &port.literals,
        optional: port.optional,
        default: port.default.as_ref(),
        path: port.path,
        ..Described::default()
    };
    match &port.shape {
        Shape::Parameter(_) if port.python == "TaskConfig" => Described { ty: Some("TaskConfig"), ..common },
        Shape::Parameter(ty) => Described { ty: Some(name(*ty)), ..common },
        Shape::Artifact { schema, list } => {
            let (class, base) = port.class();
            let known = ARTIFACTS.contains(&class);
            Described {
                artifact: Some(if known { class } else { base }),
                class: (!known).then_some(class),
                schema: Some(schema.to_string()),
                list: *list,
                ..common
            }
        }
    }
}

fn name(ty: ParamType) -> &'static str {
    match ty {
        ParamType::String => "String",
        ParamType::Int => "Int",
        ParamType::Float => "Float",
        ParamType::Bool => "Bool",
        ParamType::List => "List",
        ParamType::Struct => "Struct",
        ParamType::Status => "Status",
    }
}

/// A body under the head that its ports make: one line, so that the lines below it are those below the fence's opening.
fn function(component: &Component, python: &Python, body: &str) -> String {
    let inputs = component.inputs.iter().map(|port| {
        let may_lack = port.optional || port.default.is_some();
        format!("{}{}", port.name, if may_lack { "=None" } else { "" })
    });
    let outputs = component.outputs.iter().filter(|port| is_handed(port)).map(|port| port.name.to_string());
    let parameters: Vec<String> = inputs.chain(outputs).collect();
    let star = if parameters.is_empty() { "" } else { "*, " };
    let mut text = format!("def {}({star}{}):\n", python.function, parameters.join(", "));
    indent::body(&mut text, body);
    text
}

/// Whether the function is handed what to write an output through; it returns the others.
fn is_handed(port: &Port) -> bool {
    port.path || (port.is_artifact() && port.name != "Output")
}
