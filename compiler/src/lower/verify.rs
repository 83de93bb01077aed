//! What always holds of a plan, checked.
//!
//! In: a plan. Out: a line for each rule that it breaks; none of a plan that `lower` made.

use rustc_hash::FxHashSet;

use crate::plan::{Callee, Dag, Items, Plan, Port, Source, Task, TextPiece};

/// The rules that the plan breaks.
pub fn verify(plan: &Plan) -> Vec<String> {
    let mut broken = Vec::new();
    for dag in &plan.dags {
        let mut names = FxHashSet::default();
        for (index, task) in dag.tasks.iter().enumerate() {
            let place = format!("task `{}` of `{}`", task.name, dag.name);
            if !names.insert(task.name.as_str()) {
                broken.push(format!("{place}: the name is taken"));
            }
            check_task(plan, dag, index, task, &place, &mut broken);
        }
        for output in &dag.outputs {
            for source in &output.from {
                let place = format!("output `{}` of `{}`", output.port.name, dag.name);
                check_source(dag, dag.tasks.len(), source, &place, &mut broken);
            }
        }
    }
    broken
}

fn check_task(plan: &Plan, dag: &Dag, index: usize, task: &Task, place: &str, broken: &mut Vec<String>) {
    let inputs: &[Port] = match task.callee {
        Callee::Component(id) => &plan.component(id).inputs,
        Callee::Dag(id) => &plan.dag(id).inputs,
    };
    for (name, source) in &task.arguments {
        if !inputs.iter().any(|port| port.name == *name) {
            broken.push(format!("{place}: no input `{name}`"));
        }
        check_source(dag, index, source, place, broken);
    }
    let item = task.each.as_ref().map(|each| &each.item);
    for port in inputs.iter().filter(|port| !port.optional && Some(&port.name) != item) {
        if !task.arguments.iter().any(|(name, _)| *name == port.name) {
            broken.push(format!("{place}: required input `{}` has no argument", port.name));
        }
    }
    if let Some(Items::Parameter(source) | Items::Artifacts(source) | Items::Range(source)) =
        task.each.as_ref().map(|each| &each.items)
    {
        check_source(dag, index, source, place, broken);
    }
    if let Some(when) = &task.when {
        when.map(&mut |source| check_source(dag, index, source, place, broken));
    }
    for before in task.after.iter().chain(task.exit_of.as_ref()) {
        if before.0 as usize >= index {
            broken.push(format!("{place}: waits for a task that comes later"));
        }
    }
}

fn check_source(dag: &Dag, index: usize, source: &Source, place: &str, broken: &mut Vec<String>) {
    match source {
        Source::Input(name) if !dag.inputs.iter().any(|port| port.name == *name) => {
            broken.push(format!("{place}: reads the missing input `{name}`"));
        }
        Source::Output(task, _) | Source::Status(task) if task.0 as usize >= index => {
            broken.push(format!("{place}: reads a task that comes later"));
        }
        Source::Select(base, _) => check_source(dag, index, base, place, broken),
        Source::List(items) => items.iter().for_each(|item| check_source(dag, index, item, place, broken)),
        Source::Record(fields) => {
            fields.iter().for_each(|(_, value)| check_source(dag, index, value, place, broken));
        }
        Source::Text(pieces) => {
            for piece in pieces {
                if let TextPiece::Value(value) = piece {
                    check_source(dag, index, value, place, broken);
                }
            }
        }
        _ => {}
    }
}
