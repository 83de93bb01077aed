//! Python components: the module that KFP's lightweight executor loads, and the command that starts it.
//!
//! In: a component's ports and its [`Python`]. Out: a [`Command`].
//! Always holds: inputs reach the function as arguments that the executor reads from its own input, never as text in
//! the source; the signature uses only annotations that the executor of `kfp` understands.

mod command;
mod function;
mod literal;
mod own;

use super::super::python::{indent, packages};
use super::placeholders::Command;
use crate::plan::{Component, Python, PythonCode};

pub(super) use command::Start;
pub(super) use literal::literal;
pub(super) use own::{own_command, source_variable};

/// The version of the `kfp` package that runs the function, where the component names none.
const KFP_VERSION: &str = "2.17.3";

/// The command of a Python component; `last` is how the one before it was started.
pub(super) fn command<'a>(component: &Component, python: &'a Python, last: &mut Option<Start<'a>>) -> Command {
    let start = match last.take() {
        Some(start) if start.serves(python) => start,
        _ => Start::new(python, &packages(python)),
    };
    let command = start.command(python, source(component, python));
    *last = Some(start);
    command
}

/// The module's text.
fn source(component: &Component, python: &Python) -> String {
    let mut text = String::with_capacity(1024);
    text.push_str("import kfp\nfrom kfp import dsl\nfrom kfp.dsl import *\nfrom typing import *\n\n");
    function::classes(&mut text, component);
    match &python.code {
        PythonCode::Module(module) => text.push_str(module),
        PythonCode::Body(body) => {
            function::result_wrapper(&mut text, component, body);
            function::signature(&mut text, component, python);
            indent::body(&mut text, body);
        }
        PythonCode::Notebook { notebook, body } => {
            text.push_str("_NOTEBOOK = ");
            literal::text(&mut text, notebook);
            text.push('\n');
            text.push_str(NOTEBOOK);
            function::result_wrapper(&mut text, component, body);
            function::signature(&mut text, component, python);
            indent::body(&mut text, body);
        }
        PythonCode::Installed(module) => {
            text.push_str("from ");
            text.push_str(module);
            text.push_str(" import ");
            text.push_str(&python.function);
            text.push_str(" as _installed\n\n");
            let call = "return _installed(**{name: value for name, value in locals().items() if value is not None})\n";
            function::result_wrapper(&mut text, component, call);
            function::signature(&mut text, component, python);
            indent::body(&mut text, call);
        }
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// What `dsl.run_notebook` does in a component: KFP binds that name to code that its own compiler adds.
const NOTEBOOK: &str = r#"
def _run_notebook(**parameters):
    """Runs the notebook with `parameters` set below its cell tagged `parameters`, or at its top."""
    import json

    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.reads(_NOTEBOOK, as_version=4)
    lines = [f"{name} = json.loads({json.dumps(value)!r})" for name, value in parameters.items()]
    cell = nbformat.v4.new_code_cell("\n".join(["import json", *lines]))
    cell.metadata["tags"] = ["injected-parameters"]
    places = [
        place + 1
        for place, there in enumerate(notebook.cells)
        if there.cell_type == "code" and "parameters" in there.metadata.get("tags", [])
    ]
    if parameters:
        notebook.cells.insert(places[0] if places else 0, cell)
    NotebookClient(notebook, timeout=None, kernel_name="python3").execute()
    for ran in notebook.cells:
        for output in ran.get("outputs", []):
            print(output.get("text") or output.get("data", {}).get("text/plain", ""))


dsl.run_notebook = _run_notebook

"#;
