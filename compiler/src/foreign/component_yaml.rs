//! `component.yaml`: components of KFP's first version, and the door for compiled pipelines.
//!
//! In: a YAML text. Out: a [`Component`] as KFP's SDK loads it, or diagnostics at the value that cannot be read.
//! Always holds: types, names, defaults and placeholders become what KFP v2 makes of them; what KFP would load but
//! could never run is an error.

use serde_json::Value as Json;
use smol_str::{SmolStr, format_smolstr};

use super::{
    Component, Origin, errors, ir,
    placeholder::pieces,
    python_types::CLASSES,
    yaml::{Node, Value, documents},
};
use crate::{
    diag::{Diagnostic, did_you_mean},
    plan::{Implementation, ParamType, Piece, Port, Schema, Shape, Word},
};

/// Structures in structures of a command line.
const MAX_NESTING: usize = 32;

/// Reads a component out of YAML: one of KFP's first version, or a compiled pipeline of its second.
pub fn read(text: &str, origin: &Origin) -> (Option<Component>, Vec<Diagnostic>) {
    let read = documents(text, origin).map_err(|fault| vec![*fault]).and_then(|documents| match documents.as_slice() {
        [document] if document.get("implementation").is_some() => V1::default().component(document),
        [document, rest @ ..] if document.get("pipelineInfo").is_some() && rest.len() < 2 => {
            ir::component(text, document, rest.first())
        }
        _ => Err(vec![errors::no_component_yaml(documents.first().map_or(origin.span(0..0), |first| first.span))]),
    });
    match read {
        Ok(component) => (Some(component), Vec::new()),
        Err(diagnostics) => (None, diagnostics),
    }
}

#[derive(Default)]
struct V1 {
    diagnostics: Vec<Diagnostic>,
}

impl V1 {
    fn component(mut self, document: &Node) -> Result<Component, Vec<Diagnostic>> {
        const KEYS: &[&str] = &["name", "description", "metadata", "inputs", "outputs", "implementation", "version"];
        self.known_keys(document, KEYS);
        let inputs: Vec<Port> = self.ports(document.get("inputs"), true);
        let outputs: Vec<Port> = self.ports(document.get("outputs"), false);
        let container = document.get("implementation").and_then(|how| how.get("container"));
        let Some(container) = container else {
            let at = document.get("implementation").map_or(document.span, |how| how.span);
            self.fault(at, "only `implementation.container` is read: a graph of components has to be compiled by KFP");
            return Err(self.diagnostics);
        };
        self.known_keys(container, &["image", "command", "args", "env", "fileOutputs"]);
        if let Some(paths) = container.get("fileOutputs").filter(|paths| !paths.record().is_empty()) {
            self.fault(paths.span, "`fileOutputs` is ignored by KFP v2: hand the path over with `{outputPath: …}`");
        }
        let image = container.get("image").and_then(Node::text).map(str::to_owned);
        if image.is_none() {
            self.fault(container.get("image").unwrap_or(container).span, "`image` has to be text");
        }
        let words = Words { inputs: &inputs, outputs: &outputs };
        let mut command_line = |key: &str| -> Vec<Word> {
            let Some(list) = container.get(key).filter(|list| list.value != Value::Null) else { return Vec::new() };
            if !matches!(list.value, Value::List(_)) {
                self.fault(list.span, "a list is expected");
            }
            list.list().iter().filter_map(|item| self.taken(words.word(item, 0))).collect()
        };
        let (command, args) = (command_line("command"), command_line("args"));
        let env = self.env(container.get("env"));
        if !self.diagnostics.is_empty() {
            return Err(self.diagnostics);
        }
        let text = |key: &str| document.get(key).and_then(Node::text);
        Ok(Component {
            name: text("name").unwrap_or("name").into(),
            description: text("description").map(str::to_owned),
            inputs,
            outputs,
            implementation: Implementation::Container { command, args },
            image,
            env,
            span: document.get("name").unwrap_or(document).span,
        })
    }

    fn fault(&mut self, at: crate::source::Span, why: &str) {
        self.diagnostics.push(errors::yaml_field(at, why));
    }

    fn taken<T>(&mut self, read: Result<T, Box<Diagnostic>>) -> Option<T> {
        read.map_err(|fault| self.diagnostics.push(*fault)).ok()
    }

    fn known_keys(&mut self, record: &Node, known: &[&str]) {
        for (key, value) in record.record() {
            if !known.contains(&key.as_str()) {
                let near = did_you_mean(key, known.iter().copied());
                let near = near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
                self.fault(value.span, &format!("`{key}` is not known here{near}"));
            }
        }
    }

    fn env(&mut self, env: Option<&Node>) -> Vec<(SmolStr, String)> {
        let entries = env.map_or(&[][..], Node::record);
        for (_, value) in entries.iter().filter(|(_, value)| value.text().is_none()) {
            self.fault(value.span, "an environment variable has to be text: put it in quotes");
        }
        entries.iter().filter_map(|(name, value)| Some((SmolStr::new(name), value.text()?.to_owned()))).collect()
    }

