//! Values on their way into a task: the plan's sources as KFP's task inputs.
//!
//! In: a [`Source`] of the DAG being built. Out: an input of a task, and the tasks it waits for.
//! Always holds: what KFP can only hand on whole (a selected field, a task's output) inside of a text goes through an
//! input of its own, named `pipelinechannel--…` as the SDK names it, and the text holds a placeholder for it.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use smol_str::format_smolstr;

use super::dags::DagBuilder;
use super::placeholders::{input_placeholder, run_placeholder};
use super::schema::{
    InputArtifact, InputParameter, ParameterSource, RuntimeValue, TaskFinalStatus, TaskInputs, TaskOutputArtifact,
    TaskOutputParameter, Text, Value,
};
use crate::emit::text::plain;
use crate::emit::{capabilities, errors};
use crate::plan::{Callee, Key, ParamType, Port, RunField, Shape, Source, TaskId, TextPiece};
use crate::source::Span;

/// A task being put together.
#[derive(Debug)]
pub(super) struct Draft {
    /// The call, for messages.
    pub(super) span: Span,
    /// What it calls; `None` for the small tasks that the compiler adds.
    pub(super) callee: Option<Callee>,
    pub(super) inputs: TaskInputs,
    /// Tasks of the plan that it waits for.
    pub(super) waits: BTreeSet<TaskId>,
    /// Tasks that the compiler added and it waits for.
    pub(super) waits_added: Vec<Text>,
}

impl Draft {
    pub(super) fn new(callee: Option<Callee>, span: Span) -> Self {
        Self { span, callee, inputs: TaskInputs::default(), waits: BTreeSet::new(), waits_added: Vec::new() }
    }
}

impl InputParameter {
    pub(super) fn plain(kind: ParameterSource) -> Self {
        Self { kind, parameter_expression_selector: None }
    }

    pub(super) fn constant(value: Json) -> Self {
        Self::plain(ParameterSource::RuntimeValue(RuntimeValue { constant: Value(value) }))
    }

    pub(super) fn output(task: Text, port: Text) -> Self {
        Self::plain(ParameterSource::TaskOutputParameter(TaskOutputParameter {
            output_parameter_key: port,
            producer_task: task,
        }))
    }
}

