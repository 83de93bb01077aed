//! `@dsl.component` and `@dsl.container_component` functions of an existing KFP project, read without running them.
//!
//! In: a [`PythonFile`] and a function's name. Out: a [`Component`] whose ports, defaults, descriptions and text are
//! what KFP's compiler makes of the function. Always holds: whatever KFP would take from a value that is not known
//! before Python runs is an error at that value, never a guess.

use ruff_python_ast::{Decorator, Expr, StmtFunctionDef};
use ruff_text_size::Ranged;

use super::{
    Component,
    container::container_spec,
    errors, ports,
    python::{PythonFile, range},
    settings::settings,
    signature::{PySignature, signature},
    surroundings,
};
use crate::{
    diag::Diagnostic,
    plan::{Implementation, Piece, Python, PythonCode, Word},
    source::Span,
};

/// What KFP runs a `@dsl.component` in that names no `base_image`.
const DEFAULT_IMAGE: &str = "python:3.11";

/// The names of all functions that can be read as components.
pub fn component_names(file: &PythonFile) -> Vec<&str> {
    file.functions()
        .filter(|function| matches!(decorator(file, function), Some((Kind::Python | Kind::Container, _))))
        .map(|function| function.name.as_str())
        .collect()
}

/// Reads the component `name`; `wanted` is the place that asks for it.
pub fn component(file: &PythonFile, name: &str, wanted: Span) -> (Option<Component>, Vec<Diagnostic>) {
    let Some(function) = file.function(name) else {
        return (None, vec![errors::no_such_component(wanted, name, &component_names(file))]);
    };
    let Some((kind, decorator)) = decorator(file, function) else {
        return (None, vec![errors::not_a_component(wanted, name, file.span(&function.name))]);
    };
    let reader = Reader { file, function, signature: signature(file, function) };
    let read = match kind {
        Kind::Python => reader.python(decorator),
        Kind::Container => reader.container(),
        Kind::Notebook => Err(vec![errors::compile_first(file.span(decorator), "a notebook component holds a file")]),
        Kind::Pipeline => Err(vec![errors::compile_first(file.span(decorator), "a pipeline is a program of its own")]),
    };
    match read {
        Ok(component) => (Some(component), Vec::new()),
        Err(diagnostics) => (None, diagnostics),
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Python,
    Container,
    Notebook,
    Pipeline,
}

/// The decorator that makes a function something of KFP's.
fn decorator<'a>(file: &PythonFile, function: &'a StmtFunctionDef) -> Option<(Kind, &'a Decorator)> {
    function.decorator_list.iter().find_map(|decorator| {
        let name = match &decorator.expression {
            Expr::Call(call) => &*call.func,
            name => name,
        };
        let kind = match file.names().resolve(name)?.as_str() {
            "kfp.dsl.component" => Kind::Python,
            "kfp.dsl.container_component" => Kind::Container,
            "kfp.dsl.notebook_component" => Kind::Notebook,
            "kfp.dsl.pipeline" => Kind::Pipeline,
            _ => return None,
        };
        Some((kind, decorator))
    })
}

struct Reader<'a> {
    file: &'a PythonFile,
    function: &'a StmtFunctionDef,
    signature: PySignature,
}

type Read<T> = Result<T, Vec<Diagnostic>>;

impl<'a> Reader<'a> {
    fn container(&self) -> Read<Component> {
        let ports = ports::of(self.file, self.function, &self.signature, true)?;
        let spec = container_spec(self.file, self.function, &self.signature).map_err(|error| vec![*error])?;
        let implementation = Implementation::Container { command: spec.command, args: spec.args };
        Ok(self.finish(ports, implementation, Some(spec.image)))
    }

