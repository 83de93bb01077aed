//! Diagnostics of the readers, one function each.
//!
//! In: places and names. Out: [`Diagnostic`]s. Always holds: each points into the text that was read, or at the place
//! that asks for it, and says a way out.

use std::fmt::Write as _;

use super::agreement::Mismatch;
use crate::{
    diag::{Code, Diagnostic, did_you_mean},
    plan::Port,
    source::Span,
};

/// E0320: Python text does not parse.
pub fn python_syntax(at: Span, message: &str) -> Diagnostic {
    Diagnostic::error(Code::E0320, at, format!("this Python does not parse: {message}"), "here")
}

/// E0321: a function does not fit the declared component; `declared` is the port, or the component.
pub fn signature_mismatch(mismatch: &Mismatch, declared: Span) -> Diagnostic {
    let label = if mismatch.declared.is_empty() { "declared here" } else { &mismatch.declared };
    let report =
        Diagnostic::error(Code::E0321, declared, &mismatch.message, label).with(mismatch.span, &mismatch.found);
    match &mismatch.help {
        Some(help) => report.help(help),
        None => report,
    }
}

/// E0322: no `return` gives a value, but outputs need one.
pub fn never_returns(end: Span, expected: &[&Port]) -> Diagnostic {
    let names = names(expected);
    Diagnostic::error(Code::E0322, end, format!("the function never returns {names}"), "it ends here without a value")
        .help(format!("end with `return {}`", bare(expected)))
}

/// E0323: a value is returned that no output takes.
pub fn returns_for_no_output(at: Span) -> Diagnostic {
    Diagnostic::error(Code::E0323, at, "no output takes this returned value", "returned here")
        .help("declare an output behind `->`, or return nothing")
        .note("artifacts with a name are written through their object, they are not returned")
}

/// E0323: a tuple of the wrong length.
pub fn wrong_number_returned(at: Span, found: usize, expected: &[&Port]) -> Diagnostic {
    let (values, outputs) = (plural(found, "value"), plural(expected.len(), "output"));
    Diagnostic::error(Code::E0323, at, format!("{values} returned for {outputs}"), format!("returns {values}"))
        .help(format!("write `return {}`", bare(expected)))
        .note("several outputs are returned as a tuple in their declared order, or as a dict by name")
}

/// E0323: a dict with the wrong keys.
pub fn wrong_keys_returned(at: Span, missing: Option<&str>, unknown: Option<&str>) -> Diagnostic {
    let mut message = String::from("the returned dict ");
    let _ = match (missing, unknown) {
        (Some(missing), None) => write!(message, "lacks `{missing}`"),
        (Some(missing), Some(unknown)) => write!(message, "lacks `{missing}` and has `{unknown}`"),
        (None, unknown) => write!(message, "has `{}`, which is no output", unknown.unwrap_or_default()),
    };
    Diagnostic::error(Code::E0323, at, message, "returned here").help("use the declared outputs' names as keys")
}

/// E0324: Python text nests too deeply to be read.
pub fn python_too_deep(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(Code::E0324, at, "this Python nests too deeply to be read", "in this text")
        .note(format!("at most {limit} brackets and indented blocks may be open at once, as in CPython"))
        .help("move generated data into a file that the program opens")
}

/// E0324: Python text is too large to be read.
pub fn python_too_large(at: Span, bytes: usize) -> Diagnostic {
    Diagnostic::error(Code::E0324, at, format!("this Python is too large to be embedded: {bytes} bytes"), "this text")
        .help("install it in the image, and call it with `python \"package.module::function\"`")
}

/// E0325: a Python file has no such function.
pub fn no_such_function(wanted: Span, name: &str, functions: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(
        Code::E0325,
        wanted,
        format!("the Python file has no function `{name}` at its left edge"),
        "asked for here",
    );
    match (did_you_mean(name, functions.iter().copied()), functions) {
        (Some(near), _) => report.help(format!("it has `{near}`")),
        (None, [_, ..]) => report.help(format!("it has {}", quoted(functions.iter().copied()))),
        (None, []) => report.help(format!("write `def {name}(…):` in the file")),
    }
}

/// E0326: a function that cannot be called with inputs by name.
pub fn not_a_plain_function(at: Span, what: &str) -> Diagnostic {
    Diagnostic::error(Code::E0326, at, format!("this function {what}"), "here")
        .help("call it from a plain function with a parameter for each input and artifact output")
}

