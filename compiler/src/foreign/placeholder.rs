//! KFP's placeholders: the texts by which a command line refers to inputs, outputs and the run.
//!
//! In: a text of a command line, as KFP's IR or a container component has it. Out: [`Word`]s and [`Piece`]s.
//! Always holds: a placeholder that is none of KFP's own forms stays text, and goes through as it is.

use serde_json::Value as Json;
use smol_str::SmolStr;

use crate::plan::{Piece, RunField, Word};

/// Structures that may stand in structures.
const MAX_NESTING: usize = 32;

/// The word that a text of KFP's IR stands for; `{"Concat": …}` and `{"IfPresent": …}` are JSON in that text.
pub fn word(text: &str) -> Word {
    let structure = text.trim_start().starts_with('{').then(|| serde_json::from_str::<Json>(text).ok()).flatten();
    structure.and_then(|structure| from_json(&structure, 0)).unwrap_or_else(|| Word::Text(pieces(text)))
}

fn from_json(json: &Json, depth: usize) -> Option<Word> {
    if depth > MAX_NESTING {
        return None;
    }
    let record = match json {
        Json::String(text) => return Some(Word::Text(pieces(text))),
        Json::Object(record) if record.len() == 1 => record,
        _ => return None,
    };
    if let Some(Json::Array(items)) = record.get("Concat") {
        return items.iter().map(|item| from_json(item, depth + 1)).collect::<Option<_>>().map(Word::Concat);
    }
    let choice = record.get("IfPresent")?.as_object()?;
    let words = |key: &str| match choice.get(key) {
        None => Some(Vec::new()),
        Some(Json::Array(items)) => items.iter().map(|item| from_json(item, depth + 1)).collect(),
        Some(item) => Some(vec![from_json(item, depth + 1)?]),
    };
    Some(Word::IfPresent {
        input: choice.get("InputName")?.as_str()?.into(),
        then: words("Then")?,
        otherwise: words("Else")?,
    })
}

/// A text with its placeholders told apart.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{$") {
        let (before, from) = rest.split_at(start);
        let Some(end) = from.find("}}") else { break };
        let (placeholder, after) = from.split_at(end + 2);
        literal.push_str(before);
        match piece(placeholder) {
            Some(piece) => {
                if !literal.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut literal)));
                }
                pieces.push(piece);
            }
            None => literal.push_str(placeholder),
        }
        rest = after;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Text(literal));
    }
    pieces
}

/// What one `{{$…}}` stands for.
fn piece(placeholder: &str) -> Option<Piece> {
    let path = placeholder.strip_prefix("{{$")?.strip_suffix("}}")?;
    if path.is_empty() {
        return Some(Piece::ExecutorInput);
    }
    let path = path.strip_prefix('.')?;
    if let Some(field) = run_field(path) {
        return Some(Piece::Run(field));
    }
    if path == "workspace_path" {
        return Some(Piece::WorkspacePath);
    }
    let (place, rest) = path.split_once("['")?;
    let (name, rest) = rest.split_once("']")?;
    let name = SmolStr::new(name);
    match (place, rest) {
        ("inputs.parameters", "") => Some(Piece::Input(name)),
        ("inputs.artifacts", ".path") => Some(Piece::InputPath(name)),
        ("inputs.artifacts", ".uri") => Some(Piece::InputUri(name)),
        ("inputs.artifacts", rest) => Some(Piece::InputMetadata(name, metadata_key(rest)?)),
        ("outputs.parameters", ".output_file") => Some(Piece::OutputParameterPath(name)),
        ("outputs.artifacts", ".path") => Some(Piece::OutputPath(name)),
        ("outputs.artifacts", ".uri") => Some(Piece::OutputUri(name)),
        ("outputs.artifacts", rest) => Some(Piece::OutputMetadata(name, metadata_key(rest)?)),
        _ => None,
    }
}

