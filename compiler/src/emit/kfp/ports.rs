//! Ports to KFP's input and output definitions.
//!
//! In: a component's or DAG's ports. Out: `inputDefinitions` and `outputDefinitions`.
//! Always holds: what is at its default is left out; a loop's outputs are lists of what one turn of it yields.

use super::schema::{ArtifactSpec, ArtifactType, Inputs, Outputs, ParameterSpec, ParameterType, Text, Value};
use crate::plan::{ParamType, Port, Schema, Shape};

/// `inputDefinitions`
pub(super) fn inputs(ports: &[Port]) -> Inputs {
    let mut inputs = Inputs::default();
    inputs.parameters.reserve_exact(ports.len());
    for port in ports {
        match &port.shape {
            Shape::Parameter(kind) => {
                inputs.parameters.insert(Text::from(&port.name), parameter(port, *kind));
            }
            Shape::Artifact { schema, list } => {
                inputs.artifacts.insert(Text::from(&port.name), artifact(port, schema, *list, port.optional));
            }
        }
    }
    inputs
}

/// `outputDefinitions`; `lifted` for the body of a loop, seen from outside.
pub(super) fn outputs<'a>(ports: impl ExactSizeIterator<Item = &'a Port>, lifted: bool) -> Outputs {
    let mut outputs = Outputs::default();
    outputs.parameters.reserve_exact(ports.len());
    for port in ports {
        match &port.shape {
            Shape::Parameter(kind) => {
                let kind = if lifted { ParameterType::List } else { parameter_type(*kind) };
                outputs.parameters.insert(Text::from(&port.name), bare_parameter(kind, description(port)));
            }
            Shape::Artifact { schema, list } => {
                outputs.artifacts.insert(Text::from(&port.name), artifact(port, schema, *list || lifted, false));
            }
        }
    }
    outputs
}

fn parameter(port: &Port, kind: ParamType) -> ParameterSpec {
    let is_config = port.python == "TaskConfig";
    ParameterSpec {
        default_value: port.default.clone().filter(|value| !value.is_null()).map(Value),
        description: description(port),
        is_optional: port.optional || kind == ParamType::Status || is_config,
        literals: port.literals.iter().cloned().map(Value).collect(),
        parameter_type: if is_config { ParameterType::TaskConfig } else { parameter_type(kind) },
    }
}

/// A parameter without default and the like.
pub(super) fn bare_parameter(parameter_type: ParameterType, description: Option<Text>) -> ParameterSpec {
    ParameterSpec { default_value: None, description, is_optional: false, literals: Vec::new(), parameter_type }
}

fn artifact(port: &Port, schema: &Schema, list: bool, optional: bool) -> ArtifactSpec {
    ArtifactSpec {
        artifact_type: artifact_type(schema),
        description: description(port),
        is_artifact_list: list,
        is_optional: optional,
    }
}

fn description(port: &Port) -> Option<Text> {
    port.description.as_deref().filter(|text| !text.is_empty()).map(Text::from)
}

/// The artifact type of `schema`.
pub(super) fn artifact_type(schema: &Schema) -> ArtifactType {
    ArtifactType { schema_title: Text::from(&schema.title), schema_version: Text::from(&schema.version) }
}

/// KFP's name of a parameter type.
pub(super) fn parameter_type(kind: ParamType) -> ParameterType {
    match kind {
        ParamType::String => ParameterType::String,
        ParamType::Int => ParameterType::NumberInteger,
        ParamType::Float => ParameterType::NumberDouble,
        ParamType::Bool => ParameterType::Boolean,
        ParamType::List => ParameterType::List,
        ParamType::Struct => ParameterType::Struct,
        ParamType::Status => ParameterType::TaskFinalStatus,
    }
}
