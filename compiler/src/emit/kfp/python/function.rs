//! The head of a Python function made from a component's ports: classes of artifacts, and the signature.
//!
//! In: ports. Out: Python text.
//! Always holds: inputs without a default stand before those with one, as Python wants it; the executor passes all by
//! name.

use std::fmt::Write as _;

use super::super::super::python::ARTIFACTS;
use super::super::python::literal;
use crate::plan::{Component, ParamType, Port, Python, Shape};

/// Words that an annotation of a parameter may consist of.
const TYPES: [&str; 9] = ["str", "int", "float", "bool", "list", "dict", "List", "Dict", "Any"];

/// Adds a class for each artifact type that is not KFP's own.
pub(super) fn classes(out: &mut String, component: &Component) {
    let mut done: Vec<&str> = Vec::new();
    for port in component.inputs.iter().chain(&component.outputs) {
        let Shape::Artifact { schema, .. } = &port.shape else { continue };
        let (name, base) = port.class();
        if ARTIFACTS.contains(&name) || done.contains(&name) {
            continue;
        }
        done.push(name);
        let _ = write!(out, "\nclass {name}({base}):\n    schema_title = ");
        literal::text(out, &schema.title);
        out.push_str("\n    schema_version = ");
        literal::text(out, &schema.version);
        // The executor finds the class of what it is handed by its title, and makes no other class than those.
        out.push_str("\n\n\ndsl.types.artifact_types._SCHEMA_TITLE_TO_TYPE[");
        literal::text(out, &schema.title);
        let _ = writeln!(out, "] = {name}\n");
    }
}

/// What a function returns.
enum Returned<'a> {
    Nothing,
    /// The output without a name.
    Single(&'a Port),
    /// Outputs by name.
    Named(Vec<&'a Port>),
}

fn returned(component: &Component) -> Returned<'_> {
    let values: Vec<&Port> = component.outputs.iter().filter(|port| !port.is_artifact() && !port.path).collect();
    match (values.as_slice(), component.outputs.as_slice()) {
        ([], [only]) if is_returned_artifact(only) => Returned::Single(only),
        ([], _) => Returned::Nothing,
        ([only], _) if only.name == "Output" => Returned::Single(only),
        _ => Returned::Named(values),
    }
}

fn is_returned_artifact(port: &Port) -> bool {
    port.name == "Output" && port.is_artifact() && !port.path
}

/// Adds what makes named outputs out of a bare value or a dict, where the body may return one: the executor takes a
/// tuple alone.
pub(super) fn result_wrapper(out: &mut String, component: &Component, body: &str) {
    let Returned::Named(ports) = returned(component) else { return };
    if ports.len() > 1 && returns_tuples(body) {
        return;
    }
    out.push_str(WRAPPER);
    out.push_str("@_named");
    let names: Vec<String> = ports.iter().map(|port| format!("'{}'", port.name)).collect();
    let _ = writeln!(out, "({})", names.join(", "));
}

const WRAPPER: &str = "
def _named(*names):
    import functools
    import inspect

    def wrap(function):
        @functools.wraps(function)
        def call(**inputs):
            result = function(**inputs)
            if len(names) == 1:
                return (result,)
            return tuple(result[name] for name in names) if isinstance(result, dict) else result

        call.__signature__ = inspect.signature(function)
        return call

    return wrap


";

/// Whether every `return` of `body` shows a tuple or a named tuple.
fn returns_tuples(body: &str) -> bool {
    let tuple = |line: &str| {
        let mut depth = 0;
        line.starts_with('(')
            || line.chars().any(|letter| {
                depth += i32::from(matches!(letter, '(' | '[' | '{'));
                depth -= i32::from(matches!(letter, ')' | ']' | '}'));
                letter == ',' && depth == 0
            })
    };
    let mut returns = body.lines().filter_map(|line| line.trim_start().strip_prefix("return")).peekable();
    returns.peek().is_some()
        && (body.contains("amedtuple") || body.contains("NamedTuple") || returns.all(|line| tuple(line.trim())))
}

