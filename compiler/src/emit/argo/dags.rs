//! DAGs: a template for each pipeline and block of the plan.
//!
//! In: a [`Dag`]. Out: its template.
//! Always holds: a template has at least one task; what branches yield is chosen by which of them has run.

use rustc_hash::FxHashMap;

use super::expression::{ABSENT, member, text};
use super::lists::is_list;
use super::schema::{Arguments, Artifact, Dag as Made, Metadata, Parameter, Raw, Task, Template, ValueFrom};
use super::sources::{Scope, Wired, kind};
use super::tasks::{parameter, walk};
use super::translate::Translator;
use super::{metadata, run};
use crate::plan::{Dag, DagId, DagKind, DagOutput, Port, Source, TaskId};

impl Translator<'_> {
    /// Builds the template of DAG `id`.
    pub(super) fn dag(&mut self, id: DagId) {
        let dag = self.plan.dag(id);
        let ids = (0..dag.tasks.len()).map(|index| TaskId(u32::try_from(index).unwrap_or(u32::MAX)));
        let (exits, others): (Vec<_>, Vec<_>) = ids.zip(&dag.tasks).partition(|(_, task)| task.exit_of.is_some());
        let exits: FxHashMap<_, _> =
            exits.into_iter().filter_map(|(exit, task)| Some((task.exit_of?, (exit, task)))).collect();
        let mut tasks = Vec::with_capacity(others.len());
        for (task_id, task) in others {
            tasks.push(self.task(id, (task_id, task), exits.get(&task_id).copied()));
        }
        if tasks.is_empty() {
            let template = self.idle_template();
            tasks.push(Task { name: "nothing".to_owned(), template, ..Task::default() });
        }
        // A failure that another task goes on from is still one: without this, Argo looks at the last tasks alone.
        let tolerant = dag.tasks.iter().any(|task| task.policy.ignore_upstream_failure);
        let target = tolerant.then(|| tasks.iter().map(|task| task.name.as_str()).collect::<Vec<_>>().join(" "));
        for source in dag.outputs.iter().flat_map(|output| &output.from) {
            self.check_source(source, dag.span);
        }
        let state = self.state(id);
        let template = Template {
            name: state.template.clone(),
            metadata: Metadata { annotations: self.annotations(dag.span), ..Metadata::default() },
            inputs: with_own(inputs(&dag.inputs, |name| state.input(name).to_owned()), dag),
            outputs: self.outputs(id, dag),
            dag: Some(Made { fail_fast: None, target, tasks }),
            ..Template::default()
        };
        self.add(template);
    }

    fn outputs(&self, id: DagId, dag: &Dag) -> Arguments {
        let scope = Scope { t: self, id, dag, tolerant: false, outputs: true };
        let mut outputs = Arguments::default();
        for output in &dag.outputs {
            let name = output.port.name.to_string();
            if output.port.is_artifact() {
                if dag.kind != DagKind::Loop && !is_list(&output.port) {
                    outputs.artifacts.push(artifact(&scope, output));
                }
                outputs.parameters.push(value(&scope, output, metadata(&name)));
            } else {
                outputs.parameters.push(value(&scope, output, name));
            }
        }
        outputs
    }
}

/// The artifact that stands for one that no branch has made: Argo takes no expression for nothing.
const NONE: &str = "none";

/// Adds that artifact where an output may need it, and what an output says of the run.
fn with_own(mut inputs: Arguments, dag: &Dag) -> Arguments {
    let needed = |output: &DagOutput| {
        let mut from = output.from.iter();
        output.port.is_artifact() && output.port.optional && from.any(|source| is_conditional(dag, source))
    };
    for source in dag.outputs.iter().flat_map(|output| &output.from) {
        walk(source, &mut |source| {
            let Source::Run(field) = source else { return };
            if let Some((name, variable)) = run::input(*field).zip(run::variable(*field))
                && inputs.parameters.iter().all(|other| other.name != name)
            {
                let value = Some(format!("{{{{{variable}}}}}"));
                inputs.parameters.push(Parameter { name, value, ..Parameter::default() });
            }
        });
    }
    if dag.outputs.iter().any(needed) {
        let raw = Some(Raw { data: " ".to_owned() });
        inputs.artifacts.push(Artifact { name: NONE.to_owned(), raw, ..Artifact::default() });
    }
    inputs
}

