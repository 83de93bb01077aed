//! Sources as Argo's expressions and tags, seen from one template.
//!
//! In: a [`Source`] of a DAG. Out: how its value reaches a parameter, as text, tag or expression.
//! Always holds: what reaches a parameter is a wire text (`wire.rs`): it holds no `{{`, so Argo expands nothing in it.

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::expression::{self, ABSENT, cleaned, decoded, encoded, encoded_any, json_of_any, json_of_text, member};
use super::translate::Translator;
use super::wire;
use crate::emit::text::plain;
use crate::plan::{
    Callee, Dag, DagId, Implementation, Key, ParamType, Port, RunField, Shape, Source, Task, TaskId, TextPiece,
};

/// How a value reaches a parameter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wired {
    /// A constant's wire text.
    Text(String),
    /// A reference: `inputs.parameters.x`.
    Tag(String),
    /// A text with references in it that are safe to be put there.
    Tagged(String),
    /// An expression.
    Expression(String),
}

impl Wired {
    /// As a parameter's value.
    pub(super) fn value(self) -> String {
        match self {
            Self::Text(text) | Self::Tagged(text) => text,
            Self::Tag(tag) => format!("{{{{{tag}}}}}"),
            Self::Expression(expression) => format!("{{{{={expression}}}}}"),
        }
    }
}

/// A value that is read.
enum Read {
    Constant(Json),
    /// A parameter: its expression, its tag, what it holds.
    Wire {
        expression: String,
        tag: Option<String>,
        kind: ParamType,
        /// Whether it surely is a wire text, and not what some program wrote.
        clean: bool,
        optional: bool,
    },
    /// An expression for a value of JSON, `nil` if it is not there.
    Native(String),
    /// An expression for a text; the second form puts tags into a text.
    Text(String, Option<String>),
    /// An expression for clean JSON text.
    Json(String),
}

/// A DAG's inside.
pub(super) struct Scope<'t, 'a> {
    pub(super) t: &'t Translator<'a>,
    pub(super) id: DagId,
    pub(super) dag: &'a Dag,
    /// Whether what is read may be missing, since the task that makes it may have failed.
    pub(super) tolerant: bool,
    /// Whether this is about what the DAG hands out, where Argo knows nothing of the run.
    pub(super) outputs: bool,
}

impl Scope<'_, '_> {
    /// A task's name in the template.
    pub(super) fn task_name(&self, task: TaskId) -> String {
        self.dag.tasks.get(task.0 as usize).map_or_else(String::new, name_of)
    }

    /// The expression for an output of a task.
    pub(super) fn output(&self, task: TaskId, output: &str) -> String {
        format!("tasks{}.outputs.parameters{}", member(&self.task_name(task)), member(output))
    }

    /// How `source` reaches a parameter of type `wanted`.
    pub(super) fn wired(&self, source: &Source, wanted: ParamType) -> Wired {
        match self.read(source) {
            Read::Constant(Json::Null) => Wired::Text(ABSENT.to_owned()),
            Read::Constant(value) => Wired::Text(wire::text(&value, wanted)),
            Read::Wire { expression, tag, kind, clean, optional } => {
                let made = converted(&expression, kind, wanted, clean);
                match (made, tag) {
                    (None, Some(tag)) => Wired::Tag(tag),
                    (None, None) => Wired::Expression(expression),
                    (Some(made), _) if optional => {
                        Wired::Expression(format!("{expression} == '{ABSENT}' ? '{ABSENT}' : ({made})"))
                    }
                    (Some(made), _) => Wired::Expression(made),
                }
            }
            Read::Native(value) => Wired::Expression(native_as(&value, wanted)),
            Read::Text(_, Some(tagged)) if wanted == ParamType::String => Wired::Tagged(tagged),
            Read::Text(value, _) if wanted == ParamType::String => Wired::Expression(encoded(&value)),
            Read::Text(value, _) => Wired::Expression(json_of_text(&value)),
            Read::Json(value) => Wired::Expression(value),
        }
    }

    /// The expression for `source` as the expression language's own value.
    pub(super) fn native(&self, source: &Source) -> String {
        match self.read(source) {
            Read::Constant(value) => expression::literal(&value),
            Read::Wire { expression, kind: own, clean, optional, .. } => match (own, clean) {
                (ParamType::String, _) => decoded(&expression),
                (ParamType::Int | ParamType::Float, true) => format!("asFloat({expression})"),
                (ParamType::Int | ParamType::Float, false) => format!("asFloat(trim({expression}))"),
                (ParamType::Bool, true) => format!("({expression} == 'true')"),
                (ParamType::Bool, false) => is_true(&expression),
                _ if optional => format!("({expression} == '{ABSENT}' ? nil : fromJSON({expression}))"),
                _ => format!("fromJSON({expression})"),
            },
            Read::Native(value) | Read::Text(value, _) => value,
            Read::Json(value) => format!("fromJSON({value})"),
        }
    }

