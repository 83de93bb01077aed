//! Command lines: the plan's words as KFP's placeholders.
//!
//! In: words of a container's command. Out: texts that the engine fills in when the container starts.
//! Always holds: `Concat` and `IfPresent` stand as whole items, written as Python's `json.dumps` writes them, since
//! the back end tells them by their first characters.

use std::io;

use serde::Serialize as _;
use serde_json::ser::Formatter;
use serde_json::{Value as Json, json};

use super::channels::run_name;
use super::schema::Text;
use crate::plan::{Piece, RunField, Word};

/// A container's command line, and the facts of the run that it needs handed in.
#[derive(Debug, Clone, Default)]
pub(super) struct Command {
    /// The entry point.
    pub(super) words: Vec<Text>,
    /// What follows it.
    pub(super) args: Vec<Text>,
    /// Inputs the task must have beside the declared ones.
    pub(super) needs: Vec<Need>,
}

/// Something that a command line says of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Run(RunField),
    WorkspacePath,
}

impl Need {
    /// The input that brings it.
    pub(super) fn input(self) -> String {
        match self {
            Self::Run(field) => format!("pipelinechannel--run-{}", run_name(field)),
            Self::WorkspacePath => "pipelinechannel--workspace-path".to_owned(),
        }
    }
}

/// The command line of a container.
pub(super) fn command(command: &[Word], args: &[Word]) -> Command {
    let mut needs = Vec::new();
    let words = command.iter().map(|word| item(word, &mut needs)).collect();
    let args = args.iter().map(|word| item(word, &mut needs)).collect();
    Command { words, args, needs }
}

fn item(word: &Word, needs: &mut Vec<Need>) -> Text {
    match form(word, needs) {
        Json::String(text) => Text::from(text),
        form => Text::from(dumps(&form)),
    }
}

fn form(word: &Word, needs: &mut Vec<Need>) -> Json {
    match word {
        Word::Text(pieces) => {
            let mut text = String::new();
            for piece in pieces {
                placeholder(piece, &mut text, needs);
            }
            Json::String(text)
        }
        Word::Concat(words) => json!({ "Concat": forms(words, needs) }),
        Word::IfPresent { input, then, otherwise } => {
            let mut body = json!({ "InputName": input.as_str(), "Then": forms(then, needs) });
            if !otherwise.is_empty() {
                body["Else"] = forms(otherwise, needs);
            }
            json!({ "IfPresent": body })
        }
    }
}

fn forms(words: &[Word], needs: &mut Vec<Need>) -> Json {
    words.iter().map(|word| form(word, needs)).collect()
}

fn placeholder(piece: &Piece, text: &mut String, needs: &mut Vec<Need>) {
    let mut need = |need: Need| {
        if !needs.contains(&need) {
            needs.push(need);
        }
        input_placeholder(&Text::from(need.input()))
    };
    let made = match piece {
        Piece::Text(piece) => piece.clone(),
        Piece::Input(name) => input_placeholder(&Text::from(name)),
        Piece::InputPath(name) => format!("{{{{$.inputs.artifacts['{name}'].path}}}}"),
        Piece::InputUri(name) => format!("{{{{$.inputs.artifacts['{name}'].uri}}}}"),
        Piece::InputMetadata(name, key) => metadata("inputs", name, key.as_deref()),
        Piece::OutputParameterPath(name) => format!("{{{{$.outputs.parameters['{name}'].output_file}}}}"),
        Piece::OutputPath(name) => format!("{{{{$.outputs.artifacts['{name}'].path}}}}"),
        Piece::OutputUri(name) => format!("{{{{$.outputs.artifacts['{name}'].uri}}}}"),
        Piece::OutputMetadata(name, key) => metadata("outputs", name, key.as_deref()),
        Piece::ExecutorInput => "{{$}}".to_owned(),
        Piece::Run(field) => need(Need::Run(*field)),
        Piece::WorkspacePath => need(Need::WorkspacePath),
    };
    text.push_str(&made);
}

fn metadata(side: &str, name: &str, key: Option<&str>) -> String {
    match key {
        Some(key) => format!("{{{{$.{side}.artifacts['{name}'].metadata['{key}']}}}}"),
        None => format!("{{{{$.{side}.artifacts['{name}'].metadata}}}}"),
    }
}

/// `{{$.inputs.parameters['x']}}`
pub(super) fn input_placeholder(name: &Text) -> String {
    format!("{{{{$.inputs.parameters['{}']}}}}", name.as_str())
}

/// What stands for a field of the run as the whole value of a task's input.
pub(super) fn run_placeholder(field: RunField) -> &'static str {
    match field {
        RunField::Id => "{{$.pipeline_job_uuid}}",
        RunField::Name => "{{$.pipeline_job_name}}",
        RunField::ResourceName => "{{$.pipeline_job_resource_name}}",
        RunField::TaskId => "{{$.pipeline_task_uuid}}",
        RunField::TaskName => "{{$.pipeline_task_name}}",
        RunField::CreatedAt => "{{$.pipeline_job_create_time_utc}}",
        RunField::ScheduledAt => "{{$.pipeline_job_schedule_time_utc}}",
        RunField::Root => "{{$.pipeline_root}}",
        RunField::Url => "",
    }
}

/// JSON as Python's `json.dumps` parts it: `{"a": [1, 2]}`.
fn dumps(value: &Json) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Spaced);
    let written = value.serialize(&mut serializer);
    debug_assert!(written.is_ok(), "JSON into memory");
    String::from_utf8(bytes).unwrap_or_default()
}

struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Need, command};
    use crate::plan::{Piece, RunField, Word};

    fn text(pieces: Vec<Piece>) -> Word {
        Word::Text(pieces)
    }

    #[test]
    fn words_become_placeholders() {
        let words = [
            text(vec![Piece::Text("--in=".into()), Piece::InputPath("data".into())]),
            Word::IfPresent {
                input: "title".into(),
                then: vec![text(vec![Piece::Text("--title".into())]), text(vec![Piece::Input("title".into())])],
                otherwise: vec![],
            },
            Word::Concat(vec![text(vec![Piece::Text("a".into())]), text(vec![Piece::OutputUri("o".into())])]),
        ];
        let made = command(&words, &[]);
        let made: Vec<_> = made.words.iter().map(super::Text::as_str).collect();
        assert_eq!(made[0], "--in={{$.inputs.artifacts['data'].path}}");
        assert_eq!(
            made[1],
            r#"{"IfPresent": {"InputName": "title", "Then": ["--title", "{{$.inputs.parameters['title']}}"]}}"#
        );
        assert_eq!(made[2], r#"{"Concat": ["a", "{{$.outputs.artifacts['o'].uri}}"]}"#);
    }

    #[test]
    fn what_is_known_of_the_run_comes_through_an_input() {
        let made = command(&[], &[text(vec![Piece::Run(RunField::Id), Piece::Run(RunField::Id)])]);
        assert_eq!(made.needs, [Need::Run(RunField::Id)]);
        let placeholder = "{{$.inputs.parameters['pipelinechannel--run-id']}}";
        assert_eq!(made.args[0].as_str(), format!("{placeholder}{placeholder}"));
    }
}
