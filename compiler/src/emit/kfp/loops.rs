//! Loops: KFP's iterators.
//!
//! In: an [`Each`]. Out: the iterator of the task, and the input that holds the items.
//! Always holds: the items come through an input that nothing else reads, since the back end takes it away from each
//! turn; no input of a task with an iterator has a selector, since the back end would apply it a second time in each
//! turn: such a task stands in a DAG of its own, whose inputs do the selecting.

use super::dags::DagBuilder;
use super::ports::{self, artifact_type, bare_parameter};
use super::schema::{
    ArtifactItems, ArtifactIterator, ArtifactSelector, ArtifactSpec, Component, ComponentRef, ComponentSpec,
    DagArtifact, DagOutputs, DagParameter, DagSpec, InputArtifact, InputParameter, Inputs, IteratorPolicy, Map,
    ParameterItems, ParameterIterator, ParameterSelector, ParameterSource, ParameterType, TaskInfo, TaskInputs,
    TaskSpec, Text,
};
use super::translate::component_name;
use super::values::Draft;
use crate::emit::names::kebab;
use crate::emit::{capabilities, errors};
use crate::plan::{Callee, Dag, DagId, Each, Items, Shape, Source, Task};
use serde_json::Value as Json;
use smol_str::{SmolStr, format_smolstr};

/// A task's iterator.
pub(super) struct Turns {
    artifact: Option<ArtifactIterator>,
    parameter: Option<ParameterIterator>,
    policy: Option<IteratorPolicy>,
}

