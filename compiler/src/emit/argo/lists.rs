//! Lists of artifacts: what loops collect.
//!
//! In: a plan. Out: which outputs of which tasks end up in a list, and where they are kept.
//! Always holds: such an artifact lies below a prefix that all of its list share, and its metadata names the list and
//! its own entry there; so a list travels as its metadata alone, and whoever takes it reads the prefix as a folder.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::leaves::place;
use super::schema::{Archive, Artifact, Bucket, Nothing};
use crate::plan::{Callee, DagId, Implementation, Plan, Port, Shape, Source, TaskId};

/// Lists by the tasks whose outputs go into them: the output and the list's name.
#[derive(Debug, Default)]
pub(super) struct Lists {
    found: FxHashMap<(DagId, TaskId), Vec<(SmolStr, String)>>,
    /// Loops that collect what no task of theirs makes.
    pub(super) lost: Vec<DagId>,
}

impl Lists {
    /// The lists of `plan`; `name` gives a loop's.
    pub(super) fn new(plan: &Plan, name: impl Fn(DagId) -> String) -> Self {
        let mut lists = Self::default();
        for task in plan.dags.iter().flat_map(|dag| &dag.tasks) {
            let (Callee::Dag(body), Some(_)) = (task.callee, &task.each) else { continue };
            for output in plan.dag(body).outputs.iter().filter(|output| is_one(&output.port)) {
                let list = format!("{}-{}", name(body), output.port.name);
                for source in &output.from {
                    if !lists.trace(plan, body, source, &list) {
                        lists.lost.push(body);
                    }
                }
            }
        }
        lists
    }

    /// Follows `source` to the task that makes it; false if there is none.
    fn trace(&mut self, plan: &Plan, dag: DagId, source: &Source, list: &str) -> bool {
        let Source::Output(id, name) = source else { return matches!(source, Source::Constant(_)) };
        let Some(task) = plan.dag(dag).tasks.get(id.0 as usize) else { return false };
        match task.callee {
            Callee::Component(component) => {
                let made = &plan.component(component).implementation;
                let known = self.found.entry((dag, *id)).or_default();
                if known.iter().all(|(port, _)| port != name) {
                    known.push((name.clone(), list.to_owned()));
                }
                matches!(made, Implementation::Python(_) | Implementation::Container { .. })
            }
            Callee::Dag(inner) => {
                let outputs = plan.dag(inner).outputs.iter().filter(|output| output.port.name == *name);
                let sources: Vec<&Source> = outputs.flat_map(|output| &output.from).collect();
                sources.into_iter().all(|source| self.trace(plan, inner, source, list))
            }
        }
    }

    /// The lists that outputs of a task go into.
    pub(super) fn of(&self, dag: DagId, task: TaskId) -> &[(SmolStr, String)] {
        self.found.get(&(dag, task)).map_or(&[], Vec::as_slice)
    }

    /// The list that one output of a task goes into.
    pub(super) fn list(&self, (dag, task): (DagId, TaskId), port: &str) -> Option<&str> {
        self.of(dag, task).iter().find(|(name, _)| name == port).map(|(_, list)| list.as_str())
    }
}

/// Whether a single artifact goes through the port.
fn is_one(port: &Port) -> bool {
    matches!(port.shape, Shape::Artifact { list: false, .. })
}

/// Whether a list of artifacts does.
pub(super) fn is_list(port: &Port) -> bool {
    matches!(port.shape, Shape::Artifact { list: true, .. })
}

/// The key of a list within a run.
pub(super) fn prefix(list: &str) -> String {
    format!("lists/{list}")
}

/// Gives `artifact` a place below `root`, or in the cluster's own repository; it is kept as it is, not packed.
pub(super) fn keep(artifact: &mut Artifact, root: Option<&str>, key: &str) {
    artifact.archive = Some(Archive { none: Some(Nothing {}) });
    match root {
        Some(root) => {
            place(artifact, &format!("{root}/{key}"));
        }
        None => artifact.s3 = Some(Bucket { key: key.to_owned(), ..Bucket::default() }),
    }
}
