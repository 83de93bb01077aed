//! From the plan to KFP's spec: what is shared by all DAGs, and the order of work.
//!
//! In: a plan. Out: a `PipelineSpec`, a `PlatformSpec` if anything asks for one, and what KFP can't do.
//! Always holds: each leaf component stands once for each look of its pod, each DAG once; only what is reached from
//! the pipeline stands there at all.

use std::collections::VecDeque;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use smol_str::{SmolStr, format_smolstr};

use super::dags::DagBuilder;
use super::foreign;
use super::placeholders::Command;
use super::platform::{
    Config, Deployment, KubernetesWorkspace, PipelineConfig, PlatformSpec, SinglePlatform, Workspace,
};
use super::ports;
use super::python::Start;
use super::schema::{
    Component, ComponentSpec, DeploymentSpec, Executor, Inputs, Map, ParameterSpec, ParameterType, PipelineInfo,
    PipelineSpec, Text, Value,
};
use super::texts;
use crate::diag::Diagnostic;
use crate::emit::Options;
use crate::emit::capabilities::Capability;
use crate::emit::names::{Names, kebab};
use crate::emit::reports::Reports;
use crate::plan::{Callee, ComponentId, DagId, Plan, Port, Task};
use crate::source::SourceMap;

/// The platform that the second document is about.
pub(super) const KUBERNETES: Text = Text::constant("kubernetes");

/// Translates `plan`; where a diagnostic is an error, the rest is of no use.
pub(super) fn translate<'a>(
    plan: &'a Plan,
    options: &'a Options,
    sources: &'a SourceMap,
    reports: Reports<'a>,
) -> (PipelineSpec, Option<PlatformSpec>, Reports<'a>) {
    let mut translator = Translator::new(plan, options, sources, reports);
    let mut root = ComponentSpec::default();
    while let Some(id) = translator.queue.pop_front() {
        let spec = DagBuilder::new(&mut translator, id).build();
        if id == plan.root {
            root = spec;
        } else {
            translator.place(id, spec);
        }
    }
    translator.finish(root)
}

/// Ports of a component or DAG.
#[derive(Debug)]
pub(super) struct Sides<'a> {
    pub(super) inputs: Side<'a>,
    pub(super) outputs: Side<'a>,
}

/// Ports by name; few are looked through, since that is quicker than hashing.
#[derive(Debug)]
pub(super) enum Side<'a> {
    Few(&'a [Port]),
    Many(FxHashMap<&'a str, &'a Port>),
}

impl<'a> Side<'a> {
    fn new(ports: &'a [Port]) -> Self {
        if ports.len() <= 8 { Self::Few(ports) } else { Self::many(ports) }
    }

