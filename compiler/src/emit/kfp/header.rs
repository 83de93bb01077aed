//! The comment above the document that tells a person what the pipeline takes and yields, as KFP's SDK writes it.
//!
//! In: the finished spec. Out: lines that begin with `#`.
//! Always holds: whatever stands in names, defaults and descriptions, no line begins without `#`.

use std::fmt::Write as _;

use super::python::literal;
use super::schema::{ArtifactSpec, Component, Map, ParameterSpec, ParameterType, PipelineSpec, Text};
use crate::emit::yaml;

/// The comment, ending in a newline.
pub(super) fn header(spec: &PipelineSpec, description: Option<&str>) -> String {
    let mut text = String::from("# PIPELINE DEFINITION\n");
    line(&mut text, "# Name: ", spec.pipeline_info.name.as_str());
    if let Some(description) = description {
        for (index, part) in description.lines().enumerate() {
            line(&mut text, if index == 0 { "# Description: " } else { "#              " }, part);
        }
    }
    if let Component::Own(root) = &spec.root {
        let inputs = &root.input_definitions;
        signature(&mut text, "# Inputs:\n", &inputs.parameters, &inputs.artifacts);
        let outputs = &root.output_definitions;
        signature(&mut text, "# Outputs:\n", &outputs.parameters, &outputs.artifacts);
    }
    text
}

fn line(text: &mut String, head: &str, rest: &str) {
    text.push_str(head);
    text.extend(rest.chars().map(|letter| if letter == '\n' || yaml::is_unprintable(letter) { ' ' } else { letter }));
    text.push('\n');
}

fn signature(text: &mut String, heading: &str, parameters: &Map<ParameterSpec>, artifacts: &Map<ArtifactSpec>) {
    if parameters.is_empty() && artifacts.is_empty() {
        return;
    }
    text.push_str(heading);
    let mut rows: Vec<(&Text, String)> =
        parameters.iter().map(|(name, parameter)| (name, described(parameter))).collect();
    rows.extend(artifacts.iter().map(|(name, artifact)| {
        let schema = &artifact.artifact_type;
        (name, schema.schema_title.as_str().to_owned())
    }));
    rows.sort_by(|left, right| left.0.as_str().cmp(right.0.as_str()));
    for (name, what) in rows {
        let mut row = String::new();
        let _ = write!(row, "{}: {what}", name.as_str());
        line(text, "#    ", &row);
    }
}

fn described(parameter: &ParameterSpec) -> String {
    let mut text = String::from(python_type(parameter.parameter_type));
    if let Some(default) = &parameter.default_value {
        text.push_str(" [Default: ");
        literal(&mut text, &default.0);
        text.push(']');
    }
    text
}

fn python_type(kind: ParameterType) -> &'static str {
    match kind {
        ParameterType::NumberDouble => "float",
        ParameterType::NumberInteger => "int",
        ParameterType::String => "str",
        ParameterType::Boolean => "bool",
        ParameterType::List => "list",
        ParameterType::Struct => "dict",
        ParameterType::TaskFinalStatus => "PipelineTaskFinalStatus",
        ParameterType::TaskConfig => "TaskConfig",
    }
}