impl<'a> DagBuilder<'_, 'a> {
    /// The iterator of `task`, whose inputs are in `draft`.
    pub(super) fn turns(&mut self, draft: &mut Draft, task: &'a Task, each: &'a Each) -> Turns {
        let policy = each.parallel.map(|parallelism_limit| IteratorPolicy { parallelism_limit });
        let item_input = Text::from(&each.item);
        if let Items::Artifacts(source) = &each.items {
            self.t.refuse(&capabilities::FOR_ARTIFACTS, errors::loop_over_artifacts(task.span));
            let items = ArtifactItems { input_artifact: self.artifact_items(draft, task, source) };
            return Turns { artifact: Some(ArtifactIterator { item_input, items }), parameter: None, policy };
        }
        let items = self.items(draft, task, &each.items);
        Turns { artifact: None, parameter: Some(ParameterIterator { item_input, items }), policy }
    }

    fn items(&mut self, draft: &mut Draft, task: &'a Task, items: &'a Items) -> ParameterItems {
        let text = matches!(items, Items::Parameter(source) if self.is_text(source));
        let (base, parameter) = match items {
            Items::Constant(values) | Items::Parameter(Source::Constant(Json::Array(values))) => {
                return Self::raw(values);
            }
            Items::Range(Source::Constant(limit)) => {
                let values: Vec<Json> = (0..limit.as_u64().unwrap_or(0)).map(Json::from).collect();
                return Self::raw(&values);
            }
            Items::Range(limit) => {
                let (counter, port) = self.count(limit, task.span);
                draft.waits_added.push(counter.clone());
                ("pipelinechannel--range".to_owned(), InputParameter::output(counter, port))
            }
            Items::Parameter(source) | Items::Artifacts(source) => {
                (self.channel_name(source), self.whole(draft, source))
            }
        };
        let name = self.dedicated(draft, &base);
        draft.inputs.parameters.insert(name.clone(), parameter);
        if let Callee::Dag(dag) = task.callee {
            let kind = if text { ParameterType::String } else { ParameterType::List };
            let extra = (name.clone(), bare_parameter(kind, None));
            self.t.dags[dag.0 as usize].extras.push(extra);
        }
        ParameterItems::InputParameter(name)
    }

    fn raw(values: &[Json]) -> ParameterItems {
        let mut text = String::from("[");
        for (index, value) in values.iter().enumerate() {
            text.push_str(if index == 0 { "" } else { ", " });
            text.push_str(&value.to_string());
        }
        text.push(']');
        ParameterItems::Raw(Text::from(text))
    }

    fn artifact_items(&mut self, draft: &mut Draft, task: &'a Task, source: &'a Source) -> Text {
        let name = self.dedicated(draft, &self.channel_name(source));
        if let Some(artifact) = self.artifact(draft, source) {
            draft.inputs.artifacts.insert(name.clone(), artifact);
        }
        if let (Callee::Dag(dag), Some((port, _))) = (task.callee, self.port_of(source))
            && let Shape::Artifact { schema, .. } = &port.shape
        {
            let spec = ArtifactSpec {
                artifact_type: artifact_type(schema),
                description: None,
                is_artifact_list: true,
                is_optional: false,
            };
            self.t.dags[dag.0 as usize].artifact_extras.push((name.clone(), spec));
        }
        name
    }

    /// A name for an input of `draft` that nothing else has.
    fn dedicated(&self, draft: &Draft, base: &str) -> Text {
        let declared = draft.callee.map(|callee| self.t.callee_sides(callee));
        let taken = |name: &Text| {
            draft.inputs.parameters.contains_key(name)
                || draft.inputs.artifacts.contains_key(name)
                || declared.is_some_and(|sides| sides.inputs.has(name.as_str()))
        };
        let mut name = Text(SmolStr::new(base));
        let mut number = 1;
        while taken(&name) {
            number += 1;
            name = Text(format_smolstr!("{base}-{number}"));
        }
        name
    }

    /// `spec` with its iterator, in a DAG of its own where selectors ask for one.
    pub(super) fn looped(&mut self, task: &Task, mut spec: TaskSpec, turns: Turns) -> TaskSpec {
        let Callee::Dag(dag) = task.callee else { return spec };
        if !Self::selects(&spec.inputs) {
            spec.artifact_iterator = turns.artifact;
            spec.parameter_iterator = turns.parameter;
            spec.iterator_policy = turns.policy;
            return spec;
        }
        let name = Text::from(&task.name);
        let inner = TaskSpec {
            artifact_iterator: turns.artifact,
            caching_options: None,
            component_ref: ComponentRef { name: spec.component_ref.name },
            dependent_tasks: Vec::new(),
            inputs: passed_through(&spec.inputs),
            iterator_policy: turns.policy,
            parameter_iterator: turns.parameter,
            retry_policy: None,
            task_info: TaskInfo { name: name.clone() },
            trigger_policy: None,
        };
        let plan = self.t.plan.dag(dag);
        let frame = ComponentSpec {
            dag: Some(DagSpec {
                outputs: handed_out(plan, &name),
                tasks: [(name, inner)].into_iter().collect::<Map<_>>(),
            }),
            input_definitions: self.frame_inputs(dag, &spec.inputs),
            output_definitions: ports::outputs(plan.outputs.iter().map(|output| &output.port), true),
            ..ComponentSpec::default()
        };
        let component = component_name(&self.t.names.unique(&kebab(&format!("{}-items", plan.name))));
        self.t.components.insert(component.clone(), Component::Own(Box::new(frame)));
        spec.component_ref.name = component;
        spec
    }

    /// What the frame around the loop body `dag` takes.
    fn frame_inputs(&self, dag: DagId, given: &TaskInputs) -> Inputs {
        let mut inputs = self.t.dag_inputs(dag);
        let state = &self.t.dags[dag.0 as usize];
        inputs.parameters.extend(state.extras.iter().cloned());
        inputs.artifacts.extend(state.artifact_extras.iter().cloned());
        inputs.parameters.retain(|name, _| given.parameters.contains_key(name));
        inputs.artifacts.retain(|name, _| given.artifacts.contains_key(name));
        inputs
    }
}

fn passed_through(outer: &TaskInputs) -> TaskInputs {
    let parameter = |name: &Text| InputParameter::plain(ParameterSource::ComponentInputParameter(name.clone()));
    TaskInputs {
        artifacts: outer
            .artifacts
            .keys()
            .map(|name| (name.clone(), InputArtifact::ComponentInputArtifact(name.clone())))
            .collect(),
        parameters: outer.parameters.keys().map(|name| (name.clone(), parameter(name))).collect(),
    }
}

fn handed_out(dag: &Dag, task: &Text) -> DagOutputs {
    let mut outputs = DagOutputs::default();
    for output in &dag.outputs {
        let name = Text::from(&output.port.name);
        if let Shape::Artifact { .. } = output.port.shape {
            let selector = ArtifactSelector { output_artifact_key: name.clone(), producer_subtask: task.clone() };
            outputs.artifacts.insert(name, DagArtifact { artifact_selectors: vec![selector] });
        } else {
            let selector = ParameterSelector { output_parameter_key: name.clone(), producer_subtask: task.clone() };
            outputs.parameters.insert(name, DagParameter::ValueFromParameter(selector));
        }
    }
    outputs
}
