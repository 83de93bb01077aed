//! The entry: what a person, a schedule or an event gives at submission becomes wire texts, before anything runs.
//!
//! In: the root DAG's inputs. Out: the arguments of the whole workflow, and a DAG that checks them and calls the root.
//! Always holds: Argo expands nothing in what was given, since only an expression reads it; what is no value of its
//! type ends the run before a pod is started, and the message names the input.

use serde_json::{Value as Json, json};

use super::expression::{ABSENT, cleaned, encoded_item, literal, member, text};
use super::lists::is_list;
use super::schema::{Arguments, Artifact, Dag, Metadata, Parameter, Task, Template, ValueFrom};
use super::translate::Translator;
use super::{metadata, wire};
use crate::emit::text::plain;
use crate::plan::{Form, ParamType, Port, Shape};

/// A text that travels in JSON, whole.
const QUOTED: &str = r#"^mlc:"([^"\\\x00-\x1f]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"$"#;

/// The largest whole number that every engine keeps.
const LARGEST: &str = "9007199254740992";

impl Translator<'_> {
    /// The template that a run begins with.
    pub(super) fn entry(&mut self) -> String {
        let root = self.plan.dag(self.plan.root);
        let called = self.state(self.plan.root).template.clone();
        if root.inputs.is_empty() {
            return called;
        }
        let name = self.names.unique("entry").to_string();
        let mut inputs = Arguments::default();
        let mut arguments = Arguments::default();
        for (port, form) in root.inputs.iter().zip(&self.plan.forms) {
            let own = self.state(self.plan.root).input(&port.name).to_owned();
            if port.is_artifact() && !is_list(port) {
                let artifact = Artifact { name: own.clone(), optional: port.optional, ..Artifact::default() };
                let from = Some(format!("{{{{inputs.artifacts.{own}}}}}"));
                arguments.artifacts.push(Artifact { from, ..artifact.clone() });
                inputs.artifacts.push(artifact);
            }
            let name = if port.is_artifact() { metadata(&own) } else { own };
            let value = Some(format!("{{{{={}}}}}", checked(&name, form)));
            arguments.parameters.push(Parameter { name, value, ..Parameter::default() });
        }
        let outputs = handed_on(&called, root.outputs.iter().map(|output| &output.port));
        let task = Task { name: called.clone(), template: called, arguments, ..Task::default() };
        self.add(Template {
            name: name.clone(),
            metadata: Metadata { annotations: self.annotations(root.span), ..Metadata::default() },
            inputs,
            outputs,
            dag: Some(Dag { tasks: vec![task], ..Dag::default() }),
            ..Template::default()
        });
        name
    }

    /// What is asked for at submission.
    pub(super) fn run_arguments(&self) -> Arguments {
        let state = self.state(self.plan.root);
        let root = self.plan.dag(self.plan.root);
        let mut parameters = Vec::with_capacity(root.inputs.len());
        for port in &root.inputs {
            let own = state.input(&port.name);
            let kind = match &port.shape {
                Shape::Parameter(kind) => *kind,
                Shape::Artifact { schema, list } => {
                    let described = json!({
                        "name": own,
                        "type": schema.to_string(),
                        "uri": "",
                        "metadata": {},
                    });
                    let described = if port.optional { Json::Null } else { described };
                    let described = if *list { json!([]) } else { described };
                    let value = Some(wire::text(&described, ParamType::Struct));
                    parameters.push(Parameter { name: metadata(own), value, ..Parameter::default() });
                    // Argo takes no artifact without a place here: whoever runs the pipeline names both.
                    continue;
                }
            };
            let mut parameter = super::tasks::parameter(own, port);
            parameter.value = parameter.default.take();
            parameter.description = port.description.as_deref().map(crate::emit::text::calm);
            parameter.allowed = port.literals.iter().map(|value| wire::text(value, kind)).collect();
            if let Some(value) = parameter.value.as_ref().filter(|_| !parameter.allowed.is_empty())
                && !parameter.allowed.contains(value)
            {
                parameter.allowed.push(value.clone());
            }
            parameters.push(parameter);
        }
        Arguments { parameters, artifacts: Vec::new() }
    }
}

/// The outputs of the DAG that only calls `task`.
fn handed_on<'p>(task: &str, ports: impl Iterator<Item = &'p Port>) -> Arguments {
    let mut outputs = Arguments::default();
    for port in ports {
        let name = if port.is_artifact() { metadata(&port.name) } else { port.name.to_string() };
        if port.is_artifact() && !is_list(port) {
            outputs.artifacts.push(Artifact {
                name: port.name.to_string(),
                from: Some(format!("{{{{tasks.{task}.outputs.artifacts.{}}}}}", port.name)),
                optional: port.optional,
                ..Artifact::default()
            });
        }
        let parameter = Some(format!("{{{{tasks.{task}.outputs.parameters.{name}}}}}"));
        let from = ValueFrom { parameter, ..ValueFrom::default() };
        outputs.parameters.push(Parameter { name, value_from: Some(from), ..Parameter::default() });
    }
    outputs
}

