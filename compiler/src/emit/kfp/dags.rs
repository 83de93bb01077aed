//! DAGs: one component for each pipeline and block of the plan.
//!
//! In: a [`Dag`]. Out: its `ComponentSpec`.
//! Always holds: a DAG hands out its own tasks' outputs alone, since KFP knows no other; where the plan has a constant
//! or an outer value there, a small task hands it on.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ports;
use super::schema::{
    ArtifactSelector, ComponentSpec, DagArtifact, DagOutputs, DagParameter, DagSpec, Map, ParameterSelector,
    ParameterSelectors, TaskSpec, Text,
};
use super::translate::Translator;
use crate::emit::names::Names;
use crate::plan::{Dag, DagId, DagOutput, Shape, Source, TaskId};

/// A DAG being built.
pub(super) struct DagBuilder<'t, 'a> {
    pub(super) t: &'t mut Translator<'a>,
    pub(super) id: DagId,
    pub(super) dag: &'a Dag,
    pub(super) tasks: Map<TaskSpec>,
    /// Names of tasks.
    pub(super) names: Names,
    /// Which task runs when another has ended, by that other's name.
    pub(super) hooks: FxHashMap<TaskId, TaskId>,
    /// Tasks that run as such hooks.
    pub(super) hooked: FxHashSet<TaskId>,
}

impl<'t, 'a> DagBuilder<'t, 'a> {
    pub(super) fn new(t: &'t mut Translator<'a>, id: DagId) -> Self {
        let dag = t.plan.dag(id);
        let mut names = Names::default();
        for task in &dag.tasks {
            names.reserve(&task.name);
        }
        let (hooks, hooked) = (FxHashMap::default(), FxHashSet::default());
        Self { t, id, dag, tasks: Map::default(), names, hooks, hooked }
    }

    pub(super) fn build(mut self) -> ComponentSpec {
        self.tasks.reserve_exact(self.dag.tasks.len());
        for index in 0..self.dag.tasks.len() {
            self.task(TaskId(u32::try_from(index).unwrap_or(u32::MAX)));
        }
        let outputs = self.outputs();
        if self.tasks.len() == self.hooked.len() {
            self.nothing();
        }
        let looped = self.t.dags[self.id.0 as usize].looped;
        ComponentSpec {
            dag: Some(DagSpec { outputs, tasks: self.tasks }),
            input_definitions: self.t.dag_inputs(self.id),
            output_definitions: ports::outputs(self.dag.outputs.iter().map(|output| &output.port), looped),
            ..ComponentSpec::default()
        }
    }

    /// The name of one of the DAG's tasks.
    pub(super) fn task_name(&self, task: TaskId) -> Text {
        self.dag.tasks.get(task.0 as usize).map_or_else(Text::default, |task| Text::from(&task.name))
    }

    fn outputs(&mut self) -> DagOutputs {
        let mut outputs = DagOutputs::default();
        for output in &self.dag.outputs {
            let name = Text::from(&output.port.name);
            let from = self.selectors(output);
            if let Shape::Artifact { .. } = output.port.shape {
                let artifact_selectors = from.into_iter().map(|(producer_subtask, output_artifact_key)| {
                    ArtifactSelector { output_artifact_key, producer_subtask }
                });
                outputs.artifacts.insert(name, DagArtifact { artifact_selectors: artifact_selectors.collect() });
            } else {
                outputs.parameters.insert(name, parameter(from));
            }
        }
        outputs
    }

    /// Tasks and their outputs that `output` comes from.
    fn selectors(&mut self, output: &'a DagOutput) -> Vec<(Text, Text)> {
        let mut selectors = Vec::with_capacity(output.from.len());
        for source in &output.from {
            selectors.push(match source {
                Source::Output(task, port) => (self.task_name(*task), Text::from(port)),
                _ => match &output.port.shape {
                    Shape::Parameter(kind) => self.hand_on(*kind, source, self.dag.span),
                    Shape::Artifact { schema, list } => self.hand_artifact_on(schema, *list, source, self.dag.span),
                },
            });
        }
        selectors
    }
}

fn parameter(from: Vec<(Text, Text)>) -> DagParameter {
    let mut selectors: Vec<_> = from
        .into_iter()
        .map(|(producer_subtask, output_parameter_key)| ParameterSelector { output_parameter_key, producer_subtask })
        .collect();
    match selectors.pop() {
        Some(only) if selectors.is_empty() => DagParameter::ValueFromParameter(only),
        last => {
            selectors.extend(last);
            DagParameter::ValueFromOneof(ParameterSelectors { parameter_selectors: selectors })
        }
    }
}
