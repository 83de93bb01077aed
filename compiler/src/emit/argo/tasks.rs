//! Tasks: one node of a DAG, its arguments and what it waits for.
//!
//! In: a [`Task`] of the plan. Out: Argo's task, and the exit work that hangs on it.
//! Always holds: a task waits for all that it reads.

use std::collections::BTreeSet;

use super::expression::ABSENT;
use super::lists::is_list;
use super::schema::{Arguments, Artifact, Hook, Parameter, Task as Made};
use super::sources::{Scope, Wired, kind, name_of};
use super::translate::Translator;
use super::{metadata, wire};
use crate::emit::{Target, capabilities, errors};
use crate::plan::{Callee, DagId, Formula, Items, ParamType, Port, RunField, Source, Task, TaskId, TextPiece};

impl<'a> Translator<'a> {
    /// A task of DAG `dag`, and the exit work that hangs on it.
    pub(super) fn task(&mut self, dag: DagId, (id, task): (TaskId, &Task), exit: Option<(TaskId, &Task)>) -> Made {
        let template = match (&task.each, task.callee) {
            (Some(each), Callee::Dag(body)) => self.loop_template(task, each, body),
            (_, callee) => self.template(callee, task, (dag, id)),
        };
        let mut arguments = self.arguments(dag, task);
        if let (Some(each), Callee::Dag(body)) = (&task.each, task.callee) {
            let scope = self.scope(dag, task);
            arguments.parameters.extend(super::loops::items_argument(&scope, each, body));
        }
        let scope = self.scope(dag, task);
        let when = task.when.as_ref().map(|formula| format!("{{{{={}}}}}", scope.truth(formula)));
        let waits = self.waits(dag, task);
        if waits.iter().any(|upstream| upstream.policy.ignore_upstream_failure) {
            self.need(&capabilities::AFTER_IGNORED, task.span);
        }
        let depends = depends(&waits, task);
        let mut made = Made { name: name_of(task), template, depends, when, arguments, ..Made::default() };
        if let Some((id, exit)) = exit {
            let hook = self.hook(dag, id, exit);
            made.hooks.insert("exit".to_owned(), hook);
        }
        made
    }

    pub(super) fn scope(&self, id: DagId, task: &Task) -> Scope<'_, '_> {
        Scope { t: self, id, dag: self.plan.dag(id), tolerant: task.policy.ignore_upstream_failure, outputs: false }
    }

    /// The template that does what `callee` says, the way `task` wants it.
    fn template(&mut self, callee: Callee, task: &Task, place: (DagId, TaskId)) -> String {
        match callee {
            Callee::Component(id) => self.leaf(id, task, place),
            Callee::Dag(id) => self.dag_template(id),
        }
    }

    /// Exit work runs as a hook of what it belongs to: it sees the DAG's inputs and how that ended.
    fn hook(&mut self, dag: DagId, id: TaskId, exit: &Task) -> Hook {
        let upstream = exit.exit_of;
        for other in reads(exit).into_iter().chain(exit.after.iter().copied()) {
            if Some(other) != upstream && other != id {
                let producer = self.plan.dag(dag).tasks.get(other.0 as usize).map_or(exit.span, |task| task.span);
                let report = errors::finally_uses(Target::Argo, exit.span, producer);
                self.refuse(&capabilities::FINALLY_USES_TASKS, report);
            }
        }
        let template = self.template(exit.callee, exit, (dag, id));
        Hook { template, arguments: self.arguments(dag, exit), ..Hook::default() }
    }

