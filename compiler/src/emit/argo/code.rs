//! The files of a Python component that `runtime/executor.py` runs.
//!
//! In: a component, and where its code stands in the source. Out: `<template>.json`, its specification, and beside it
//! `<template>.py`, its code, or a notebook.
//! Always holds: no value of a run is in the code; inputs reach the function by name, from the executor.

use serde::Serialize;
use serde_json::Value as Json;

use super::super::python::{ARTIFACTS, indent, packages};
use crate::plan::{Component, ParamType, Port, Python, PythonCode, Shape};

/// Where code stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The source's name, as tracebacks show it.
    pub(super) file: &'a str,
    /// The line that the code's first one is, counted from 1; of a body that of the fence's opening.
    pub(super) line: u32,
}

/// What the executor knows of a component.
#[derive(Debug, Serialize)]
struct Specification<'a> {
    component: &'a str,
    file: &'a str,
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
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

/// The component's files: their names and texts.
pub(super) fn files(component: &Component, python: &Python, template: &str, place: Place<'_>) -> Vec<(String, String)> {
    let (kind, code, module) = match &python.code {
        PythonCode::Body(body) => ("body", Some(function(component, python, body)), None),
        PythonCode::Module(text) => ("module", Some(text.clone()), None),
        PythonCode::Installed(module) => ("installed", None, Some(module.as_str())),
        PythonCode::Notebook { body, .. } => ("notebook", Some(function(component, python, body)), None),
    };
    let specification = Specification {
        component: &component.name,
        file: place.file,
        line: place.line,
        code: code.is_some().then(|| format!("{template}.py")),
        kind,
        module,
        function: &python.function,
        packages: packages(python),
        pip_index: &python.pip_index,
        pip_trusted_hosts: &python.pip_trusted_hosts,
        use_venv: python.use_venv,
        inputs: component.inputs.iter().map(described).collect(),
        outputs: component.outputs.iter().map(described).collect(),
    };
    let mut text = serde_json::to_string_pretty(&specification).unwrap_or_default();
    text.push('\n');
    let mut files = vec![(format!("{template}.json"), text)];
    files.extend(code.map(|code| (format!("{template}.py"), code)));
    if let PythonCode::Notebook { notebook, .. } = &python.code {
        files.push((format!("{template}.ipynb"), notebook.clone()));
    }
    files
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

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::{Place, files};
    use crate::plan::{Component, Implementation, ParamType, Port, Python, PythonCode, Schema, Shape};
    use crate::source::Span;

    fn port(name: &str, shape: Shape, python: &str) -> Port {
        Port::new(name.into(), shape, python.into())
    }

    fn artifact(name: &str, title: &str, python: &str) -> Port {
        let schema = Schema { title: title.into(), version: "0.0.1".into() };
        port(name, Shape::Artifact { schema, list: false }, python)
    }

    fn component(code: PythonCode, inputs: Vec<Port>, outputs: Vec<Port>) -> (Component, Python) {
        let python = Python {
            function: "train_model".into(),
            code,
            packages: Vec::new(),
            pip_index: vec!["https://pypi.test/simple".to_owned()],
            pip_trusted_hosts: Vec::new(),
            use_venv: false,
            install_kfp: true,
            kfp_version: None,
            executable: None,
            place: crate::source::Span::default(),
        };
        let component = Component {
            name: "train_model".into(),
            description: None,
            inputs,
            outputs,
            implementation: Implementation::Python(python.clone()),
            span: Span::default(),
        };
        (component, python)
    }

    fn built(code: PythonCode, inputs: Vec<Port>, outputs: Vec<Port>) -> (Json, Vec<(String, String)>) {
        let (component, python) = component(code, inputs, outputs);
        let mut files = files(&component, &python, "train-model", Place { file: "churn.ml", line: 31 });
        let (name, text) = files.remove(0);
        assert_eq!(name, "train-model.json");
        (serde_json::from_str(&text).expect("JSON"), files)
    }

    #[test]
    fn a_body_gets_a_head_of_one_line() {
        let int = || Shape::Parameter(ParamType::Int);
        let inputs = vec![
            Port { default: Some(json!(7)), optional: true, ..port("seed", int(), "int") },
            artifact("features", "acme.Features", "Features(Dataset)"),
            Port { literals: vec![json!(1), json!(2)], ..port("depth", int(), "int") },
        ];
        let outputs = vec![
            artifact("model", "system.Model", "Model"),
            port("auc", Shape::Parameter(ParamType::Float), "float"),
            Port { path: true, ..port("log", Shape::Parameter(ParamType::String), "str") },
        ];
        let body = PythonCode::Body("x = \"\"\"\nkept\"\"\"\nreturn 0.5\n".to_owned());
        let (specification, rest) = built(body, inputs, outputs);
        let text =
            "def train_model(*, seed=None, features, depth, model, log):\n    x = \"\"\"\nkept\"\"\"\n    return 0.5\n";
        assert_eq!(rest, [("train-model.py".to_owned(), text.to_owned())]);
        let expected = json!({
            "component": "train_model", "file": "churn.ml", "line": 31, "code": "train-model.py", "kind": "body",
            "function": "train_model", "packages": [], "pip_index": ["https://pypi.test/simple"],
            "pip_trusted_hosts": [], "use_venv": false,
            "inputs": [
                {"name": "seed", "type": "Int", "optional": true, "default": 7},
                {"name": "features", "artifact": "Dataset", "class": "Features", "schema": "acme.Features@0.0.1"},
                {"name": "depth", "type": "Int", "literals": [1, 2]},
            ],
            "outputs": [
                {"name": "model", "artifact": "Model", "schema": "system.Model@0.0.1"},
                {"name": "auc", "type": "Float"},
                {"name": "log", "type": "String", "path": true},
            ],
        });
        assert_eq!(specification, expected);
    }

    #[test]
    fn what_is_returned_is_no_parameter() {
        let outputs = vec![artifact("Output", "system.HTML", "HTML")];
        let (_, rest) = built(PythonCode::Body(String::new()), Vec::new(), outputs);
        assert_eq!(rest[0].1, "def train_model():\n    pass\n");
    }

    #[test]
    fn a_module_is_taken_as_it_is() {
        let text = "def train_model(): return 1";
        let (specification, rest) = built(PythonCode::Module(text.to_owned()), Vec::new(), Vec::new());
        assert_eq!((&specification["kind"], rest[0].1.as_str()), (&json!("module"), text));
    }

    #[test]
    fn an_installed_function_has_no_code() {
        let (specification, rest) = built(PythonCode::Installed("acme.train".to_owned()), Vec::new(), Vec::new());
        assert_eq!((&specification["module"], &specification["code"]), (&json!("acme.train"), &Json::Null));
        assert!(rest.is_empty());
    }

    #[test]
    fn a_notebook_stands_beside_its_function() {
        let code = PythonCode::Notebook { notebook: "{}".to_owned(), body: "dsl.run_notebook()\n".to_owned() };
        let (specification, rest) = built(code, Vec::new(), Vec::new());
        assert!(specification["packages"][0].as_str().is_some_and(|package| package.starts_with("nbclient")));
        assert_eq!(rest[1], ("train-model.ipynb".to_owned(), "{}".to_owned()));
    }
}