    /// The expression for the wire text that a condition can compare with a plain text, if there is one.
    pub(super) fn plain(&self, source: &Source) -> Option<String> {
        match self.read(source) {
            Read::Wire { expression, kind: ParamType::String, .. } => Some(expression),
            _ => None,
        }
    }

    /// The expression for the wire text of a parameter or a text with tags.
    pub(super) fn expression(&self, source: &Source) -> String {
        match self.read(source) {
            Read::Wire { expression, .. } => expression,
            Read::Text(value, _) => encoded(&value),
            Read::Constant(value) => expression::literal(&value),
            Read::Native(value) | Read::Json(value) => value,
        }
    }

    /// The tag of an artifact, without its braces; `None` if it is none.
    pub(super) fn artifact(&self, source: &Source) -> Option<String> {
        match source {
            Source::Input(name) => Some(format!("inputs.artifacts.{}", self.t.state(self.id).input(name))),
            Source::Output(id, name) => {
                let task = self.dag.tasks.get(id.0 as usize)?;
                task.each.is_none().then(|| format!("tasks.{}.outputs.artifacts.{name}", name_of(task)))
            }
            _ => None,
        }
    }

    /// The same as an expression.
    pub(super) fn artifact_expression(&self, source: &Source) -> Option<String> {
        match source {
            Source::Input(name) => Some(format!("inputs.artifacts{}", member(self.t.state(self.id).input(name)))),
            Source::Output(id, name) => {
                Some(format!("tasks{}.outputs.artifacts{}", member(&self.task_name(*id)), member(name)))
            }
            _ => None,
        }
    }

    /// Whether the artifact may not be there.
    pub(super) fn may_be_absent(&self, source: &Source) -> bool {
        match source {
            Source::Input(name) => self.dag.inputs.iter().any(|port| port.name == *name && port.optional),
            Source::Output(id, name) => {
                let task = self.dag.tasks.get(id.0 as usize);
                task.and_then(|task| self.t.output_port(task, name)).is_some_and(|port| port.optional)
            }
            _ => false,
        }
    }

    /// Whether an optional value is there.
    pub(super) fn present(&self, source: &Source) -> String {
        match self.read(source) {
            Read::Constant(value) => (!value.is_null()).to_string(),
            Read::Wire { expression, .. } => format!("{expression} != '{ABSENT}'"),
            Read::Native(value) => format!("{value} != nil"),
            Read::Text(..) | Read::Json(_) => "true".to_owned(),
        }
    }

