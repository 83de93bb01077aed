//! From the plan to Argo's objects: what all templates share, and the order of work.
//!
//! In: a plan. Out: the config map with the code, the `WorkflowTemplate`, and what Argo can't do.
//! Always holds: a leaf stands once for each look of its pod, each DAG once; only what is reached from the pipeline
//! stands there at all.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::bundle::Bundle;
use super::limits;
use super::lists::Lists;
use super::schema::{Map, Metadata, Object, Suspend, Template, WorkflowSpec};
use super::sources::kind;
use super::split::split;
use super::{policies, wire};
use crate::diag::Diagnostic;
use crate::emit::Options;
use crate::emit::capabilities::Capability;
use crate::emit::names::{Names, kebab};
use crate::emit::reports::Reports;
use crate::plan::{Callee, DagId, DagKind, Items, ParamType, Plan, Port, Task};
use crate::source::{SourceMap, Span};

/// Translates `plan`; where a diagnostic is an error, the rest is of no use.
pub(super) fn translate<'a>(
    plan: &'a Plan,
    options: &'a Options,
    sources: &'a SourceMap,
    reports: Reports<'a>,
) -> (Vec<Object>, Reports<'a>) {
    let mut translator = Translator::new(plan, options, sources, reports);
    translator.queue.push_back(plan.root);
    while let Some(id) = translator.queue.pop_front() {
        translator.dag(id);
    }
    translator.finish()
}

/// What is known of a DAG beside its plan.
#[derive(Debug)]
pub(super) struct State {
    /// Its template's name.
    pub(super) template: String,
    /// The item's port, where it is the body of a loop.
    pub(super) item: Option<Item>,
    /// Its input ports' names in the template, where they differ from the plan's.
    inputs: FxHashMap<SmolStr, String>,
}

impl State {
    /// The name of input `port` in the template.
    pub(super) fn input<'s>(&'s self, port: &'s str) -> &'s str {
        self.inputs.get(port).map_or(port, String::as_str)
    }
}

/// How a loop's body gets its item.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) port: SmolStr,
    /// Whether it comes as `{"v": "<wire>"}`: Argo changes texts that it loops over.
    pub(super) wrapped: bool,
}

/// The work in progress.
pub(super) struct Translator<'a> {
    pub(super) plan: &'a Plan,
    pub(super) options: &'a Options,
    pub(super) sources: &'a SourceMap,
    pub(super) names: Names,
    pub(super) code: Bundle,
    pub(super) lists: Lists,
    /// Leaf templates by what they are but for their names.
    pub(super) leaves: FxHashMap<String, String>,
    /// The template that does nothing, once it is needed.
    pub(super) idle: Option<String>,
    states: Vec<State>,
    templates: Vec<Template>,
    queue: VecDeque<DagId>,
    queued: FxHashSet<DagId>,
    reports: Reports<'a>,
}

impl<'a> Translator<'a> {
    fn new(plan: &'a Plan, options: &'a Options, sources: &'a SourceMap, reports: Reports<'a>) -> Self {
        let mut names = Names::default();
        let root = names.unique(&kebab(&plan.name));
        let mut states: Vec<State> = Vec::with_capacity(plan.dags.len());
        for (index, dag) in plan.dags.iter().enumerate() {
            let template = if index == plan.root.0 as usize {
                root.to_string()
            } else if dag.kind == DagKind::Loop {
                names.unique(&format!("{}-item", kebab(&dag.name))).to_string()
            } else {
                names.unique(&kebab(&dag.name)).to_string()
            };
            states.push(State { template, item: None, inputs: input_names(&dag.inputs) });
        }
        for task in plan.dags.iter().flat_map(|dag| &dag.tasks) {
            if let (Callee::Dag(id), Some(each)) = (task.callee, &task.each) {
                let port = plan.dag(id).inputs.iter().find(|port| port.name == each.item);
                let wrapped = port.is_some_and(|port| is_wrapped(port, &each.items));
                states[id.0 as usize].item = Some(Item { port: each.item.clone(), wrapped });
            }
        }
        let lists = Lists::new(plan, |id| states[id.0 as usize].template.clone());
        Self {
            plan,
            lists,
            options,
            sources,
            names,
            code: Bundle::default(),
            leaves: FxHashMap::default(),
            idle: None,
            states,
            templates: Vec::new(),
            queue: VecDeque::new(),
            queued: FxHashSet::from_iter([plan.root]),
            reports,
        }
    }

    pub(super) fn state(&self, id: DagId) -> &State {
        &self.states[id.0 as usize]
    }

    /// The template of DAG `id`, which from now on is built, too.
    pub(super) fn dag_template(&mut self, id: DagId) -> String {
        if self.queued.insert(id) {
            self.queue.push_back(id);
        }
        self.state(id).template.clone()
    }

    pub(super) fn add(&mut self, template: Template) {
        self.templates.push(template);
    }