    fn ports(&mut self, list: Option<&Node>, input: bool) -> Vec<Port> {
        let mut ports: Vec<Port> = Vec::new();
        let known: &[&str] = if input {
            &["name", "type", "description", "default", "optional", "annotations"]
        } else {
            &["name", "type", "description", "annotations"]
        };
        for node in list.map_or(&[][..], Node::list) {
            self.known_keys(node, known);
            let Some(written) = node.get("name").and_then(Node::text) else {
                self.fault(node.span, "`name` is missing");
                continue;
            };
            let name = port_name(written);
            if ports.iter().any(|port| port.name == name) {
                self.fault(node.span, &format!("`{written}` becomes `{name}`, which another one is already called"));
            } else if name.is_empty() {
                self.fault(node.span, &format!("`{written}` has no letter or digit that KFP keeps"));
            } else {
                ports.push(self.port(node, name, input));
            }
        }
        ports
    }

    fn port(&mut self, node: &Node, name: SmolStr, input: bool) -> Port {
        let (shape, python) = shape(node.get("type"));
        let given = node.get("default").filter(|default| default.value != Value::Null);
        let default = match &shape {
            Shape::Parameter(ty) => given.and_then(|given| {
                let value = default(*ty, &given.json());
                if value.is_none() {
                    self.fault(given.span, "the default does not fit the type");
                }
                value
            }),
            Shape::Artifact { .. } => None,
        };
        let status = shape == Shape::Parameter(ParamType::Status);
        let optional = node.get("optional").is_some_and(Node::is_true) || node.get("default").is_some() || status;
        Port {
            name,
            shape,
            literals: Vec::new(),
            optional: input && optional,
            default,
            description: node.get("description").and_then(Node::text).map(str::to_owned),
            path: false,
            python,
        }
    }
}

/// A name as KFP v2 takes it: small letters, digits and `_`.
fn port_name(name: &str) -> SmolStr {
    let mut out = String::new();
    let mut gap = false;
    for letter in name.to_lowercase().chars() {
        if letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_' {
            if std::mem::take(&mut gap) {
                out.push('_');
            }
            out.push(letter);
        } else {
            gap = true;
        }
    }
    out.trim_matches('_').into()
}

/// The type that KFP v2 makes of a type's name, with Python's name of it.
fn shape(ty: Option<&Node>) -> (Shape, SmolStr) {
    let parameter = |ty, python: &str| (Shape::Parameter(ty), SmolStr::new(python));
    let artifact = |title: SmolStr, class: &str| {
        let schema = Schema { title, version: "0.0.1".into() };
        (Shape::Artifact { schema, list: false }, SmolStr::new(class))
    };
    let written = ty.and_then(Node::text).unwrap_or("");
    let written = written.strip_prefix("typing.").unwrap_or(written);
    let small = written.to_lowercase();
    let outer = if small.starts_with("list") || small.starts_with("dict") {
        small.split('[').next().unwrap_or(&small)
    } else {
        small.as_str()
    };
    match outer {
        "string" | "str" | "text" => parameter(ParamType::String, "str"),
        "integer" | "int" => parameter(ParamType::Int, "int"),
        "double" | "float" => parameter(ParamType::Float, "float"),
        "bool" | "boolean" => parameter(ParamType::Bool, "bool"),
        "list" | "jsonarray" => parameter(ParamType::List, "list"),
        "dict" | "jsonobject" => parameter(ParamType::Struct, "dict"),
        "pipelinetaskfinalstatus" if written == "PipelineTaskFinalStatus" => parameter(ParamType::Status, written),
        _ => {
            let google = written.strip_prefix("google.").filter(|name| !name.is_empty());
            if let Some(name) = google.filter(|name| name.chars().all(|letter| letter.is_ascii_alphabetic())) {
                return artifact(written.into(), name);
            }
            let class = CLASSES.iter().find(|class| class.eq_ignore_ascii_case(written)).unwrap_or(&"Artifact");
            artifact(format_smolstr!("system.{class}"), class)
        }
    }
}

/// A default as a value of its type; texts are read as KFP's SDK reads them.
fn default(ty: ParamType, given: &Json) -> Option<Json> {
    let text = given.as_str();
    match ty {
        ParamType::String => Some(Json::String(match given {
            Json::String(text) => text.clone(),
            Json::Bool(truth) => if *truth { "True" } else { "False" }.to_owned(),
            Json::Number(number) => number.to_string(),
            _ => return None,
        })),
        ParamType::Int => match text {
            Some(text) => text.trim().parse::<i64>().ok().map(Json::from),
            None => given.as_i64().map(Json::from).or_else(|| whole(given.as_f64()?)),
        },
        ParamType::Float => match text {
            Some(text) => text.trim().parse::<f64>().ok().filter(|number| number.is_finite()).map(Json::from),
            None => given.is_number().then(|| given.clone()),
        },
        ParamType::Bool => match text.map(str::to_lowercase).as_deref() {
            Some("y" | "yes" | "t" | "true" | "on" | "1") => Some(Json::Bool(true)),
            Some("n" | "no" | "f" | "false" | "off" | "0") => Some(Json::Bool(false)),
            _ => given.is_boolean().then(|| given.clone()),
        },
        ParamType::List | ParamType::Struct => {
            let read = text.map_or_else(|| Some(given.clone()), |text| serde_json::from_str(text).ok());
            read.filter(|value| if ty == ParamType::List { value.is_array() } else { value.is_object() })
        }
        ParamType::Status => None,
    }
}

