//! What a plan asks of an engine, row by row of the capability table.
//!
//! In: a plan. Out: each use, told to [`Reports`], which knows what the target has.
//! Always holds: every row that can be read off the plan is asked for here, for all targets alike; what an emitter
//! alone can tell (an URI's scheme, a value that a hook can't see) it refuses itself by the row.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::capabilities::{self as table, Capability};
use super::reports::Reports;
use crate::plan::policy::{EnvValue, NodeAffinity, Retry, Security, Toleration, Ttl, Volume};
use crate::plan::{
    Callee, Component, Dag, DagId, DagKind, Implementation, Items, ParamType, Piece, Plan, Pod, Port, RunField, Shape,
    Source, Task, TextPiece, Word,
};
use crate::source::Span;

/// Tells `reports` all that `plan` uses.
pub(super) fn ask<'a>(plan: &'a Plan, reports: &mut Reports<'a>) {
    let mut uses = Uses { plan, reports };
    uses.run();
    let mut reached = FxHashSet::from_iter([plan.root]);
    let mut queue = VecDeque::from([plan.root]);
    while let Some(id) = queue.pop_front() {
        let dag = plan.dag(id);
        uses.dag(id, dag);
        for task in &dag.tasks {
            uses.task(task);
            if let Callee::Dag(callee) = task.callee
                && reached.insert(callee)
            {
                queue.push_back(callee);
            }
        }
    }
}

/// The row of a field of the run.
pub(super) fn run_field(field: RunField) -> &'static Capability {
    match field {
        RunField::Id | RunField::Name | RunField::ResourceName => &table::RUN_FIELDS,
        RunField::TaskId | RunField::TaskName => &table::RUN_TASK,
        RunField::CreatedAt | RunField::ScheduledAt => &table::RUN_TIMES,
        RunField::Root => &table::RUN_ROOT,
        RunField::Url => &table::RUN_URL,
    }
}

struct Uses<'u, 'a> {
    plan: &'a Plan,
    reports: &'u mut Reports<'a>,
}