    /// The template that does nothing, without a pod.
    pub(super) fn idle_template(&mut self) -> String {
        if let Some(name) = &self.idle {
            return name.clone();
        }
        let name = self.names.unique("nothing").to_string();
        let suspend = Some(Suspend { duration: Some("0".to_owned()) });
        self.templates.push(Template { name: name.clone(), suspend, ..Template::default() });
        self.idle = Some(name.clone());
        name
    }

    /// The output `name` of what `task` calls.
    pub(super) fn output_port(&self, task: &Task, name: &str) -> Option<&'a Port> {
        match task.callee {
            Callee::Component(id) => self.plan.component(id).outputs.iter().find(|port| port.name == name),
            Callee::Dag(id) => {
                self.plan.dag(id).outputs.iter().map(|output| &output.port).find(|port| port.name == name)
            }
        }
    }

    /// What every template says of where it comes from.
    pub(super) fn annotations(&self, span: Span) -> Map<String> {
        Map::from_iter([("mlc/source".to_owned(), self.sources.place(span))])
    }

    /// Reports `capability` where the target's release is too old for it, or does not have it at all.
    pub(super) fn need(&mut self, capability: &Capability, span: Span) {
        self.reports.need(capability, span);
    }

    /// Whether the target's release has `capability`.
    pub(super) fn has(&self, capability: &Capability) -> bool {
        self.reports.has(capability)
    }

    /// Reports what is about `capability`.
    pub(super) fn refuse(&mut self, capability: &Capability, diagnostic: Diagnostic) {
        self.reports.refuse(capability, diagnostic);
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.reports.add(diagnostic);
    }

    fn finish(mut self) -> (Vec<Object>, Reports<'a>) {
        let config = &self.plan.config;
        let mut annotations = self.annotations(self.plan.span);
        for (key, text) in [("title", &config.display), ("description", &config.description)] {
            if let Some(text) = text {
                annotations.insert(format!("workflows.argoproj.io/{key}"), crate::emit::text::calm(text));
            }
        }
        let namespace = self.options.namespace.clone();
        let metadata = Metadata {
            name: self.plan.name.clone(),
            namespace: namespace.clone(),
            labels: Map::default(),
            annotations,
        };
        let mut spec =
            WorkflowSpec { entrypoint: self.entry(), arguments: self.run_arguments(), ..WorkflowSpec::default() };
        policies::run(config, &mut spec);
        let code = std::mem::take(&mut self.code).object(&self.plan.name, namespace);
        let mut templates = std::mem::take(&mut self.templates);
        if let Some(code) = &code {
            for volume in templates.iter_mut().flat_map(|template| &mut template.volumes) {
                if let Some(map) = &mut volume.config_map
                    && map.name.is_empty()
                {
                    map.name.clone_from(&code.metadata.name);
                }
            }
        }
        let mut parts = split(templates, &spec.entrypoint, &self.plan.name);
        let own = parts.pop().map(|part| part.templates).unwrap_or_default();
        let before = parts.into_iter().map(|part| {
            let annotations = Map::from_iter([("mlc/part-of".to_owned(), self.plan.name.clone())]);
            let metadata =
                Metadata { name: part.name, namespace: metadata.namespace.clone(), annotations, ..Metadata::default() };
            workflow_template(metadata, WorkflowSpec { templates: part.templates, ..WorkflowSpec::default() })
        });
        let before: Vec<Object> = before.collect();
        let workflow = workflow_template(metadata, WorkflowSpec { templates: own, ..spec });
        let objects: Vec<Object> = before.into_iter().chain([workflow]).chain(code).collect();
        for diagnostic in limits::check(&objects, self.plan.span) {
            self.report(diagnostic);
        }
        (objects, self.reports)
    }
}

fn workflow_template(metadata: Metadata, spec: WorkflowSpec) -> Object {
    Object {
        api_version: "argoproj.io/v1alpha1",
        kind: "WorkflowTemplate",
        metadata,
        spec: Some(spec),
        ..Object::default()
    }
}

/// Names of inputs: captured values lose the prefix that KFP gives them where that leaves them apart.
fn input_names(ports: &[Port]) -> FxHashMap<SmolStr, String> {
    let mut taken: FxHashSet<&str> = ports.iter().map(|port| port.name.as_str()).collect();
    let mut names = FxHashMap::default();
    for port in ports {
        if let Some(short) = port.name.strip_prefix("pipelinechannel--")
            && taken.insert(short)
        {
            names.insert(port.name.clone(), short.to_owned());
        }
    }
    names
}

/// Whether items must be wrapped: Argo hands numbers on as they are, but changes texts.
fn is_wrapped(port: &Port, items: &Items) -> bool {
    let plain = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => wire::is_plain(text) && !text.contains(['"', '\\', '{', '}']),
        value => value.is_number() || value.is_boolean(),
    };
    match (kind(port), items) {
        (ParamType::Int | ParamType::Float | ParamType::Bool, _) => false,
        (_, Items::Constant(items)) => !items.iter().all(plain),
        _ => true,
    }
}