    fn read(&self, source: &Source) -> Read {
        match source {
            Source::Constant(value) => Read::Constant(value.clone()),
            Source::Input(name) => self.input(name),
            Source::Output(task, name) => self.produced(*task, name),
            Source::Select(base, keys) => Read::Native(self.selected(base, keys)),
            Source::Text(pieces) => self.text(pieces),
            Source::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.json(item)).collect();
                Read::Json(sum(&[vec!["'['".to_owned()], separated(items), vec!["']'".to_owned()]].concat()))
            }
            Source::Record(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(key, value)| {
                        let key = expression::text(&format!("{}:", Json::from(key.as_str())));
                        format!("{key} + {}", self.json(value))
                    })
                    .collect();
                Read::Json(sum(&[vec!["'{'".to_owned()], separated(fields), vec!["'}'".to_owned()]].concat()))
            }
            Source::Status(task) => Read::Json(self.status(*task)),
            Source::Run(field) if self.outputs => run_input(*field),
            Source::Run(field) => run(*field),
            Source::WorkspacePath => Read::Constant(Json::from(super::WORKSPACE)),
        }
    }

    fn input(&self, name: &SmolStr) -> Read {
        let state = self.t.state(self.id);
        let Some(port) = self.dag.inputs.iter().find(|port| port.name == *name) else {
            return Read::Constant(Json::Null);
        };
        let own = state.input(name);
        let expression = format!("inputs.parameters{}", member(own));
        if let Some(item) = &state.item
            && item.port == *name
            && item.wrapped
        {
            let expression = format!("fromJSON({expression}).v");
            return Read::Wire { expression, tag: None, kind: kind(port), clean: true, optional: port.optional };
        }
        if port.is_artifact() {
            let metadata = super::metadata(own);
            let expression = format!("inputs.parameters{}", member(&metadata));
            let tag = Some(format!("inputs.parameters.{metadata}"));
            return Read::Wire { expression, tag, kind: ParamType::Struct, clean: true, optional: port.optional };
        }
        let tag = Some(format!("inputs.parameters.{own}"));
        Read::Wire { expression, tag, kind: kind(port), clean: true, optional: port.optional }
    }

    fn produced(&self, id: TaskId, name: &SmolStr) -> Read {
        let Some(task) = self.dag.tasks.get(id.0 as usize) else { return Read::Constant(Json::Null) };
        let port = self.t.output_port(task, name);
        let artifact = port.is_some_and(Port::is_artifact);
        let own = if artifact { super::metadata(name) } else { name.to_string() };
        let kind = match (port, task.each.is_some()) {
            (_, true) => ParamType::List,
            (Some(port), false) => kind(port),
            (None, false) => ParamType::Struct,
        };
        let optional = port.is_some_and(|port| port.optional);
        let clean = artifact || self.is_clean(task);
        if self.tolerant {
            let (name, own) = (member(&name_of(task)), member(&own).replace('[', ".["));
            let expression = format!(
                "(tasks{name}.status == 'Succeeded' ? (tasks{name}?.outputs?.parameters?{own} ?? '{ABSENT}') : '{ABSENT}')"
            );
            return Read::Wire { expression, tag: None, kind, clean, optional: true };
        }
        let tag = Some(format!("tasks.{}.outputs.parameters.{own}", name_of(task)));
        Read::Wire { expression: self.output(id, &own), tag, kind, clean, optional }
    }

    /// Whether what `task` yields is written by this compiler's own code, and not by a program that knows of no wire.
    fn is_clean(&self, task: &Task) -> bool {
        let Callee::Component(id) = task.callee else { return true };
        !matches!(self.t.plan.component(id).implementation, Implementation::Container { .. })
    }

    fn selected(&self, base: &Source, keys: &[Key]) -> String {
        if let (Source::Status(task), [Key::Field(field)]) = (base, keys)
            && field == "state"
        {
            return self.state(*task);
        }
        let mut value = self.native(base);
        for key in keys {
            match key {
                // Unlike `.a` and `[0]`, this is no error where nothing is there, which would stop a run without an end.
                Key::Field(name) => value = format!("get({value}, {})", expression::text(name)),
                Key::Index(index) => value = format!("get({value}, {index})"),
            }
        }
        value
    }

    fn text(&self, pieces: &[TextPiece]) -> Read {
        let mut parts = Vec::with_capacity(pieces.len());
        let mut tagged = Some(String::new());
        for piece in pieces {
            let (part, tag) = match piece {
                TextPiece::Text(text) => (expression::text(text), beside_tags(text)),
                TextPiece::Value(source) => self.piece(source),
            };
            parts.push(part);
            tagged = tagged.zip(tag).map(|(text, tag)| text + &tag);
        }
        // A part alone may be harmless where the whole is not: an end of line, the wire's own mark.
        let tagged = tagged.filter(|text| wire::is_plain(&text.replace("{{", "").replace("}}", "")));
        Read::Text(sum(&parts), tagged)
    }

    /// The text of a value within a text, and the same by a tag where that is safe.
    fn piece(&self, source: &Source) -> (String, Option<String>) {
        match self.read(source) {
            Read::Constant(value) => {
                let text = plain(&value);
                (expression::text(&text), beside_tags(&text))
            }
            Read::Wire { expression, tag, kind, clean, optional } => {
                let number = matches!(kind, ParamType::Int | ParamType::Float | ParamType::Bool);
                let made = match kind {
                    ParamType::String => decoded(&expression),
                    _ => converted(&expression, kind, kind, clean).unwrap_or_else(|| expression.clone()),
                };
                // Nothing is said of what is not there: what was to make it has failed.
                let made = if optional { format!("({expression} == '{ABSENT}' ? '' : {made})") } else { made };
                (made, tag.filter(|_| number && clean && !optional).map(|tag| format!("{{{{{tag}}}}}")))
            }
            Read::Native(value) => (format!("(type({value}) == 'string' ? {value} : toJson({value}))"), None),
            Read::Text(value, tagged) => (format!("({value})"), tagged),
            Read::Json(value) => (format!("({value})"), None),
        }
    }

    /// The expression for a value's clean JSON text.
    pub(super) fn json(&self, source: &Source) -> String {
        match self.read(source) {
            Read::Constant(value) => expression::text(&wire::text(&value, ParamType::Struct)),
            Read::Wire { expression, kind, clean, optional, .. } => {
                let made = match kind {
                    ParamType::String => json_of_text(&decoded(&expression)),
                    _ if clean => expression.clone(),
                    _ => converted(&expression, kind, kind, clean).unwrap_or_else(|| expression.clone()),
                };
                if optional { format!("({expression} == '{ABSENT}' ? 'null' : {made})") } else { made }
            }
            Read::Native(value) => cleaned(&format!("toJson({value})")),
            Read::Text(value, _) => json_of_text(&value),
            Read::Json(value) => format!("({value})"),
        }
    }

    /// How a `try` ended, in KFP's words.
    fn state(&self, task: TaskId) -> String {
        format!("(tasks{}.status == 'Succeeded' ? 'COMPLETE' : 'FAILED')", member(&self.task_name(task)))
    }

    /// The outcome of a `try` as KFP's JSON.
    fn status(&self, task: TaskId) -> String {
        let name = Json::from(self.task_name(task));
        let between = expression::text("\",\"pipelineJobResourceName\":\"");
        let end = expression::text(&format!("\",\"pipelineTaskName\":{name},\"error\":{{}} }}"));
        format!("'{{\"state\":\"' + {} + {between} + workflow.name + {end}", self.state(task))
    }
}

