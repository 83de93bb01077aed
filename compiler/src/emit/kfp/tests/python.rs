//! Python components: the module's text and the command that starts it.

use super::{built, call, component, dag, dataset, plan, text, value};
use crate::plan::{Component, DagKind, Implementation, ParamType, Python, PythonCode};

fn python(code: PythonCode) -> Python {
    Python {
        function: "fit".into(),
        code,
        packages: Vec::new(),
        pip_index: Vec::new(),
        pip_trusted_hosts: Vec::new(),
        use_venv: false,
        install_kfp: true,
        kfp_version: None,
        executable: None,
        place: crate::source::Span::default(),
    }
}

fn body(lines: &str) -> Python {
    python(PythonCode::Body(lines.to_owned()))
}

/// The words of the command.
fn command(implementation: Python, signature: Component) -> Vec<String> {
    let leaf = Component { implementation: Implementation::Python(implementation), ..signature };
    let mut task = call("fit", 0, &[]);
    let inputs = leaf.inputs.clone();
    task.arguments = inputs.iter().map(|port| (port.name.clone(), super::input(&port.name))).collect();
    let spec = built(&plan(vec![leaf], vec![dag("p", DagKind::Pipeline, inputs, vec![task])]));
    let container = &spec["deploymentSpec"]["executors"]["exec-fit"]["container"];
    let args = serde_json::json!(["--executor_input", "{{$}}", "--function_to_execute", "fit"]);
    assert_eq!(container["args"], args);
    let words = container["command"].as_array().expect("a command");
    words.iter().map(|word| word.as_str().unwrap_or_default().to_owned()).collect()
}

/// The module.
fn module(implementation: Python, signature: Component) -> String {
    command(implementation, signature).pop().unwrap_or_default()
}

fn nothing() -> Component {
    component("fit", vec![], vec![])
}

#[test]
fn the_executor_gets_the_module_as_a_word() {
    let words = command(body("print('{}')\n"), nothing());
    let install = "\
if ! [ -x \"$(command -v pip)\" ]; then
    python3 -m ensurepip || python3 -m ensurepip --user || apt-get install python3-pip
fi
export PIP_DISABLE_PIP_VERSION_CHECK=1
python3 -m pip install --quiet --no-warn-script-location 'kfp==2.17.3' '--no-deps' &&
\"$0\" \"$@\"
";
    let start = "\
program_path=$(mktemp -d)
printf \"%s\" \"$0\" > \"$program_path/ephemeral_component.py\"
_KFP_RUNTIME=true python3 -m kfp.dsl.executor_main --component_module_path \
\"$program_path/ephemeral_component.py\" \"$@\"
";
    let module = "\
import kfp
from kfp import dsl
from kfp.dsl import *
from typing import *

def fit():
    print('{}')
";
    assert_eq!(words, ["sh", "-c", install, "sh", "-ec", start, module]);
}

#[test]
fn packages_are_words_of_the_shell() {
    let pip = Python {
        packages: vec!["pandas==2.2.3".to_owned(), "it's".to_owned()],
        pip_index: vec!["https://one/simple".to_owned(), "https://two/?a&b".to_owned()],
        pip_trusted_hosts: vec!["one".to_owned()],
        use_venv: true,
        kfp_version: Some("2.4.0".to_owned()),
        ..body("pass")
    };
    let install = "\
tmp=$(mktemp -d)
python3 -m venv \"$tmp/venv\" --system-site-packages
. \"$tmp/venv/bin/activate\"
export PIP_DISABLE_PIP_VERSION_CHECK=1
python3 -m pip install --quiet --no-warn-script-location --index-url https://one/simple --extra-index-url \
'https://two/?a&b' --trusted-host one 'pandas==2.2.3' 'it'\\''s' &&
python3 -m pip install --quiet --no-warn-script-location --index-url https://one/simple --extra-index-url \
'https://two/?a&b' --trusted-host one 'kfp==2.4.0' '--no-deps' \
'typing-extensions>=3.7.4,<5; python_version<\"3.9\"' &&
\"$0\" \"$@\"
";
    assert_eq!(command(pip, nothing())[2], install);
}