/// The expression for the wire text of what was given for `name`. Argo's message shows the line in which an expression
/// fails, so that line is short.
fn checked(name: &str, form: &Form) -> String {
    let (inner, optional) = match form {
        Form::Optional(inner) => (&**inner, true),
        form => (form, false),
    };
    let (holds, value) = read(inner);
    let refused = format!(
        "\nsprig.fail(\n{} + toJson(sprig.regexFind('(?s)^.{{0,200}}', #)))",
        text(&format!("input `{name}` must be {}, got ", wanted(inner)))
    );
    let absent = match (optional, inner) {
        (false, _) => String::new(),
        (true, Form::String | Form::OneOf(_)) => format!("# == '{ABSENT}' ? '{ABSENT}' : "),
        (true, _) => format!("trim(#) in ['{ABSENT}', '', 'null'] ? '{ABSENT}' : "),
    };
    format!("map([workflow.parameters{}], {{{absent}({holds} ? {value} :{refused}) }})[0]", member(name))
}

/// What tells whether the text `#` is a value of `form`, and the value's wire text.
fn read(form: &Form) -> (String, String) {
    let number = "trim(#)";
    let whole = "split(trim(#), '.')[0]";
    match form {
        Form::String => {
            let pattern = text(QUOTED);
            (format!("(not (# startsWith '{}\"') or # matches {pattern})", wire::MARK), text_of_given())
        }
        Form::OneOf(values) if values.iter().all(Json::is_number) => {
            let values: Vec<Json> = values.iter().map(|value| Json::from(plain(value))).collect();
            (format!("{number} in {}", literal(&Json::from(values))), number.to_owned())
        }
        Form::OneOf(values) => {
            let mut allowed: Vec<String> = values.iter().map(plain).collect();
            allowed.extend(
                values.iter().map(plain).filter(|value| !wire::is_plain(value)).map(|value| wire::string(&value)),
            );
            (format!("# in {}", literal(&Json::from(allowed))), text_of_given())
        }
        Form::Int => (
            format!(
                "({number} matches '^-?[0-9]{{1,16}}([.]0*)?$' and asInt({whole}) <= {LARGEST} \
                 and asInt({whole}) >= -{LARGEST})"
            ),
            format!("string(asInt({whole}))"),
        ),
        // What is out of range comes as 0.
        Form::Float => (
            format!(
                "({number} matches '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?$' \
                 and (sprig.float64({number}) != 0 or not ({number} matches '^[^eE]*[1-9]')))"
            ),
            number.to_owned(),
        ),
        Form::Bool => (format!("{number} in ['true', 'false']"), number.to_owned()),
        Form::Json => (format!("(sprig.fromJson(#) != nil or {number} == 'null')"), cleaned(number)),
        form => (format!("map([sprig.fromJson(#)], {{{} }})[0]", fits(form, "#")), cleaned(number)),
    }
}

/// The wire text of the text that was given as `#`: as it is, or as it travels.
fn text_of_given() -> String {
    format!("map([# startsWith '{}\"' ? fromJSON(#[4:]) : #], {{{} }})[0]", wire::MARK, encoded_item())
}

/// What tells whether the expression `value` is a value of `form`, in JSON.
fn fits(form: &Form, value: &str) -> String {
    let number = format!("type({value}) in ['int', 'float']");
    match form {
        Form::Json => "true".to_owned(),
        Form::String => format!("type({value}) == 'string'"),
        Form::Int => format!("({number} and floor({value}) == {value} and abs({value}) <= {LARGEST})"),
        Form::Float => number,
        Form::Bool => format!("type({value}) == 'bool'"),
        Form::OneOf(values) if values.iter().all(Json::is_number) => {
            let equal: Vec<String> = values.iter().map(|allowed| format!("{value} == {allowed}")).collect();
            format!("({number} and ({}))", equal.join(" or "))
        }
        Form::OneOf(values) => {
            format!("(type({value}) == 'string' and {value} in {})", literal(&Json::from(values.clone())))
        }
        Form::List(item) => format!("(type({value}) == 'array' and all({value}, {{{} }}))", fits(item, "#")),
        Form::Map(item) => format!("(type({value}) == 'map' and all(values({value}), {{{} }}))", fits(item, "#")),
        Form::Record(fields) => {
            let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
            let mut all = vec![
                format!("type({value}) == 'map'"),
                format!("all(keys({value}), {{# in {} }})", literal(&Json::from(names))),
            ];
            all.extend(fields.iter().map(|(name, form)| fits(form, &format!("get({value}, {})", text(name)))));
            format!("({})", all.join(" and "))
        }
        Form::Optional(inner) => format!("({value} == nil or {})", fits(inner, value)),
    }
}

/// A form in words.
fn wanted(form: &Form) -> String {
    match form {
        Form::String => format!("a text, or `{}` and a text in JSON", wire::MARK),
        Form::Int => "a whole number of at most 2^53".to_owned(),
        Form::Float => "a finite number".to_owned(),
        Form::Bool => "`true` or `false`".to_owned(),
        Form::OneOf(values) => {
            values.iter().map(|value| format!("`{}`", plain(value))).collect::<Vec<_>>().join(" or ")
        }
        Form::Json => "JSON".to_owned(),
        form => format!("JSON like `{form}`"),
    }
}