/// The same by an input of the template's own.
fn run_input(field: RunField) -> Read {
    match super::run::input(field) {
        Some(name) => Read::Text(format!("inputs.parameters{}", member(&name)), None),
        None => Read::Constant(Json::Null),
    }
}

fn run(field: RunField) -> Read {
    match super::run::variable(field) {
        Some(variable) => Read::Text(variable.to_owned(), Some(format!("{{{{{variable}}}}}"))),
        None => Read::Constant(Json::Null),
    }
}

/// A text that can stand beside a tag: one with a brace would lengthen the tag's own.
fn beside_tags(text: &str) -> Option<String> {
    (wire::is_plain(text) && !text.contains(['{', '}'])).then(|| text.to_owned())
}

/// A task's name in its template: the plan's, unless an expression takes that for a word of its own.
pub(super) fn name_of(task: &Task) -> String {
    if expression::is_word(&task.name) { format!("{}--task", task.name) } else { task.name.to_string() }
}

/// What goes through a port; of an artifact its metadata.
pub(super) fn kind(port: &Port) -> ParamType {
    match port.shape {
        Shape::Parameter(kind) => kind,
        Shape::Artifact { list: true, .. } => ParamType::List,
        Shape::Artifact { list: false, .. } => ParamType::Struct,
    }
}

/// Whether a program's text is true, as KFP reads it.
fn is_true(text: &str) -> String {
    format!("(lower(trim({text})) in ['true', 't', '1'])")
}

/// The expression that makes a wire text of type `to` out of one of type `from`; `None` where it is the same text.
fn converted(wire: &str, from: ParamType, to: ParamType, clean: bool) -> Option<String> {
    let json = |kind| matches!(kind, ParamType::List | ParamType::Struct | ParamType::Status);
    match (from, to) {
        (ParamType::String, ParamType::String) if clean => None,
        (ParamType::String, ParamType::String) => Some(encoded(wire)),
        (ParamType::String, _) => Some(json_of_text(&decoded(wire))),
        (_, ParamType::String) if json(from) => Some(encoded_any(&format!("fromJSON({wire})"))),
        (ParamType::Bool, _) if !clean => Some(format!("({} ? 'true' : 'false')", is_true(wire))),
        (ParamType::Int | ParamType::Float, _) if !clean => Some(format!("trim({wire})")),
        _ if json(from) && !clean => Some(cleaned(wire)),
        _ => None,
    }
}

fn native_as(value: &str, wanted: ParamType) -> String {
    if wanted == ParamType::String { encoded_any(value) } else { json_of_any(value) }
}

fn sum(parts: &[String]) -> String {
    if parts.is_empty() { "''".to_owned() } else { parts.join(" + ") }
}

fn separated(parts: Vec<String>) -> Vec<String> {
    let mut out = Vec::with_capacity(parts.len() * 2);
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            out.push("','".to_owned());
        }
        out.push(part);
    }
    out
}