fn names(ports: &[&Port]) -> String {
    match ports {
        [port] if port.name == "Output" => "its output".to_owned(),
        _ => quoted(ports.iter().map(|port| port.name.as_str())),
    }
}

fn bare(ports: &[&Port]) -> String {
    match ports {
        [port] if port.name == "Output" => "value".to_owned(),
        _ => ports.iter().map(|port| port.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// E0810: a Python file has no such component.
pub fn no_such_component(wanted: Span, name: &str, components: &[&str]) -> Diagnostic {
    let report =
        Diagnostic::error(Code::E0810, wanted, format!("the Python file defines no `{name}`"), "asked for here");
    match (did_you_mean(name, components.iter().copied()), components) {
        (Some(near), _) => report.help(format!("it has `{near}`")),
        (None, [_, ..]) => report.help(format!("it has {}", quoted(components.iter().copied()))),
        (None, []) => report.help("write `@dsl.component` above a function at the file's left edge"),
    }
}

/// E0810: a function that is no component.
pub fn not_a_component(wanted: Span, name: &str, function: Span) -> Diagnostic {
    Diagnostic::error(Code::E0810, wanted, format!("`{name}` is a function, but no KFP component"), "asked for here")
        .with(function, "has no `@dsl.component`")
        .help("write `@dsl.component` above it, or declare it here: `component … python \"./file.py::name\"`")
}

/// E0811: a setting of a component that is not known, or of no use, before Python runs.
pub fn not_static(at: Span, why: &str, way_out: &str) -> Diagnostic {
    Diagnostic::error(Code::E0811, at, format!("this component cannot be taken as it stands: {why}"), "this")
        .help(way_out)
}

/// E0811: something that only KFP's compiler can turn into a component.
pub fn compile_first(at: Span, why: &str) -> Diagnostic {
    not_static(at, why, "compile it with `kfp dsl compile`, and take the result: `use component \"x.yaml\" as x`")
}

/// E0812: an annotation that stands for no type of KFP's.
pub fn annotation_unreadable(at: Span, why: &str) -> Diagnostic {
    Diagnostic::error(Code::E0812, at, format!("this is no type for a component's input or output: {why}"), "here")
        .help("write `str`, `int`, `float`, `bool`, `list`, `dict`, `Input[Dataset]`, `Output[Model]` or the like")
}

/// E0813: a default that no input can have.
pub fn default_unreadable(at: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::E0813, at, format!("the default of `{name}` {why}"), "this default")
        .help("write a literal, or `None` and choose the value in the function")
}

/// E0814: a container component's body that is more than constants and placeholders.
pub fn container_unreadable(at: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::E0814, at, format!("the command line of `{name}` cannot be read: {why}"), "here")
        .help("compile it with `kfp dsl compile`, and take the result: `use component \"x.yaml\" as x`")
        .help("or write it here: `component … container { command = […] args = […] }`")
}

/// E0814: an image that comes from an input.
pub fn image_at_run_time(at: Span) -> Diagnostic {
    Diagnostic::error(Code::E0814, at, "the image of a container component has to be text", "comes from an input")
        .help("write an image here, and set the other one where the task is made: `.image(name)`")
}

/// E0815: a text that is no YAML, or more than a reader may take.
pub fn yaml_unreadable(at: Span, message: &str) -> Diagnostic {
    Diagnostic::error(Code::E0815, at, format!("this YAML cannot be read: {}", message.trim_end_matches('.')), "here")
        .help("compile the pipeline again with `kfp dsl compile`, or mend the file by hand")
}

/// E0816: YAML that is no component.
pub fn no_component_yaml(at: Span) -> Diagnostic {
    Diagnostic::error(Code::E0816, at, "this YAML is neither a `component.yaml` nor a compiled KFP pipeline", "here")
        .note("a `component.yaml` has `implementation`, a compiled pipeline `pipelineInfo` and `root`")
        .help("compile the pipeline with `kfp dsl compile --py file.py --output file.yaml`")
}

/// E0711: a compiled pipeline that misses a part of itself.
pub fn broken_pipeline(at: Span, why: &str) -> Diagnostic {
    Diagnostic::error(Code::E0711, at, format!("this is no compiled pipeline: {why}"), "here")
        .help("compile the pipeline again with `kfp dsl compile`")
}

/// E0817: a value of a component's YAML that KFP v2 could not run.
pub fn yaml_field(at: Span, why: &str) -> Diagnostic {
    Diagnostic::error(Code::E0817, at, format!("this component cannot be used: {why}"), "here")
}