    fn python(&self, decorator: &'a Decorator) -> Read<Component> {
        let ports = ports::of(self.file, self.function, &self.signature, false)?;
        let settings = settings(self.file, decorator)?;
        if let Some(image) = settings.target_image {
            return Ok(self.finish(ports, built_into_image(self.function.name.as_str()), Some(image)));
        }
        let mut text = surroundings::of(self.file, self.function, &self.signature);
        for helper in &settings.helpers {
            text.push_str(&function_text(self.file, helper));
            text.push_str("\n\n");
        }
        text.push_str(&function_text(self.file, self.function));
        let implementation = Implementation::Python(Python {
            function: self.signature.name.clone(),
            code: PythonCode::Module(text),
            packages: settings.packages,
            // Without a word on hosts KFP trusts those of the indexes.
            pip_trusted_hosts: settings.pip_trusted_hosts.unwrap_or_else(|| settings.pip_index.clone()),
            pip_index: settings.pip_index,
            use_venv: settings.use_venv,
            install_kfp: settings.install_kfp,
            kfp_version: None,
            executable: None,
            place: self.signature.span,
        });
        let image = settings.base_image.unwrap_or_else(|| DEFAULT_IMAGE.to_owned());
        Ok(self.finish(ports, implementation, Some(image)))
    }

    fn finish(&self, ports: ports::Ports, implementation: Implementation, image: Option<String>) -> Component {
        Component {
            name: self.signature.name.clone(),
            description: ports.description,
            inputs: ports.inputs,
            outputs: ports.outputs,
            implementation,
            image,
            env: Vec::new(),
            span: self.signature.span,
        }
    }
}

/// KFP's call of a function that its SDK has built into the image.
fn built_into_image(function: &str) -> Implementation {
    let text = |text: &str| Word::Text(vec![Piece::Text(text.to_owned())]);
    Implementation::Container {
        command: ["python3", "-m", "kfp.dsl.executor_main"].map(text).to_vec(),
        args: vec![
            text("--executor_input"),
            Word::Text(vec![Piece::ExecutorInput]),
            text("--function_to_execute"),
            text(function),
        ],
    }
}

/// A function's text as KFP takes it: what `inspect.getsource` gives, from `def` on, blank lines emptied.
fn function_text(file: &PythonFile, function: &StmtFunctionDef) -> String {
    let text = file.text();
    let name = range(function.name.range()).start;
    let start = text.get(..name).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let last = range(function.range()).end;
    let end = text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| last + newline + 1);
    let end = with_comments(text, end, body_column(text, function));
    let mut out = String::new();
    for line in text.get(start..end).unwrap_or("").lines() {
        out.push_str(if line.trim_matches([' ', '\t']).is_empty() { "" } else { line });
        out.push('\n');
    }
    out
}

/// The column at which the body's lines begin; `None` if it stands on the line of the `def`.
fn body_column(text: &str, function: &StmtFunctionDef) -> Option<usize> {
    let first = range(function.body.first()?.range()).start;
    let line = text.get(..first)?.rfind('\n').map_or(0, |newline| newline + 1);
    let before = text.get(line..first)?;
    before.trim_matches([' ', '\t']).is_empty().then_some(before.len())
}

/// The end with the comments below that are indented like the body: Python counts them in.
fn with_comments(text: &str, end: usize, column: Option<usize>) -> usize {
    let Some(column) = column else { return end };
    let (mut last, mut offset) = (end, end);
    for line in text.get(end..).unwrap_or("").split_inclusive('\n') {
        offset += line.len();
        let content = line.trim_start_matches([' ', '\t']);
        if content.starts_with('#') {
            if line.len() - content.len() >= column {
                last = offset;
            }
        } else if !content.trim_end().is_empty() {
            break;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{foreign::Origin, source::FileId};

    fn text_of(source: &str) -> String {
        let file = PythonFile::parse(source, Origin::file(FileId(0))).unwrap();
        function_text(&file, file.function("f").unwrap())
    }

    #[test]
    fn a_functions_text_is_what_inspect_gives() {
        // Each pair was made with Python's `inspect.getsource` and `textwrap.dedent`.
        for (source, text) in [
            (
                "@d\ndef f():\n    a = 1\n    # inside\n\n    # below\n# left\nx = 1\n",
                "def f():\n    a = 1\n    # inside\n\n    # below\n",
            ),
            ("def f(): return 1  # one\n    # not a part\nx = 1\n", "def f(): return 1  # one\n"),
            (
                "@d(\n    a=1,\n)\ndef f():\r\n    a = 1\r\n   \t\r\n    return a",
                "def f():\n    a = 1\n\n    return a\n",
            ),
            (
                "def f():\n    '''a\n  \n    b'''\n  # less\n    # more\n",
                "def f():\n    '''a\n\n    b'''\n  # less\n    # more\n",
            ),
        ] {
            assert_eq!(text_of(source), text, "{source}");
        }
    }
}