impl<'a> DagBuilder<'_, 'a> {
    /// Gives the task's input `name` its value; `none` leaves it out.
    pub(super) fn argument(&mut self, draft: &mut Draft, name: &str, source: &'a Source) {
        if matches!(source, Source::Constant(Json::Null)) {
            return;
        }
        if self.port_of(source).is_some_and(|(port, _)| matches!(port.shape, Shape::Artifact { .. })) {
            if let Some(artifact) = self.artifact(draft, source) {
                draft.inputs.artifacts.insert(Text::from(name), artifact);
            }
            return;
        }
        let parameter = if matches!(draft.callee, Some(Callee::Dag(_))) {
            // Placeholders are filled in where a container starts: a text must be whole before it enters a DAG.
            self.whole(draft, source)
        } else {
            self.parameter(draft, source)
        };
        draft.inputs.parameters.insert(Text::from(name), parameter);
    }

    /// An artifact as a task's input.
    pub(super) fn artifact(&mut self, draft: &mut Draft, source: &'a Source) -> Option<InputArtifact> {
        match source {
            Source::Input(name) => Some(InputArtifact::ComponentInputArtifact(Text::from(name))),
            Source::Output(task, port) => {
                draft.waits.insert(*task);
                Some(InputArtifact::TaskOutputArtifact(TaskOutputArtifact {
                    output_artifact_key: Text::from(port),
                    producer_task: self.task_name(*task),
                }))
            }
            _ => {
                self.t.report(errors::artifact_part(draft.span));
                None
            }
        }
    }

    /// A parameter as a task's input.
    pub(super) fn parameter(&mut self, draft: &mut Draft, source: &'a Source) -> InputParameter {
        match source {
            Source::Constant(value) => InputParameter::constant(value.clone()),
            Source::Input(name) => InputParameter::plain(ParameterSource::ComponentInputParameter(Text::from(name))),
            Source::Output(task, port) => {
                draft.waits.insert(*task);
                InputParameter::output(self.task_name(*task), Text::from(port))
            }
            Source::Status(task) => {
                draft.waits.insert(*task);
                let producer_task = self.task_name(*task);
                InputParameter::plain(ParameterSource::TaskFinalStatus(TaskFinalStatus { producer_task }))
            }
            Source::Run(field) => InputParameter::constant(self.run(*field, draft.span).into()),
            Source::WorkspacePath => InputParameter::constant("{{$.workspace_path}}".into()),
            Source::Text(_) | Source::List(_) | Source::Record(_) => {
                InputParameter::constant(self.spliced(draft, source))
            }
            Source::Select(inner, keys) => self.selected(draft, inner, &keys.iter().collect::<Vec<_>>()),
        }
    }

    /// The same, never with a placeholder inside: a text put together at run time comes from a small task.
    pub(super) fn whole(&mut self, draft: &mut Draft, source: &'a Source) -> InputParameter {
        match source {
            Source::Text(_) | Source::List(_) | Source::Record(_) => self.made_before(draft, source),
            _ => self.parameter(draft, source),
        }
    }

    /// The same for where the back end knows no selector either.
    pub(super) fn bare(&mut self, draft: &mut Draft, source: &'a Source) -> InputParameter {
        match source {
            Source::Constant(_) | Source::Input(_) | Source::Output(..) => self.parameter(draft, source),
            _ => self.made_before(draft, source),
        }
    }

    fn made_before(&mut self, draft: &mut Draft, source: &'a Source) -> InputParameter {
        let kind = self.type_of(source);
        let (task, port) = self.hand_on(kind, source, draft.span);
        draft.waits_added.push(task.clone());
        InputParameter::output(task, port)
    }

    fn selected(&mut self, draft: &mut Draft, base: &'a Source, keys: &[&'a Key]) -> InputParameter {
        match (base, keys.split_first()) {
            (_, None) => self.parameter(draft, base),
            (Source::Select(inner, more), _) => {
                self.selected(draft, inner, &more.iter().chain(keys.iter().copied()).collect::<Vec<_>>())
            }
            (Source::List(items), Some((Key::Index(index), rest))) if (*index as usize) < items.len() => {
                self.selected(draft, &items[*index as usize], rest)
            }
            (Source::Record(fields), Some((Key::Field(name), rest))) => {
                match fields.iter().find(|(field, _)| field == name) {
                    Some((_, value)) => self.selected(draft, value, rest),
                    None => InputParameter::constant(Json::Null),
                }
            }
            (Source::Constant(value), _) => InputParameter::constant(walk(value, keys).clone()),
            (Source::Input(_) | Source::Output(..) | Source::Status(_), _) => {
                if self.port_of(base).is_some_and(|(port, _)| matches!(port.shape, Shape::Artifact { .. })) {
                    self.t.report(errors::artifact_part(draft.span));
                }
                let mut parameter = self.parameter(draft, base);
                parameter.parameter_expression_selector = Some(selector(keys));
                parameter
            }
            // A text, or what the engine knows of the run, has no parts.
            _ => self.parameter(draft, base),
        }
    }

    /// A value with placeholders where it is known only at run time.
    fn spliced(&mut self, draft: &mut Draft, source: &'a Source) -> Json {
        match source {
            Source::Constant(value) => value.clone(),
            Source::Text(pieces) => Json::String(self.text(draft, pieces)),
            Source::List(items) => items.iter().map(|item| self.spliced(draft, item)).collect(),
            Source::Record(fields) => {
                let fields = fields.iter().map(|(name, value)| (name.to_string(), self.spliced(draft, value)));
                Json::Object(fields.collect())
            }
            Source::WorkspacePath => "{{$.workspace_path}}".into(),
            _ => Json::String(input_placeholder(&self.channel(draft, source))),
        }
    }

    fn text(&mut self, draft: &mut Draft, pieces: &'a [TextPiece]) -> String {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                TextPiece::Text(piece) => text.push_str(piece),
                TextPiece::Value(value) => match self.spliced(draft, value) {
                    Json::String(piece) => text.push_str(&piece),
                    other => text.push_str(&plain(&other)),
                },
            }
        }
        text
    }

    /// What KFP calls a field of the run.
    pub(super) fn run(&mut self, field: RunField, span: Span) -> &'static str {
        if field == RunField::Root {
            let row = &capabilities::RUN_ROOT;
            self.t.refuse(row, errors::left_out(row, "take the `.uri` of an output artifact", span));
        }
        run_placeholder(field)
    }

    /// The port that `source` names, and whether a loop makes a list of it.
    pub(super) fn port_of(&self, source: &Source) -> Option<(&'a Port, bool)> {
        match source {
            Source::Input(name) => {
                self.t.dag_sides[self.id.0 as usize].inputs.get(name.as_str()).map(|port| (port, false))
            }
            Source::Output(task, name) => {
                let task = self.dag.tasks.get(task.0 as usize)?;
                self.t.sides(task).outputs.get(name.as_str()).map(|port| (port, task.each.is_some()))
            }
            _ => None,
        }
    }

    /// Whether `source` is a JSON value that travels as text.
    pub(super) fn is_text(&self, source: &Source) -> bool {
        matches!(source, Source::Input(name) if self.t.texts.contains(&(self.id, name.as_str())))
    }

    /// The type of a parameter, as far as it is known.
    pub(super) fn type_of(&self, source: &Source) -> ParamType {
        match source {
            Source::Constant(value) => match value {
                Json::Bool(_) => ParamType::Bool,
                Json::Number(number) if number.is_f64() => ParamType::Float,
                Json::Number(_) => ParamType::Int,
                Json::Array(_) => ParamType::List,
                Json::Object(_) => ParamType::Struct,
                Json::String(_) | Json::Null => ParamType::String,
            },
            Source::Input(_) if self.is_text(source) => ParamType::String,
            Source::Input(_) | Source::Output(..) => match self.port_of(source) {
                Some((_, true)) => ParamType::List,
                Some((Port { shape: Shape::Parameter(kind), .. }, false)) => *kind,
                _ => ParamType::Struct,
            },
            Source::List(_) => ParamType::List,
            Source::Record(_) => ParamType::Struct,
            Source::Status(_) => ParamType::Status,
            // A field's type is not in the plan; any value goes through as its text.
            Source::Select(..) | Source::Text(_) | Source::Run(_) | Source::WorkspacePath => ParamType::String,
        }
    }
}

/// `parseJson(string_value)["a"][0]`
fn selector(keys: &[&Key]) -> Text {
    let mut text = String::from("parseJson(string_value)");
    for key in keys {
        match key {
            Key::Field(name) => {
                text.push('[');
                // CEL reads JSON's escapes.
                text.push_str(&Json::from(name.as_str()).to_string());
                text.push(']');
            }
            Key::Index(index) => text.push_str(&format_smolstr!("[{index}]")),
        }
    }
    Text::from(text)
}

fn walk<'j>(mut value: &'j Json, keys: &[&Key]) -> &'j Json {
    for key in keys {
        value = match key {
            Key::Field(name) => &value[name.as_str()],
            Key::Index(index) => &value[*index as usize],
        };
    }
    value
}
