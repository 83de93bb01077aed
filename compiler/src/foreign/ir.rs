//! Compiled KFP pipelines as components.
//!
//! In: the documents of an IR file. Out: an ordinary component where the file holds a single one, as `kfp dsl compile`
//! makes it of a component; else the whole pipeline, with its root's ports.
//! Always holds: the ports are the root's own; a pipeline's documents go through unchanged.

use std::rc::Rc;

use serde_json::{Value as Json, json};
use smol_str::SmolStr;

use super::{
    Component, Origin, docstring, errors,
    placeholder::word,
    python::PythonFile,
    yaml::{Node, Value},
};
use crate::{
    diag::Diagnostic,
    plan::{Implementation, ParamType, Port, Schema, Shape},
    source::FileId,
};

/// Reads a `PipelineSpec`, and its `PlatformSpec` if there is one.
pub fn component(text: &str, spec: &Node, platform: Option<&Node>) -> Result<Component, Vec<Diagnostic>> {
    let mut reader = Reader { diagnostics: Vec::new() };
    let name = spec.get("pipelineInfo").and_then(|info| info.get("name"));
    let Some(name) = name.and_then(Node::text) else {
        return Err(vec![errors::broken_pipeline(spec.span, "`pipelineInfo.name` is missing")]);
    };
    let Some(root) = spec.get("root").filter(|root| root.get("dag").is_some()) else {
        return Err(vec![errors::broken_pipeline(spec.span, "`root.dag` is missing")]);
    };
    reader.references(spec, root);
    let inputs = reader.ports(root.get("inputDefinitions"));
    let outputs = reader.ports(root.get("outputDefinitions"));
    if !reader.diagnostics.is_empty() {
        return Err(reader.diagnostics);
    }
    let described = header(text);
    let span = spec.get("pipelineInfo").map_or(spec.span, |info| info.span);
    let single = if platform.is_none() { single_container(spec, root, name) } else { None };
    Ok(match single {
        Some(container) => {
            let words = |key: &str| -> Vec<String> {
                let list = container.get(key).map_or(&[][..], Node::list);
                list.iter().filter_map(|item| item.text().map(str::to_owned)).collect()
            };
            let (command, args) = (words("command"), words("args"));
            let implementation = Implementation::Container {
                command: command.iter().map(|text| word(text)).collect(),
                args: args.iter().map(|text| word(text)).collect(),
            };
            Component {
                name: name.into(),
                description: python_docstring(&command).or(described),
                inputs,
                outputs,
                implementation,
                image: container.get("image").and_then(Node::text).map(str::to_owned),
                env: Vec::new(),
                span,
            }
        }
        None => Component {
            name: name.into(),
            description: described,
            inputs,
            outputs,
            implementation: Implementation::Ir {
                spec: Rc::new(spec.json()),
                platform: platform.map(|platform| Rc::new(platform.json())),
            },
            image: None,
            env: Vec::new(),
            span,
        },
    })
}

struct Reader {
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    /// Every task refers to a component, and every component to an executor or a DAG that is there.
    fn references(&mut self, spec: &Node, root: &Node) {
        let components = spec.get("components").map_or(&[][..], Node::record);
        let executors = spec.get("deploymentSpec").and_then(|deployment| deployment.get("executors"));
        for component in components.iter().map(|(_, component)| component).chain([root]) {
            if let Some(label) = component.get("executorLabel")
                && executors.and_then(|executors| executors.get(label.text()?)).is_none()
            {
                self.broken(label, "there is no executor of this name under `deploymentSpec.executors`");
            }
            let tasks = component.get("dag").and_then(|dag| dag.get("tasks")).map_or(&[][..], Node::record);
            for (_, task) in tasks {
                let Some(reference) = task.get("componentRef").and_then(|reference| reference.get("name")) else {
                    self.broken(task, "the task refers to no component");
                    continue;
                };
                if !components.iter().any(|(name, _)| reference.text() == Some(name)) {
                    self.broken(reference, "there is no component of this name under `components`");
                }
            }
        }
    }

    fn broken(&mut self, node: &Node, why: &str) {
        self.diagnostics.push(errors::broken_pipeline(node.span, why));
    }

