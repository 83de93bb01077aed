//! The files of a Python component that `runtime/executor.py` runs.
//!
//! In: a component, and where its code stands in the source. Out: `<template>.json`, its specification, and beside it
//! `<template>.py`, its code, or a notebook.

use super::super::python::Place;
use super::super::python::specification::{Placed, code, specification};
use crate::plan::{Component, Python};

/// The component's files: their names and texts.
pub(super) fn files(component: &Component, python: &Python, template: &str, place: Place<'_>) -> Vec<(String, String)> {
    let mut specification = specification(component, python);
    let code = code(component, python);
    let notebook = specification.notebook.take();
    let file = code.is_some().then(|| format!("{template}.py"));
    specification.place = Some(Placed { file: place.file, line: place.line, code: file });
    let mut text = serde_json::to_string_pretty(&specification).unwrap_or_default();
    text.push('\n');
    let mut files = vec![(format!("{template}.json"), text)];
    files.extend(code.map(|code| (format!("{template}.py"), code)));
    files.extend(notebook.map(|notebook| (format!("{template}.ipynb"), notebook.to_owned())));
    files
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
