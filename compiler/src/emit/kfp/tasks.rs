//! Tasks: one node of a DAG as KFP's `PipelineTaskSpec`.
//!
//! In: a [`Task`] of the plan. Out: its spec in the DAG being built.
//! Always holds: `dependentTasks` names each task waited for once, those of the plan in source order.

use smol_str::format_smolstr;

use super::dags::DagBuilder;
use super::schema::{
    CachingOptions, ComponentRef, InputParameter, RetryPolicy, TaskInfo, TaskInputs, TaskSpec, Text, TriggerPolicy,
};
use super::values::Draft;
use crate::emit::errors;
use crate::plan::policy::{Cache, Retry};
use crate::plan::{Callee, Task, TaskId};
use crate::source::Span;

impl DagBuilder<'_, '_> {
    /// Adds the task `id`.
    pub(super) fn task(&mut self, id: TaskId) {
        let Some(task) = self.dag.tasks.get(id.0 as usize) else { return };
        let mut draft = Draft::new(Some(task.callee), task.span);
        draft.inputs.parameters.reserve_exact(task.arguments.len());
        for (name, source) in &task.arguments {
            self.argument(&mut draft, name, source);
        }
        draft.waits.extend(task.after.iter().copied());
        let component = match task.callee {
            Callee::Component(component) => self.leaf(&mut draft, component, task),
            Callee::Dag(dag) => self.t.dag_component(dag),
        };
        let condition = task.when.as_ref().map(|formula| self.condition(&mut draft, task, formula));
        let turns = task.each.as_ref().map(|each| self.turns(&mut draft, task, each));
        let strategy = self.strategy(id, task, &mut draft);
        let mut spec = self.spec(&task.name, component, draft);
        if let Some(display) = &task.policy.display {
            spec.task_info.name = Text::from(display);
        }
        spec.retry_policy = retry_of(task).as_ref().map(retry);
        spec.caching_options = caching(task);
        if condition.is_some() || strategy.is_some() {
            spec.trigger_policy = Some(TriggerPolicy { condition: condition.map(Text::from), strategy });
        }
        if let Some(turns) = turns {
            spec = self.looped(task, spec, turns);
        }
        self.tasks.insert(Text::from(&task.name), spec);
    }

    /// A task with nothing but its inputs and what it waits for.
    pub(super) fn spec(&self, name: &str, component: Text, draft: Draft) -> TaskSpec {
        let mut dependent_tasks: Vec<Text> = draft.waits.iter().map(|task| self.task_name(*task)).collect();
        for task in draft.waits_added {
            if !dependent_tasks.contains(&task) {
                dependent_tasks.push(task);
            }
        }
        TaskSpec {
            artifact_iterator: None,
            caching_options: None,
            component_ref: ComponentRef { name: component },
            dependent_tasks,
            inputs: draft.inputs,
            iterator_policy: None,
            parameter_iterator: None,
            retry_policy: None,
            task_info: TaskInfo { name: Text::from(name) },
            trigger_policy: None,
        }
    }

    /// KFP starts what runs after a failure as a hook on the one task waited for.
    fn strategy(&mut self, id: TaskId, task: &Task, draft: &mut Draft) -> Option<Text> {
        self.check_followers(task, draft);
        let upstream = match task.exit_of {
            Some(upstream) => {
                draft.waits.insert(upstream);
                self.check_finally(upstream, draft);
                upstream
            }
            None if task.policy.ignore_upstream_failure => self.only_upstream(task, draft)?,
            None => return None,
        };
        self.hooked.insert(id);
        if let Some(other) = self.hooks.insert(upstream, id) {
            let other = self.dag.tasks.get(other.0 as usize).map_or(task.span, |task| task.span);
            self.t.report(errors::second_hook(task.span, other));
        }
        Some(Text::constant("ALL_UPSTREAM_TASKS_COMPLETED"))
    }

    fn only_upstream(&mut self, task: &Task, draft: &Draft) -> Option<TaskId> {
        let mut waits = draft.waits.iter().copied();
        let upstream = waits.next()?;
        let span_of = |id: TaskId| self.dag.tasks.get(id.0 as usize).map_or(task.span, |task| task.span);
        if let Some(second) = waits.next() {
            let report = errors::several_upstreams(task.span, span_of(upstream), span_of(second));
            self.t.report(report);
            return None;
        }
        let other = self.dag.tasks.get(upstream.0 as usize)?;
        if !self.takes_hook(other) {
            self.t.report(errors::no_hook(task.span, other.span));
        }
        self.check_fed(task, upstream, other);
        Some(upstream)
    }

    /// Whether anything of `inputs` goes through a selector.
    pub(super) fn selects(inputs: &TaskInputs) -> bool {
        inputs.parameters.values().any(|input: &InputParameter| input.parameter_expression_selector.is_some())
    }

    pub(super) fn span_of(&self, task: TaskId) -> Option<Span> {
        self.dag.tasks.get(task.0 as usize).map(|task| task.span)
    }
}

fn caching(task: &Task) -> Option<CachingOptions> {
    let Callee::Component(_) = task.callee else { return None };
    Some(match &task.policy.cache {
        None => CachingOptions { cache_key: None, enable_cache: true },
        Some(Cache { enabled, key }) => {
            CachingOptions { cache_key: key.as_deref().map(Text::from), enable_cache: *enabled }
        }
    })
}

fn retry(retry: &Retry) -> RetryPolicy {
    RetryPolicy {
        backoff_duration: Text(format_smolstr!("{}s", retry.backoff)),
        backoff_factor: retry.factor,
        backoff_max_duration: Text(format_smolstr!("{}s", retry.max_backoff)),
        max_retry_count: retry.retries,
    }
}

/// A pod on a machine that may be taken away is tried again as often as `spot` says; KFP can't tell why it ended.
fn retry_of(task: &Task) -> Option<Retry> {
    let Callee::Component(_) = task.callee else { return task.policy.retry.clone() };
    let spot = task.pod.spot.as_ref().and_then(|spot| spot.retries);
    let after_spot = spot.map(|retries| Retry { retries, backoff: 0, factor: 2.0, max_backoff: 3600 });
    task.policy.retry.clone().or(after_spot)
}