/// Adds `def name(…) -> …:`.
pub(super) fn signature(out: &mut String, component: &Component, python: &Python) {
    let mut required = Vec::new();
    let mut defaulted = Vec::new();
    for port in &component.inputs {
        let annotation = input(port);
        match default(port) {
            Some(default) => defaulted.push(format!("{}: {annotation} = {default}", port.name)),
            None => required.push(format!("{}: {annotation}", port.name)),
        }
    }
    let by_return = matches!(returned(component), Returned::Single(_));
    for port in component.outputs.iter().filter(|port| port.is_artifact() || port.path) {
        if !(by_return && is_returned_artifact(port)) {
            required.push(format!("{}: {}", port.name, output(port)));
        }
    }
    required.append(&mut defaulted);
    let _ = write!(out, "def {}({})", python.function, required.join(", "));
    match returned(component) {
        Returned::Nothing => {}
        Returned::Single(port) => {
            let _ = write!(out, " -> {}", value(port));
        }
        Returned::Named(ports) => {
            let fields: Vec<String> = ports.iter().map(|port| format!("('{}', {})", port.name, value(port))).collect();
            let _ = write!(out, " -> NamedTuple('Outputs', [{}])", fields.join(", "));
        }
    }
    out.push_str(":\n");
}

fn default(port: &Port) -> Option<String> {
    if port.shape == Shape::Parameter(ParamType::Status) || is_task_config(port) {
        return None;
    }
    let mut text = String::new();
    match &port.default {
        Some(value) => literal(&mut text, value),
        None if port.optional => text.push_str("None"),
        None => return None,
    }
    Some(text)
}

fn is_task_config(port: &Port) -> bool {
    port.python == "TaskConfig"
}

fn input(port: &Port) -> String {
    match &port.shape {
        Shape::Parameter(ParamType::Status) => "PipelineTaskFinalStatus".to_owned(),
        Shape::Parameter(_) if port.optional && port.default.is_none() && !is_task_config(port) => {
            format!("Optional[{}]", value(port))
        }
        Shape::Parameter(_) => value(port),
        Shape::Artifact { .. } if port.path => format!("InputPath('{}')", path_class(port)),
        Shape::Artifact { list: true, .. } => format!("Input[List[{}]]", port.class().0),
        Shape::Artifact { .. } => format!("Input[{}]", port.class().0),
    }
}

fn output(port: &Port) -> String {
    match &port.shape {
        Shape::Parameter(_) => format!("OutputPath({})", base_type(port)),
        Shape::Artifact { .. } if port.path => format!("OutputPath('{}')", path_class(port)),
        Shape::Artifact { list: true, .. } => format!("Output[List[{}]]", port.class().0),
        Shape::Artifact { .. } => format!("Output[{}]", port.class().0),
    }
}

/// The class that stands in `InputPath` and `OutputPath`; KFP's own alone may stand there.
fn path_class(port: &Port) -> &str {
    let (name, base) = port.class();
    [name, base].into_iter().find(|class| ARTIFACTS.contains(class)).unwrap_or("Artifact")
}

/// The annotation of a value. The executor drops arguments whose annotation it does not know, so only plain types and
/// lists and dicts of such stand there.
fn value(port: &Port) -> String {
    if port.is_artifact() {
        return port.class().0.to_owned();
    }
    if is_task_config(port) {
        return "TaskConfig".to_owned();
    }
    let mut words = port.python.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let known = words.all(|word| word.is_empty() || TYPES.contains(&word));
    let outer = port.python.split('[').next().unwrap_or_default();
    let fits = match port.shape {
        Shape::Parameter(ParamType::List) => matches!(outer, "List" | "list"),
        Shape::Parameter(ParamType::Struct) => matches!(outer, "Dict" | "dict"),
        _ => false,
    };
    if known && fits { port.python.to_string() } else { base_type(port).to_owned() }
}

fn base_type(port: &Port) -> &'static str {
    match port.shape {
        Shape::Parameter(ParamType::Int) => "int",
        Shape::Parameter(ParamType::Float) => "float",
        Shape::Parameter(ParamType::Bool) => "bool",
        Shape::Parameter(ParamType::List) => "list",
        Shape::Parameter(ParamType::Struct | ParamType::Status) => "dict",
        Shape::Parameter(ParamType::String) | Shape::Artifact { .. } => "str",
    }
}