    fn ports(&mut self, definitions: Option<&Node>) -> Vec<Port> {
        let kinds = ["parameters", "artifacts"].map(|kind| definitions.and_then(|all| all.get(kind)));
        let all = kinds.into_iter().flatten().flat_map(Node::record);
        all.filter_map(|(name, definition)| {
            let Some((shape, python)) = shape(definition) else {
                self.diagnostics.push(errors::yaml_field(definition.span, "mlc has no such type"));
                return None;
            };
            let truth = |key: &str| definition.get(key).is_some_and(Node::is_true);
            let default = definition.get("defaultValue").map(Node::json);
            Some(Port {
                name: name.into(),
                shape,
                literals: definition.get("literals").map_or(&[][..], Node::list).iter().filter_map(literal).collect(),
                // What was compiled by early versions of the SDK has a default without saying that it is optional.
                optional: truth("isOptional") || default.is_some(),
                default: default.filter(|default| !default.is_null()),
                description: definition.get("description").and_then(Node::text).map(str::to_owned),
                path: false,
                python,
            })
        })
        .collect()
    }
}

fn shape(definition: &Node) -> Option<(Shape, SmolStr)> {
    if let Some(artifact) = definition.get("artifactType") {
        let text =
            |key: &str, otherwise: &str| SmolStr::new(artifact.get(key).and_then(Node::text).unwrap_or(otherwise));
        let schema = Schema { title: text("schemaTitle", "system.Artifact"), version: text("schemaVersion", "0.0.1") };
        let class = SmolStr::new(schema.title.rsplit('.').next().unwrap_or("Artifact"));
        let list = definition.get("isArtifactList").is_some_and(Node::is_true);
        return Some((Shape::Artifact { schema, list }, class));
    }
    let (ty, python) = match definition.get("parameterType").or_else(|| definition.get("type"))?.text()? {
        "STRING" => (ParamType::String, "str"),
        "NUMBER_INTEGER" | "INT" => (ParamType::Int, "int"),
        "NUMBER_DOUBLE" | "DOUBLE" => (ParamType::Float, "float"),
        "BOOLEAN" => (ParamType::Bool, "bool"),
        "LIST" => (ParamType::List, "list"),
        "STRUCT" => (ParamType::Struct, "dict"),
        "TASK_FINAL_STATUS" => (ParamType::Status, "PipelineTaskFinalStatus"),
        _ => return None,
    };
    Some((Shape::Parameter(ty), python.into()))
}

/// A literal stands in the IR by itself, or under the name of its kind.
fn literal(node: &Node) -> Option<Json> {
    match &node.value {
        Value::Record(entries) => entries.first().map(|(_, node)| node.json()),
        _ => Some(node.json()),
    }
}

/// The container of a file that holds one component only, called with the root's own inputs and nothing besides.
fn single_container<'a>(spec: &'a Node, root: &'a Node, name: &str) -> Option<&'a Node> {
    let [(component_name, component)] = spec.get("components")?.record() else { return None };
    let [(_, task)] = root.get("dag")?.get("tasks")?.record() else { return None };
    let own_name = format!("comp-{}", kubernetes_name(name));
    let plain = task.record().iter().all(|(key, value)| match key.as_str() {
        "cachingOptions" => value.json() == json!({ "enableCache": true }),
        "componentRef" | "taskInfo" | "inputs" => true,
        _ => false,
    });
    let passed_on = task.get("inputs").is_none_or(passes_on);
    let label = component.get("executorLabel")?.text()?;
    let executor = spec.get("deploymentSpec")?.get("executors")?.get(label)?;
    let container = executor.get("container")?;
    let only = container.record().iter().all(|(key, _)| ["image", "command", "args"].contains(&key.as_str()));
    (plain && passed_on && only && *component_name == own_name && executor.record().len() == 1).then_some(container)
}

/// Whether each input of the task is the root's input of the same name.
fn passes_on(inputs: &Node) -> bool {
    let kinds = [("parameters", "componentInputParameter"), ("artifacts", "componentInputArtifact")];
    let same = |(kind, key): (&str, &str)| {
        let entries = inputs.get(kind).map_or(&[][..], Node::record);
        entries.iter().all(|(name, value)| value.json() == json!({ key: name }))
    };
    kinds.into_iter().all(same)
}

/// A name as KFP makes it fit for Kubernetes.
fn kubernetes_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts = lower.split(|letter: char| !letter.is_ascii_lowercase() && !letter.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The docstring of the function that a Python component's command holds.
fn python_docstring(command: &[String]) -> Option<String> {
    let program = command.iter().find(|text| text.contains("import kfp"))?;
    let file = PythonFile::parse(program, Origin::file(FileId::default())).ok()?;
    file.functions().find_map(|function| docstring::of(&function.body))
}

/// The description in the comment that KFP's compiler writes at a file's head.
fn header(text: &str) -> Option<String> {
    let mut lines = text.lines().take_while(|line| line.starts_with('#'));
    let first = lines.find_map(|line| line.strip_prefix("# Description: "))?;
    let rest = lines.map_while(|line| line.strip_prefix("#              "));
    Some(std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n"))
}
