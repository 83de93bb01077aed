//! Python components with mlc's own executor.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};

use super::{call, component, dag, documents, options, plan, text};
use crate::emit::{Executor, Options};
use crate::plan::{Component, DagKind, Implementation, Python, PythonCode};
use crate::source::Span;

/// The container of a component `fit` with that code, in a pipeline of that name.
fn container(code: PythonCode, pipeline: &str) -> Json {
    let python = Python {
        function: "fit".into(),
        code,
        packages: vec!["pandas==2.2.3".to_owned()],
        pip_index: Vec::new(),
        pip_trusted_hosts: Vec::new(),
        use_venv: false,
        install_kfp: true,
        kfp_version: None,
        executable: Some("python3.12".to_owned()),
        place: Span::default(),
    };
    let signature = component("fit", vec![text("x")], vec![text("Output")]);
    let leaf = Component { implementation: Implementation::Python(python), ..signature };
    let mut task = call("fit", 0, &[]);
    task.arguments = [("x".into(), super::input("x"))].into_iter().collect();
    let mut made = plan(vec![leaf], vec![dag("p", DagKind::Pipeline, vec![text("x")], vec![task])]);
    made.name = pipeline.to_owned();
    let own = Options { executor: Executor::Mlc, ..options() };
    documents(&made, &own).0["deploymentSpec"]["executors"]["exec-fit"]["container"].clone()
}

fn body(lines: &str) -> PythonCode {
    PythonCode::Body(lines.to_owned())
}

/// What the executor is told.
fn specification(container: &Json) -> Json {
    serde_json::from_str(container["args"][0].as_str().expect("a text")).expect("JSON")
}

#[test]
fn code_is_a_word_and_nothing_is_installed_by_the_shell() {
    let made = container(body("return x * 2\n"), "search");
    let command = made["command"].as_array().expect("a command");
    let [shell, flags, launch, code] = command.as_slice() else { panic!("{command:?}") };
    assert_eq!((shell, flags), (&json!("sh"), &json!("-ec")));
    assert_eq!(code, "def fit(*, x):\n    return x * 2\n");
    let launch = launch.as_str().expect("a text");
    assert!(launch.ends_with("kfp \"$program_path/ephemeral_component.py\" \"$@\"\n"), "{launch}");
    assert!(!launch.contains("pip") && launch.matches("python3.12").count() == 2, "{launch}");
    let told = specification(&made);
    assert_eq!(told["packages"], json!(["pandas==2.2.3"]));
    assert_eq!(told["inputs"], json!([{ "name": "x", "type": "String" }]));
    assert_eq!(made["args"][1], "{{$}}");
    assert_eq!(made["env"][0]["name"], "MLC_SOURCE");
}

#[test]
fn the_executor_is_packed_without_what_is_argos() {
    let made = container(body("pass\n"), "search");
    let launch = made["command"][2].as_str().expect("a text");
    let packed = launch.split("b64decode(\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an executor");
    let bytes = STANDARD.decode(packed).expect("base64");
    let text = miniz_oxide::inflate::decompress_to_vec_zlib(&bytes).expect("zlib");
    let text = String::from_utf8(text).expect("UTF-8");
    assert!(text.contains("class KfpTask(Task):\n    0\n"), "{text}");
    assert!(!text.contains("class ArgoTask") && !text.contains("\n# "), "{text}");
    assert!(packed.len() < 14_000, "a component takes {} letters", packed.len());
}

#[test]
fn what_would_be_expanded_does_not_stand_in_a_word() {
    for hostile in
        ["return \"{{$.inputs.parameters['x']}}\"\n", "return '$(HOME)'\n", "return '$$'\n", "return '{{$}}'\n"]
    {
        let made = container(body(hostile), "search");
        assert_eq!(made["command"][3], "", "{hostile}");
        let told = made["args"][0].as_str().expect("a text");
        assert!(!told.contains("{{") && !told.contains('$'), "{told}");
        assert_eq!(specification(&made)["text"], format!("def fit(*, x):\n    {hostile}"));
    }
}

#[test]
fn a_file_for_one_component_has_no_environment() {
    let made = container(body("pass\n"), "fit");
    assert_eq!(made["env"], Json::Null);
    assert_eq!(specification(&made)["line"], 1);
}

#[test]
fn code_from_elsewhere() {
    let installed = container(PythonCode::Installed("acme.train".to_owned()), "search");
    assert_eq!((&installed["command"][3], &specification(&installed)["module"]), (&json!(""), &json!("acme.train")));
    let code = PythonCode::Notebook { notebook: "{\"a\": 1}".to_owned(), body: "dsl.run_notebook()\n".to_owned() };
    assert_eq!(specification(&container(code, "search"))["notebook"], "{\"a\": 1}");
}