    /// What `task` waits for.
    fn waits(&self, id: DagId, task: &Task) -> Vec<&'a Task> {
        let waits: BTreeSet<TaskId> = reads(task).into_iter().chain(task.after.iter().copied()).collect();
        let dag = self.plan.dag(id);
        waits.into_iter().filter_map(|wait| dag.tasks.get(wait.0 as usize)).collect()
    }

    /// What `task` gives to its callee.
    fn arguments(&mut self, dag: DagId, task: &Task) -> Arguments {
        let mut arguments = Arguments::default();
        for (name, source) in &task.arguments {
            let Some(port) = self.input_port(task, name) else { continue };
            let (kind, optional) = (kind(port), port.optional);
            let own = match task.callee {
                Callee::Component(_) => name.to_string(),
                Callee::Dag(id) => self.state(id).input(name).to_owned(),
            };
            if is_list(port) {
                let wired = self.scope(dag, task).wired(source, ParamType::List);
                arguments.parameters.push(argument(metadata(&own), wired));
            } else if port.is_artifact() {
                self.artifact_argument(dag, task, &own, source, &mut arguments);
            } else {
                self.check_source(source, task.span);
                let wired = self.scope(dag, task).wired(source, kind);
                if wired != Wired::Text(ABSENT.to_owned()) || !optional {
                    arguments.parameters.push(argument(own, wired));
                }
            }
        }
        let extra = self.pod_arguments(dag, task);
        arguments.parameters.extend(extra);
        arguments
    }

    fn input_port(&self, task: &Task, name: &str) -> Option<&'a Port> {
        let ports = match task.callee {
            Callee::Component(id) => &self.plan.component(id).inputs,
            Callee::Dag(id) => &self.plan.dag(id).inputs,
        };
        ports.iter().find(|port| port.name == name)
    }

    fn artifact_argument(&mut self, dag: DagId, task: &Task, own: &str, source: &Source, arguments: &mut Arguments) {
        let scope = self.scope(dag, task);
        let Some(from) = scope.artifact(source) else {
            return;
        };
        let wired = scope.wired(source, ParamType::Struct);
        let optional = scope.tolerant || scope.may_be_absent(source);
        arguments.artifacts.push(Artifact {
            name: own.to_owned(),
            from: Some(format!("{{{{{from}}}}}")),
            optional,
            ..Artifact::default()
        });
        arguments.parameters.push(argument(metadata(own), wired));
    }

    /// Reports what Argo can't tell outside of a pod.
    pub(super) fn check_source(&mut self, source: &Source, span: crate::source::Span) {
        walk(source, &mut |source| {
            if let Source::Run(RunField::TaskId | RunField::TaskName) = source {
                self.refuse(&capabilities::RUN_TASK, errors::no_run_field(span));
            }
        });
    }
}

/// That `task` waits for `waits`, as Argo's `depends`.
fn depends(waits: &[&Task], task: &Task) -> Option<String> {
    let terms: Vec<String> = waits
        .iter()
        .map(|upstream| {
            let name = name_of(upstream);
            if task.policy.ignore_upstream_failure {
                let any = ["Succeeded", "Failed", "Errored", "Skipped", "Omitted"].map(|end| format!("{name}.{end}"));
                format!("({})", any.join(" || "))
            } else {
                format!("{name}.Succeeded")
            }
        })
        .collect();
    (!terms.is_empty()).then(|| terms.join(" && "))
}

/// An argument.
pub(super) fn argument(name: String, value: Wired) -> Parameter {
    Parameter { name, value: Some(value.value()), ..Parameter::default() }
}

/// The declaration of an input parameter.
pub(super) fn parameter(name: &str, port: &Port) -> Parameter {
    let default = match &port.default {
        Some(value) => Some(wire::text(value, kind(port))),
        None => port.optional.then(|| ABSENT.to_owned()),
    };
    Parameter { name: name.to_owned(), default, ..Parameter::default() }
}

/// Tasks whose outputs or outcome `task` reads.
fn reads(task: &Task) -> BTreeSet<TaskId> {
    let mut found = BTreeSet::new();
    let mut note = |source: &Source| {
        if let Source::Output(id, _) | Source::Status(id) = source {
            found.insert(*id);
        }
    };
    for (_, source) in &task.arguments {
        walk(source, &mut note);
    }
    super::pods::run_time(&task.pod).into_iter().for_each(|late| walk(late.source, &mut note));
    if let Some(formula) = &task.when {
        walk_formula(formula, &mut note);
    }
    match task.each.as_ref().map(|each| &each.items) {
        Some(Items::Parameter(source) | Items::Artifacts(source) | Items::Range(source)) => walk(source, &mut note),
        Some(Items::Constant(_)) | None => {}
    }
    found
}

/// Calls `f` for `source` and all that is inside of it.
pub(super) fn walk(source: &Source, f: &mut impl FnMut(&Source)) {
    f(source);
    match source {
        Source::Select(inner, _) => walk(inner, f),
        Source::Text(pieces) => {
            for piece in pieces {
                if let TextPiece::Value(value) = piece {
                    walk(value, f);
                }
            }
        }
        Source::List(items) => items.iter().for_each(|item| walk(item, f)),
        Source::Record(fields) => fields.iter().for_each(|(_, value)| walk(value, f)),
        Source::Constant(_)
        | Source::Input(_)
        | Source::Output(..)
        | Source::Status(_)
        | Source::Run(_)
        | Source::WorkspacePath => {}
    }
}

fn walk_formula(formula: &Formula, f: &mut impl FnMut(&Source)) {
    formula.map(&mut |source| walk(source, f));
}