#[test]
fn an_image_that_has_all_installs_nothing() {
    let ready = Python { install_kfp: false, executable: Some("/opt/python".to_owned()), ..body("pass") };
    let words = command(ready, nothing());
    assert_eq!(words.len(), 4);
    assert!(words[2].contains("_KFP_RUNTIME=true /opt/python -m kfp.dsl.executor_main"), "{}", words[2]);
}

#[test]
fn the_signature_is_made_from_the_ports() {
    let mut optional = value("o", ParamType::Int);
    optional.optional = true;
    let mut defaulted = value("d", ParamType::List);
    defaulted.optional = true;
    defaulted.default = Some(serde_json::json!(["it's", true, null, 1.5]));
    let mut choice = text("c");
    choice.literals = vec!["a".into()];
    choice.python = "Literal['a']".into();
    let mut path = dataset("p", false);
    path.path = true;
    let inputs = vec![defaulted, optional, choice, dataset("many", true), path, value("s", ParamType::Status)];
    let signature = component("fit", inputs, vec![dataset("made", false), value("auc", ParamType::Float)]);
    let module = module(body("return 0.5"), signature);
    let expected = "def fit(c: str, many: Input[List[Dataset]], p: InputPath('Dataset'), s: PipelineTaskFinalStatus, \
                    made: Output[Dataset], d: list = ['it\\'s', True, None, 1.5], o: Optional[int] = None) \
                    -> NamedTuple('Outputs', [('auc', float)]):\n    return 0.5\n";
    assert!(module.ends_with(expected), "{module}");
    // A bare value of a named output becomes a tuple of one.
    assert!(module.contains("@_named('auc')\n"), "{module}");
}

#[test]
fn the_wrapper_stands_where_a_dict_may_be_returned() {
    let two = || component("fit", vec![], vec![text("a"), text("b")]);
    for (lines, wrapped) in [
        ("return 'x', 'y'", false),
        ("return ('x', 'y')", false),
        ("if x:\n    return 'x', 'y'\nreturn {'a': 1}", true),
        ("return make(1, 2)", true),
        ("out = namedtuple('O', 'a b')\nreturn out(1, 2)", false),
    ] {
        assert_eq!(module(body(lines), two()).contains("@_named('a', 'b')"), wrapped, "{lines}");
    }
    let single = component("fit", vec![], vec![text("Output")]);
    assert!(!module(body("return 'x'"), single).contains("_named"));
}

#[test]
fn classes_are_made_for_types_that_kfp_does_not_know() {
    let mut own = dataset("made", false);
    own.python = "Features(Dataset)".into();
    if let crate::plan::Shape::Artifact { schema, .. } = &mut own.shape {
        schema.title = "acme.Features".into();
    }
    let module = module(body("pass"), component("fit", vec![own.clone()], vec![own]));
    let class = "class Features(Dataset):\n    schema_title = 'acme.Features'\n    schema_version = '0.0.1'\n";
    assert_eq!(module.matches(class).count(), 1, "{module}");
}

#[test]
fn code_from_elsewhere_is_called_as_it_stands() {
    let given = "def fit():\n    return 1\n";
    let module_text = module(python(PythonCode::Module(given.to_owned())), nothing());
    assert!(module_text.ends_with(given), "{module_text}");
    let installed = python(PythonCode::Installed("acme.train".to_owned()));
    let installed = module(installed, component("fit", vec![text("x")], vec![text("Output")]));
    assert!(installed.contains("from acme.train import fit as _installed\n"), "{installed}");
    assert!(installed.contains("def fit(x: str) -> str:\n    return _installed(**"), "{installed}");
}

#[test]
fn a_notebook_brings_its_packages_and_its_runner() {
    let code = PythonCode::Notebook { notebook: "{\"a\": \"it's\"}".to_owned(), body: "dsl.run_notebook()".to_owned() };
    let words = command(python(code), nothing());
    assert!(words[2].contains("'nbclient>=0.10,<1' 'ipykernel>=6,<7' 'jupyter_client>=7,<9'"), "{}", words[2]);
    assert!(words[6].contains("_NOTEBOOK = '{\"a\": \"it\\'s\"}'\n"), "{}", words[6]);
    assert!(words[6].ends_with("def fit():\n    dsl.run_notebook()\n"), "{}", words[6]);
}
