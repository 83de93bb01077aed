//! The last look at a spec: does every reference in it point to something?
//!
//! In: a finished spec. Out: a line for each reference that points nowhere.
//! Always holds: nothing; this is what checks that something does.

use super::platform::{Config, PlatformSpec};
use super::schema::{
    Component, ComponentSpec, DagParameter, InputArtifact, ParameterItems, ParameterSource, PipelineSpec, TaskSpec,
};

/// References that point nowhere.
pub(super) fn dangling(spec: &PipelineSpec, platform: Option<&PlatformSpec>) -> Vec<String> {
    let mut faults = Vec::new();
    let all = spec.components.iter().map(|(name, component)| (name.as_str(), component));
    for (name, component) in all.chain([("root", &spec.root)]) {
        match component {
            Component::Own(own) => check(name, own, spec, &mut faults),
            Component::Foreign(value) => {
                if let Some(label) = value.0.get("executorLabel").and_then(|label| label.as_str())
                    && !spec.deployment_spec.executors.contains_key(label)
                {
                    faults.push(format!("{name}: no executor {label}"));
                }
            }
        }
    }
    for single in platform.into_iter().flat_map(|platform| platform.platforms.values()) {
        for (label, config) in &single.deployment_spec.executors {
            if !spec.deployment_spec.executors.contains_key(label) && matches!(config, Config::Own(_)) {
                faults.push(format!("platform: no executor {}", label.as_str()));
            }
        }
    }
    faults
}

fn check(name: &str, component: &ComponentSpec, spec: &PipelineSpec, faults: &mut Vec<String>) {
    match (&component.dag, &component.executor_label) {
        (Some(_), None) => {}
        (None, Some(label)) if spec.deployment_spec.executors.contains_key(label) => {}
        _ => faults.push(format!("{name}: neither a DAG nor an executor")),
    }
    let Some(dag) = &component.dag else { return };
    if dag.tasks.is_empty() {
        faults.push(format!("{name}: no tasks"));
    }
    for (task_name, task) in &dag.tasks {
        let place = format!("{name}/{}", task_name.as_str());
        check_task(&place, task, component, spec, faults);
    }
    let parameters = dag.outputs.parameters.values().flat_map(|output| match output {
        DagParameter::ValueFromParameter(selector) => std::slice::from_ref(selector),
        DagParameter::ValueFromOneof(selectors) => selectors.parameter_selectors.as_slice(),
    });
    let artifacts = dag.outputs.artifacts.values().flat_map(|output| &output.artifact_selectors);
    for (producer, key) in parameters
        .map(|selector| (&selector.producer_subtask, &selector.output_parameter_key))
        .chain(artifacts.map(|selector| (&selector.producer_subtask, &selector.output_artifact_key)))
    {
        let target = dag.tasks.get(producer).and_then(|task| spec.components.get(&task.component_ref.name));
        if !target.is_some_and(|target| yields(target, key.as_str())) {
            faults.push(format!("{name}: no output {}.{}", producer.as_str(), key.as_str()));
        }
    }
}

fn check_task(place: &str, task: &TaskSpec, parent: &ComponentSpec, spec: &PipelineSpec, faults: &mut Vec<String>) {
    let Some(dag) = &parent.dag else { return };
    let Some(target) = spec.components.get(&task.component_ref.name) else {
        faults.push(format!("{place}: no component {}", task.component_ref.name.as_str()));
        return;
    };
    for waited in &task.dependent_tasks {
        if !dag.tasks.contains_key(waited) {
            faults.push(format!("{place}: no task {} to wait for", waited.as_str()));
        }
    }
    let output = |producer: &str, key: &str| {
        let producer = dag.tasks.get(producer).and_then(|task| spec.components.get(&task.component_ref.name));
        producer.is_some_and(|producer| yields(producer, key))
    };
    for (input, parameter) in &task.inputs.parameters {
        let good = match &parameter.kind {
            ParameterSource::ComponentInputParameter(name) => parent.input_definitions.parameters.contains_key(name),
            ParameterSource::TaskOutputParameter(from) => {
                output(from.producer_task.as_str(), from.output_parameter_key.as_str())
            }
            ParameterSource::TaskFinalStatus(status) => dag.tasks.contains_key(&status.producer_task),
            ParameterSource::RuntimeValue(_) => true,
        };
        if !good {
            faults.push(format!("{place}: input {} comes from nowhere", input.as_str()));
        }
        if task.parameter_iterator.is_some() && parameter.parameter_expression_selector.is_some() {
            faults.push(format!("{place}: input {} of a loop has a selector", input.as_str()));
        }
    }
    for (input, artifact) in &task.inputs.artifacts {
        let good = match artifact {
            InputArtifact::ComponentInputArtifact(name) => parent.input_definitions.artifacts.contains_key(name),
            InputArtifact::TaskOutputArtifact(from) => {
                output(from.producer_task.as_str(), from.output_artifact_key.as_str())
            }
        };
        if !good {
            faults.push(format!("{place}: input {} comes from nowhere", input.as_str()));
        }
    }
    check_inputs(place, task, target, faults);
}

/// Each required input of the component has a value, and what it declares as one kind is given as that kind.
fn check_inputs(place: &str, task: &TaskSpec, target: &Component, faults: &mut Vec<String>) {
    let Component::Own(target) = target else { return };
    let iterator = task.parameter_iterator.as_ref();
    let item = iterator.map(|iterator| &iterator.item_input);
    let item = item.or(task.artifact_iterator.as_ref().map(|iterator| &iterator.item_input));
    for (name, parameter) in &target.input_definitions.parameters {
        let given = task.inputs.parameters.contains_key(name) || item == Some(name);
        if !given && !parameter.is_optional && parameter.default_value.is_none() {
            faults.push(format!("{place}: no value for {}", name.as_str()));
        }
    }
    for (name, artifact) in &target.input_definitions.artifacts {
        if !task.inputs.artifacts.contains_key(name) && item != Some(name) && !artifact.is_optional {
            faults.push(format!("{place}: no artifact for {}", name.as_str()));
        }
    }
    if let Some(ParameterItems::InputParameter(items)) = iterator.map(|iterator| &iterator.items)
        && !task.inputs.parameters.contains_key(items)
    {
        faults.push(format!("{place}: no items {}", items.as_str()));
    }
}

fn yields(component: &Component, key: &str) -> bool {
    match component {
        Component::Own(own) => {
            let outputs = &own.output_definitions;
            outputs.parameters.contains_key(key) || outputs.artifacts.contains_key(key)
        }
        Component::Foreign(value) => ["parameters", "artifacts"]
            .iter()
            .any(|side| value.0.get("outputDefinitions").and_then(|outputs| outputs.get(side)?.get(key)).is_some()),
    }
}