/// Declarations of input ports under the names that `name` gives them.
pub(super) fn inputs(ports: &[Port], name: impl Fn(&str) -> String) -> Arguments {
    let mut inputs = Arguments::default();
    for port in ports {
        let own = name(&port.name);
        if is_list(port) {
            inputs.parameters.push(parameter(&metadata(&own), port));
        } else if port.is_artifact() {
            inputs.parameters.push(parameter(&metadata(&own), port));
            inputs.artifacts.push(Artifact { name: own, optional: port.optional, ..Artifact::default() });
        } else {
            inputs.parameters.push(parameter(&own, port));
        }
    }
    inputs
}

/// Where an output parameter comes from; a loop's body hands out `{"v": "<wire>"}`, since Argo puts such values of all
/// items into a list without a change.
fn value(scope: &Scope, output: &DagOutput, name: String) -> Parameter {
    let looped = scope.dag.kind == DagKind::Loop;
    let from = match output.from.as_slice() {
        [only] if !is_conditional(scope.dag, only) => match scope.wired(only, kind(&output.port)) {
            Wired::Tag(tag) if !looped && tag.starts_with("tasks.") => {
                ValueFrom { parameter: Some(format!("{{{{{tag}}}}}")), ..ValueFrom::default() }
            }
            wired => expression(wired_expression(scope, only, wired), looped),
        },
        several => {
            let mut chosen = format!("'{ABSENT}'");
            let last = several.len().saturating_sub(1);
            for (index, source) in several.iter().enumerate().rev() {
                let wired = scope.wired(source, kind(&output.port));
                let made = wired_expression(scope, source, wired);
                chosen = match (status(scope, source), index == last) {
                    (Some(status), _) => format!("{status} == 'Succeeded' ? {made} : {}", nested(&chosen)),
                    (None, _) => made,
                };
            }
            expression(chosen, looped)
        }
    };
    Parameter { name, value_from: Some(from), ..Parameter::default() }
}

fn nested(chosen: &str) -> String {
    if chosen.contains(" ? ") { format!("({chosen})") } else { chosen.to_owned() }
}

fn expression(value: String, looped: bool) -> ValueFrom {
    let value = if looped { format!("toJson({{'v': {value}}})") } else { value };
    ValueFrom { expression: Some(value), ..ValueFrom::default() }
}

/// The expression for what reaches a parameter.
fn wired_expression(scope: &Scope, source: &Source, wired: Wired) -> String {
    match wired {
        Wired::Text(constant) => text(&constant),
        Wired::Expression(expression) => expression,
        Wired::Tag(_) | Wired::Tagged(_) => scope.expression(source),
    }
}

/// Whether the task that makes `source` may be skipped.
fn is_conditional(dag: &Dag, source: &Source) -> bool {
    matches!(source, Source::Output(task, _)
        if dag.tasks.get(task.0 as usize).is_some_and(|task| task.when.is_some()))
}

fn status(scope: &Scope, source: &Source) -> Option<String> {
    let Source::Output(task, _) = source else { return None };
    Some(format!("tasks{}.status", member(&scope.task_name(*task))))
}

fn artifact(scope: &Scope, output: &DagOutput) -> Artifact {
    let mut made = Artifact { name: output.port.name.to_string(), ..Artifact::default() };
    match output.from.as_slice() {
        [only] if !is_conditional(scope.dag, only) => {
            made.from = scope.artifact(only).map(|from| format!("{{{{{from}}}}}"));
            made.optional = scope.may_be_absent(only);
        }
        several => {
            let mut chosen = format!("inputs.artifacts.{NONE}");
            for (index, source) in several.iter().enumerate().rev() {
                let Some(from) = scope.artifact_expression(source) else { continue };
                let last = index + 1 == several.len() && !output.port.optional;
                chosen = match status(scope, source) {
                    Some(status) if !last => format!("{status} == 'Succeeded' ? {from} : {}", nested(&chosen)),
                    _ => from,
                };
            }
            made.from_expression = Some(chosen);
        }
    }
    made
}