/// `Some(None)` for `.metadata`, `Some(Some(k))` for `.metadata['k']`.
#[expect(clippy::option_option, reason = "the inner option is the plan's own: all of the metadata, or one key")]
fn metadata_key(path: &str) -> Option<Option<String>> {
    match path.strip_prefix(".metadata")? {
        "" => Some(None),
        key => Some(Some(key.strip_prefix("['")?.strip_suffix("']")?.to_owned())),
    }
}

fn run_field(path: &str) -> Option<RunField> {
    Some(match path {
        "pipeline_job_name" => RunField::Name,
        "pipeline_job_resource_name" => RunField::ResourceName,
        "pipeline_job_uuid" => RunField::Id,
        "pipeline_task_name" => RunField::TaskName,
        "pipeline_task_uuid" => RunField::TaskId,
        "pipeline_root" => RunField::Root,
        "pipeline_job_create_time_utc" => RunField::CreatedAt,
        "pipeline_job_schedule_time_utc" => RunField::ScheduledAt,
        _ => return None,
    })
}

/// The text that a constant of the `dsl` module stands for: `PIPELINE_JOB_ID_PLACEHOLDER`.
pub fn dsl_constant(name: &str) -> Option<&'static str> {
    Some(match name {
        "PIPELINE_JOB_NAME_PLACEHOLDER" => "{{$.pipeline_job_name}}",
        "PIPELINE_JOB_RESOURCE_NAME_PLACEHOLDER" => "{{$.pipeline_job_resource_name}}",
        "PIPELINE_JOB_ID_PLACEHOLDER" => "{{$.pipeline_job_uuid}}",
        "PIPELINE_TASK_NAME_PLACEHOLDER" => "{{$.pipeline_task_name}}",
        "PIPELINE_TASK_ID_PLACEHOLDER" => "{{$.pipeline_task_uuid}}",
        "PIPELINE_ROOT_PLACEHOLDER" => "{{$.pipeline_root}}",
        "PIPELINE_JOB_CREATE_TIME_UTC_PLACEHOLDER" => "{{$.pipeline_job_create_time_utc}}",
        "PIPELINE_JOB_SCHEDULE_TIME_UTC_PLACEHOLDER" => "{{$.pipeline_job_schedule_time_utc}}",
        "PIPELINE_TASK_EXECUTOR_INPUT_PLACEHOLDER" => "{{$}}",
        "PIPELINE_TASK_EXECUTOR_OUTPUT_PATH_PLACEHOLDER" => "{{$.outputs.output_file}}",
        "WORKSPACE_PATH_PLACEHOLDER" => "{{$.workspace_path}}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_in_a_text_are_told_apart() {
        assert_eq!(
            pieces("--n={{$.inputs.parameters['n']}}{{$.unknown}}:{{$.outputs.artifacts['m'].metadata['k']}}"),
            [
                Piece::Text("--n=".into()),
                Piece::Input("n".into()),
                Piece::Text("{{$.unknown}}:".into()),
                Piece::OutputMetadata("m".into(), Some("k".into())),
            ]
        );
        assert_eq!(pieces("{{$}}"), [Piece::ExecutorInput]);
        assert_eq!(pieces("{{$.inputs"), [Piece::Text("{{$.inputs".into())]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn structures_in_a_text_are_words() {
        let text =
            r#"{"IfPresent": {"InputName": "x", "Then": ["-x", {"Concat": ["a", "{{$.inputs.parameters['x']}}"]}]}}"#;
        let concat =
            Word::Concat(vec![Word::Text(vec![Piece::Text("a".into())]), Word::Text(vec![Piece::Input("x".into())])]);
        let flag = Word::Text(vec![Piece::Text("-x".into())]);
        assert_eq!(word(text), Word::IfPresent { input: "x".into(), then: vec![flag, concat], otherwise: Vec::new() });
        assert_eq!(word("{\"a\": 1}"), Word::Text(vec![Piece::Text("{\"a\": 1}".into())]));
    }
}