    fn many(ports: impl IntoIterator<Item = &'a Port>) -> Self {
        Self::Many(ports.into_iter().map(|port| (port.name.as_str(), port)).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Port> {
        match self {
            Self::Few(ports) => ports.iter().find(|port| port.name == name),
            Self::Many(ports) => ports.get(name).copied(),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// What is known of a DAG beside its plan.
#[derive(Debug, Default)]
pub(super) struct DagState {
    /// Its component's name, once a task calls it.
    pub(super) name: Option<SmolStr>,
    /// Whether it is the body of a loop.
    pub(super) looped: bool,
    /// Inputs that it has beside its ports: what its task's condition and loop read.
    pub(super) extras: Vec<(Text, ParameterSpec)>,
    /// The same for artifacts: a list of them that is looped over.
    pub(super) artifact_extras: Vec<(Text, super::schema::ArtifactSpec)>,
}

/// The work in progress.
pub(super) struct Translator<'a> {
    pub(super) plan: &'a Plan,
    pub(super) options: &'a Options,
    pub(super) sources: &'a SourceMap,
    pub(super) component_sides: Vec<Sides<'a>>,
    pub(super) dag_sides: Vec<Sides<'a>>,
    pub(super) dags: Vec<DagState>,
    pub(super) components: Map<Component>,
    pub(super) executors: Map<Executor>,
    pub(super) configs: Map<Config>,
    /// Names of components, without `comp-`.
    pub(super) names: Names,
    /// Names of executors, without `exec-`.
    pub(super) executor_names: Names,
    /// Leaf components by what their pod looks like.
    pub(super) leaves: FxHashMap<(ComponentId, SmolStr), Text>,
    /// Commands of leaf components.
    pub(super) commands: FxHashMap<ComponentId, Command>,
    /// What the last Python component was started with: most are started alike.
    pub(super) start: Option<Start<'a>>,
    /// What starts mlc's executor, by the interpreter that runs it.
    pub(super) launches: FxHashMap<&'a str, Text>,
    /// The small components that hand a value on, by what goes through them.
    pub(super) identities: FxHashMap<String, Text>,
    /// Executors of those.
    pub(super) identity_executors: FxHashMap<&'static str, Text>,
    /// Settings of the run that embedded pipelines bring.
    pub(super) embedded_config: Option<Value>,
    /// Inputs of blocks that are declared STRING though they hold JSON.
    pub(super) texts: FxHashSet<(DagId, &'a str)>,
    pub(super) queue: VecDeque<DagId>,
    reports: Reports<'a>,
}

impl<'a> Translator<'a> {
    fn new(plan: &'a Plan, options: &'a Options, sources: &'a SourceMap, reports: Reports<'a>) -> Self {
        let mut dags: Vec<DagState> = plan.dags.iter().map(|_| DagState::default()).collect();
        for task in plan.dags.iter().flat_map(|dag| &dag.tasks) {
            if let (Callee::Dag(id), Some(_)) = (task.callee, &task.each) {
                dags[id.0 as usize].looped = true;
            }
        }
        let component_sides = plan
            .components
            .iter()
            .map(|component| Sides { inputs: Side::new(&component.inputs), outputs: Side::new(&component.outputs) });
        let dag_sides = plan.dags.iter().map(|dag| Sides {
            inputs: Side::new(&dag.inputs),
            outputs: Side::many(dag.outputs.iter().map(|output| &output.port)),
        });
        Self {
            plan,
            options,
            sources,
            component_sides: component_sides.collect(),
            dag_sides: dag_sides.collect(),
            dags,
            components: Map::with_capacity_and_hasher(plan.components.len() + plan.dags.len(), FxBuildHasher),
            executors: Map::with_capacity_and_hasher(plan.components.len(), FxBuildHasher),
            configs: Map::default(),
            names: Names::default(),
            executor_names: Names::default(),
            leaves: FxHashMap::default(),
            commands: FxHashMap::default(),
            start: None,
            launches: FxHashMap::default(),
            identities: FxHashMap::default(),
            identity_executors: FxHashMap::default(),
            embedded_config: None,
            texts: texts::texts(plan),
            queue: VecDeque::from([plan.root]),
            reports,
        }
    }

    /// The ports of what `task` calls.
    pub(super) fn sides(&self, task: &Task) -> &Sides<'a> {
        self.callee_sides(task.callee)
    }

    /// The ports of `callee`.
    pub(super) fn callee_sides(&self, callee: Callee) -> &Sides<'a> {
        match callee {
            Callee::Component(id) => &self.component_sides[id.0 as usize],
            Callee::Dag(id) => &self.dag_sides[id.0 as usize],
        }
    }

    /// What DAG `id` takes.
    pub(super) fn dag_inputs(&self, id: DagId) -> Inputs {
        let ports = &self.plan.dag(id).inputs;
        let mut inputs = ports::inputs(ports);
        for port in ports {
            if self.texts.contains(&(id, port.name.as_str()))
                && let Some(parameter) = inputs.parameters.get_mut(port.name.as_str())
            {
                parameter.parameter_type = ParameterType::String;
            }
        }
        inputs
    }

    /// The component that stands for DAG `id`; from now on it is built, too.
    pub(super) fn dag_component(&mut self, id: DagId) -> Text {
        let state = &mut self.dags[id.0 as usize];
        if state.name.is_none() {
            state.name = Some(self.names.unique(&kebab(&self.plan.dag(id).name)));
            self.queue.push_back(id);
            // The place is taken now, so that components stand in the order in which they are first used.
            let name = component_name(state.name.as_deref().unwrap_or_default());
            self.components.insert(name, Component::Own(Box::default()));
        }
        component_name(self.dags[id.0 as usize].name.as_deref().unwrap_or_default())
    }

    fn place(&mut self, id: DagId, mut spec: ComponentSpec) {
        let state = &mut self.dags[id.0 as usize];
        spec.input_definitions.parameters.extend(state.extras.drain(..));
        spec.input_definitions.artifacts.extend(state.artifact_extras.drain(..));
        let name = component_name(state.name.as_deref().unwrap_or_default());
        self.components.insert(name, Component::Own(Box::new(spec)));
    }

    /// Reports what is about `capability`.
    pub(super) fn refuse(&mut self, capability: &Capability, diagnostic: Diagnostic) {
        self.reports.refuse(capability, diagnostic);
    }

    /// Whether the target's release has `capability`.
    pub(super) fn has(&self, capability: &Capability) -> bool {
        self.reports.has(capability)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.reports.add(diagnostic);
    }

    fn finish(mut self, mut root: ComponentSpec) -> (PipelineSpec, Option<PlatformSpec>, Reports<'a>) {
        let platform = self.platform();
        let config = &self.plan.config;
        if config.without_optional_flag {
            for parameter in root.input_definitions.parameters.values_mut() {
                parameter.is_optional &= parameter.default_value.is_none();
            }
        }
        let spec = PipelineSpec {
            components: self.components,
            default_pipeline_root: config.pipeline_root.as_deref().map(Text::from),
            deployment_spec: DeploymentSpec { executors: self.executors },
            pipeline_info: PipelineInfo {
                description: config.description.as_deref().map(Text::from),
                display_name: config.display.as_deref().map(Text::from),
                name: Text::from(&self.plan.name),
            },
            root: Component::Own(Box::new(root)),
            schema_version: Text::constant("2.1.0"),
            sdk_version: Text::constant(concat!("mlc-", env!("CARGO_PKG_VERSION"))),
        };
        (spec, platform, self.reports)
    }

    fn platform(&mut self) -> Option<PlatformSpec> {
        let own = self.pipeline_config();
        let pipeline_config = foreign::merge_config(own, self.embedded_config.as_ref());
        if self.configs.is_empty() && pipeline_config.is_none() {
            return None;
        }
        let executors = std::mem::take(&mut self.configs);
        let single = SinglePlatform { deployment_spec: Deployment { executors }, pipeline_config };
        Some(PlatformSpec { platforms: [(KUBERNETES, single)].into_iter().collect() })
    }

    fn pipeline_config(&self) -> Option<PipelineConfig> {
        let config = &self.plan.config;
        let made = PipelineConfig {
            active_deadline_seconds: config.timeout,
            resource_ttl_on_completion: config.ttl.completion,
            resource_ttl_on_failure: config.ttl.failure,
            resource_ttl_on_success: config.ttl.success,
            workspace: config.workspace.as_ref().map(|workspace| Workspace {
                kubernetes: (!workspace.claim.is_empty()).then(|| KubernetesWorkspace {
                    pvc_spec_patch: workspace
                        .claim
                        .iter()
                        .map(|(key, value)| (Text::from(key), Value(value.clone())))
                        .collect(),
                }),
                size: Text::from(&workspace.size),
            }),
        };
        (made != PipelineConfig::default()).then_some(made)
    }
}

/// The key of a component.
pub(super) fn component_name(name: &str) -> Text {
    Text(format_smolstr!("comp-{name}"))
}

/// The key of an executor.
pub(super) fn executor_name(name: &str) -> Text {
    Text(format_smolstr!("exec-{name}"))
}