impl Uses<'_, '_> {
    fn all(&mut self, asked: &[(bool, &'static Capability)], span: Span) {
        for (_, capability) in asked.iter().filter(|(asked, _)| *asked) {
            self.reports.need(capability, span);
        }
    }

    fn run(&mut self) {
        let config = &self.plan.config;
        let asked = [
            (config.timeout.is_some(), &table::RUN_TIMEOUT),
            (config.retry.is_some(), &table::RUN_RETRY),
            (config.ttl != Ttl::default(), &table::TTL),
            (config.workspace.is_some(), &table::WORKSPACE),
            (config.pipeline_root.is_some(), &table::PIPELINE_ROOT),
            (config.parallelism.is_some(), &table::PARALLELISM),
            (config.mutex.is_some(), &table::MUTEX),
            (config.semaphore.is_some(), &table::SEMAPHORE),
            (config.service_account.is_some(), &table::RUN_SERVICE_ACCOUNT),
            (config.priority.is_some(), &table::RUN_PRIORITY),
        ];
        self.all(&asked, self.plan.span);
    }

    fn dag(&mut self, id: DagId, dag: &Dag) {
        let artifact = |one: &&crate::plan::DagOutput| one.from.len() > 1 && one.port.is_artifact();
        let sub = dag.kind == DagKind::Pipeline && id != self.plan.root;
        let asked = [
            (dag.outputs.iter().any(|output| artifact(&output)), &table::IF_ARTIFACT),
            (dag.kind == DagKind::Loop && !dag.outputs.is_empty(), &table::FOR_COLLECTED),
            (sub, &table::SUB_PIPELINE),
            (sub && dag.inputs.iter().any(|port| port.optional), &table::OPTIONAL_IN_SUB_PIPELINE),
        ];
        self.all(&asked, dag.span);
        for source in dag.outputs.iter().flat_map(|output| &output.from) {
            self.source(source, dag.span);
        }
    }

    fn task(&mut self, task: &Task) {
        let policy = &task.policy;
        let each = task.each.as_ref();
        let over = |kind: fn(&Items) -> bool| each.is_some_and(|each| kind(&each.items));
        let asked = [
            (task.when.is_some(), &table::IF),
            (over(|items| !matches!(items, Items::Artifacts(_))), &table::FOR),
            (over(|items| matches!(items, Items::Artifacts(_))), &table::FOR_ARTIFACTS),
            (each.is_some_and(|each| each.parallel.is_some()), &table::FOR_PARALLEL),
            (task.exit_of.is_some(), &table::TRY),
            (policy.ignore_upstream_failure, &table::IGNORE_UPSTREAM_FAILURE),
            (policy.retry.is_some(), &table::RETRY),
            (policy.retry.as_ref().is_some_and(is_capped), &table::RETRY_CAP),
        ];
        self.all(&asked, task.span);
        self.sources(task);
        if let Callee::Component(id) = task.callee {
            self.leaf(self.plan.component(id), task);
        }
    }

    /// What the values that `task` takes are made of.
    fn sources(&mut self, task: &Task) {
        for (_, source) in &task.arguments {
            self.source(source, task.span);
        }
        if let Some(formula) = &task.when {
            formula.map(&mut |source| self.source(source, task.span));
        }
        if let Some(Items::Parameter(source) | Items::Artifacts(source) | Items::Range(source)) =
            task.each.as_ref().map(|each| &each.items)
        {
            self.source(source, task.span);
        }
    }

    fn source(&mut self, source: &Source, span: Span) {
        match source {
            Source::Run(field) => self.reports.need(run_field(*field), span),
            Source::WorkspacePath => self.reports.need(&table::WORKSPACE_PATH, span),
            Source::Select(inner, _) => self.source(inner, span),
            Source::Text(pieces) => pieces.iter().for_each(|piece| match piece {
                TextPiece::Value(value) => self.source(value, span),
                TextPiece::Text(_) => {}
            }),
            Source::List(items) => items.iter().for_each(|item| self.source(item, span)),
            Source::Record(fields) => fields.iter().for_each(|(_, value)| self.source(value, span)),
            Source::Constant(_) | Source::Input(_) | Source::Output(..) | Source::Status(_) => {}
        }
    }

    fn leaf(&mut self, component: &Component, task: &Task) {
        let cache = task.policy.cache.as_ref();
        let lists = |port: &Port| matches!(port.shape, Shape::Artifact { list: true, .. });
        let made = |(name, source): &(_, Source)| {
            let port = component.inputs.iter().find(|port| port.name == *name);
            port.is_some_and(lists) && matches!(source, Source::List(_))
        };
        let asked = [
            (cache.is_some(), &table::CACHE),
            (cache.is_some_and(|cache| cache.key.is_some()), &table::CACHE_KEY),
            (component.inputs.iter().any(|port| !port.literals.is_empty()), &table::ENUMERATION),
            (component.inputs.iter().any(|port| port.shape == Shape::Parameter(ParamType::Status)), &table::STATUS),
            (component.outputs.iter().any(lists) || task.arguments.iter().any(made), &table::ARTIFACT_LIST),
        ];
        self.all(&asked, task.span);
        let row = match &component.implementation {
            Implementation::Python(_) => &table::PYTHON,
            Implementation::Container { .. } => &table::CONTAINER,
            Implementation::Importer(_) => &table::IMPORTER,
            Implementation::CreatePvc | Implementation::DeletePvc => &table::PVC,
            Implementation::Approval { .. } => &table::APPROVE,
            Implementation::Ir { .. } => &table::COMPILED_PIPELINE,
        };
        self.reports.need(row, task.span);
        match &component.implementation {
            Implementation::Importer(importer) if importer.workspace => {
                self.reports.need(&table::IMPORTER_WORKSPACE, task.span);
            }
            Implementation::Python(_) => self.container(task),
            Implementation::Container { command, args } => {
                self.container(task);
                self.words(command, task.span);
                self.words(args, task.span);
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &[Word], span: Span) {
        for word in words {
            match word {
                Word::Text(pieces) => pieces.iter().for_each(|piece| self.piece(piece, span)),
                Word::Concat(words) => self.words(words, span),
                Word::IfPresent { then, otherwise, .. } => {
                    self.words(then, span);
                    self.words(otherwise, span);
                }
            }
        }
    }

    fn piece(&mut self, piece: &Piece, span: Span) {
        match piece {
            Piece::Run(field) => self.reports.need(run_field(*field), span),
            Piece::ExecutorInput => self.reports.need(&table::EXECUTOR_INPUT, span),
            Piece::WorkspacePath => self.reports.need(&table::WORKSPACE_PATH, span),
            _ => {}
        }
    }

    /// What the pod of a container asks for.
    fn container(&mut self, task: &Task) {
        let (pod, run, span) = (&*task.pod, &self.plan.config, task.span);
        // What the run asked for is told there, once.
        let own = |of_pod: &Option<String>, of_run: &Option<String>| of_pod.is_some() && of_pod != of_run;
        let asked = [
            (task.policy.timeout.is_some(), &table::TIMEOUT),
            (own(&pod.service_account, &run.service_account), &table::SERVICE_ACCOUNT),
            (own(&pod.priority, &run.priority), &table::PRIORITY),
            (own(&pod.mutex, &run.mutex), &table::MUTEX),
            (pod.semaphore.is_some() && pod.semaphore != run.semaphore, &table::SEMAPHORE),
            (pod.spot.is_some(), &table::SPOT),
            (late(pod.image.as_ref()), &table::IMAGE),
            (pod.image_pull_policy.is_some(), &table::IMAGE_PULL_POLICY),
            (!pod.image_pull_secrets.is_empty(), &table::IMAGE_PULL_SECRET),
            (pod.image_pull_secrets.iter().any(|name| late(Some(name))), &table::NAME_AT_RUN_TIME),
            (pod.security != Security::default(), &table::SECURITY),
            (!pod.init_containers.is_empty(), &table::INIT_CONTAINER),
            (pod.shared_memory.is_some(), &table::SHARED_MEMORY),
            (!pod.labels.is_empty() || !pod.annotations.is_empty(), &table::LABELS),
            (!pod.task_config.is_empty(), &table::TASK_CONFIG),
        ];
        self.all(&asked, span);
        for source in resources(pod).into_iter().flatten() {
            let row = if late(Some(source)) { &table::RESOURCES_AT_RUN_TIME } else { &table::RESOURCES };
            self.reports.need(row, span);
        }
        self.nodes(pod, span);
        pod.env.values().for_each(|value| self.variable(value, span));
        pod.mounts.iter().for_each(|mount| self.volume(&mount.volume, span));
    }

    fn nodes(&mut self, pod: &Pod, span: Span) {
        let affinity = |json: bool| pod.node_affinity.iter().any(|one| matches!(one, NodeAffinity::Json(_)) == json);
        let toleration = |json: bool| pod.tolerations.iter().any(|one| matches!(one, Toleration::Json(_)) == json);
        let asked = [
            (!pod.node_selector.is_empty(), &table::NODE_SELECTOR),
            (pod.node_selector_json.is_some(), &table::NODE_SELECTOR_AT_RUN_TIME),
            (toleration(false), &table::TOLERATION),
            (toleration(true), &table::TOLERATION_AT_RUN_TIME),
            (affinity(false), &table::NODE_AFFINITY),
            (affinity(true), &table::NODE_AFFINITY_AT_RUN_TIME),
            (!pod.pod_affinity.is_empty(), &table::POD_AFFINITY),
        ];
        self.all(&asked, span);
    }

    fn variable(&mut self, value: &EnvValue, span: Span) {
        let asked = match value {
            EnvValue::Text(_) => vec![(true, &table::ENV)],
            EnvValue::Secret { name, optional, .. } | EnvValue::ConfigMap { name, optional, .. } => vec![
                (true, &table::ENV_SECRET),
                (*optional == Some(true), &table::ENV_SECRET_OPTIONAL),
                (late(Some(name)), &table::NAME_AT_RUN_TIME),
            ],
            EnvValue::Field(_) => vec![(true, &table::ENV_FIELD)],
        };
        self.all(&asked, span);
    }

    fn volume(&mut self, volume: &Volume, span: Span) {
        let asked = match volume {
            Volume::Secret { name, optional } | Volume::ConfigMap { name, optional } => vec![
                (true, &table::MOUNT_SECRET),
                (*optional == Some(true), &table::MOUNT_SECRET_OPTIONAL),
                (late(Some(name)), &table::NAME_AT_RUN_TIME),
            ],
            Volume::Pvc { sub_path, .. } => {
                vec![(true, &table::MOUNT_PVC), (!sub_path.is_empty(), &table::MOUNT_SUB_PATH)]
            }
            Volume::EmptyDir { .. } => vec![(true, &table::MOUNT_EMPTY_DIR)],
            Volume::Ephemeral { .. } => vec![(true, &table::MOUNT_EPHEMERAL)],
        };
        self.all(&asked, span);
    }
}

/// Whether the last wait would be longer than the longest that is allowed.
fn is_capped(retry: &Retry) -> bool {
    let seconds = |seconds: u64| u32::try_from(seconds).map_or(f64::MAX, f64::from);
    let growth = (1..retry.retries).fold(1.0, |growth: f64, _| (growth * retry.factor).min(f64::MAX));
    seconds(retry.backoff) * growth > seconds(retry.max_backoff)
}

/// Whether a setting is known only at run time.
fn late(source: Option<&Source>) -> bool {
    source.is_some_and(|source| !matches!(source, Source::Constant(_)))
}

fn resources(pod: &Pod) -> [Option<&Source>; 6] {
    [&pod.cpu, &pod.cpu_request, &pod.memory, &pod.memory_request, &pod.accelerator, &pod.accelerator_count]
        .map(Option::as_ref)
}