/// The part of a number before the point, as Python's `int` takes it.
fn whole(number: f64) -> Option<Json> {
    let text = format!("{:.0}", number.trunc());
    text.parse::<i64>().ok().map(Json::from)
}

/// Makes words of a command line.
struct Words<'a> {
    inputs: &'a [Port],
    outputs: &'a [Port],
}

type Outcome<T> = Result<T, Box<Diagnostic>>;

impl Words<'_> {
    fn word(&self, node: &Node, depth: usize) -> Outcome<Word> {
        if depth > MAX_NESTING {
            return Err(fault(node, "placeholders nest too deeply"));
        }
        let (key, value) = match &node.value {
            Value::Text(text) => return Ok(Word::Text(pieces(text))),
            Value::Record(entries) => match entries.as_slice() {
                [(key, value)] => (key.as_str(), value),
                _ => return Err(fault(node, "a placeholder has one key")),
            },
            _ => return Err(fault(node, "each item has to be text or a placeholder: put it in quotes")),
        };
        let one = |piece| Ok(Word::Text(vec![piece]));
        match key {
            "inputValue" => one(Piece::Input(self.input(value, false)?)),
            "inputPath" => one(Piece::InputPath(self.input(value, true)?)),
            "inputUri" => one(Piece::InputUri(self.input(value, true)?)),
            "outputPath" => {
                let port = self.output(value)?;
                one(match port.shape {
                    Shape::Parameter(_) => Piece::OutputParameterPath(port.name.clone()),
                    Shape::Artifact { .. } => Piece::OutputPath(port.name.clone()),
                })
            }
            "outputUri" => match self.output(value)? {
                Port { shape: Shape::Artifact { .. }, name, .. } => one(Piece::OutputUri(name.clone())),
                _ => Err(fault(value, "an output parameter has no URI: say `outputPath`, or make it an artifact")),
            },
            "executorInput" => one(Piece::ExecutorInput),
            "concat" => Ok(Word::Concat(self.words(value, depth)?)),
            "if" => self.choice(value, depth),
            _ => Err(fault(node, &format!("KFP v2 has no placeholder `{key}`"))),
        }
    }

    fn words(&self, node: &Node, depth: usize) -> Outcome<Vec<Word>> {
        match &node.value {
            Value::Null => Ok(Vec::new()),
            Value::List(items) => items.iter().map(|item| self.word(item, depth + 1)).collect(),
            _ => Ok(vec![self.word(node, depth + 1)?]),
        }
    }

    fn choice(&self, node: &Node, depth: usize) -> Outcome<Word> {
        let Some(name) = node.get("cond").and_then(|cond| cond.get("isPresent")) else {
            return Err(fault(node, "KFP v2 knows `cond: {isPresent: input}` only"));
        };
        let words = |key: &str| node.get(key).map_or(Ok(Vec::new()), |node| self.words(node, depth));
        let Some(port) = find(self.inputs, name) else { return Err(unknown(name, self.inputs, "input")) };
        Ok(Word::IfPresent { input: port.name.clone(), then: words("then")?, otherwise: words("else")? })
    }

    fn input(&self, name: &Node, artifact: bool) -> Outcome<SmolStr> {
        let port = find(self.inputs, name).ok_or_else(|| unknown(name, self.inputs, "input"))?;
        match (&port.shape, artifact) {
            (Shape::Artifact { .. }, false) => Err(fault(
                name,
                "KFP v2 takes an input of this type as an artifact, which has no value: give it `type: String`, or say \
                 `inputPath`",
            )),
            (Shape::Parameter(_), true) => Err(fault(
                name,
                "KFP v2 hands a parameter over as a value, not as a file: say `inputValue`, or give it `type: Artifact`",
            )),
            _ => Ok(port.name.clone()),
        }
    }

    fn output(&self, name: &Node) -> Outcome<&Port> {
        find(self.outputs, name).ok_or_else(|| unknown(name, self.outputs, "output"))
    }
}

fn find<'a>(ports: &'a [Port], name: &Node) -> Option<&'a Port> {
    let name = port_name(name.text()?);
    ports.iter().find(|port| port.name == name)
}

fn unknown(name: &Node, ports: &[Port], what: &str) -> Box<Diagnostic> {
    let written = name.text().unwrap_or("");
    let near = did_you_mean(written, ports.iter().map(|port| port.name.as_str()));
    let near = near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
    fault(name, &format!("there is no {what} `{written}`{near}"))
}

fn fault(node: &Node, why: &str) -> Box<Diagnostic> {
    errors::yaml_field(node.span, why).into()
}
