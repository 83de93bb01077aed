//! The table of decorators and modifiers: what each is called, what it takes, where it may stand, what it becomes.
//!
//! In: nothing. Out: the table, for checking, completion, hover and the generated reference (`docs/decorators.md`).
//! Always holds: names are unique; arguments by place come before those by name.

pub mod calls;
pub mod markdown;
mod pods;
mod policies;
mod python;
mod runs;
pub mod signature;

pub(crate) use pods::TASK_CONFIG_FIELDS;
pub use signature::{Argument, Format, Kind, Rest, Signature};

use std::fmt;

/// Where a decorator or modifier may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// `@!name(…)` at a file's head: for all its components.
    File,
    /// `@name(…)` on a component.
    Component,
    /// `@name(…)` on a pipeline.
    Pipeline,
    /// `.name(…)` on a task: a component's call, an importer, an approval.
    Task,
    /// `.name(…)` on a block or on a sub-pipeline's call.
    Block,
    /// `@name(…)` on a trigger.
    Trigger,
    /// `[defaults]` of the project: for all its components, and for its pipelines what stands on pipelines alone.
    Defaults,
}

/// How a decorator meets the same decorator of a farther place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// It replaces it, with all its arguments.
    Replace,
    /// Its keys are laid over the other's.
    ByKey,
    /// It adds to it; it may stand several times at one place.
    Add,
}

/// One decorator or modifier.
#[derive(Debug)]
pub struct Decorator {
    /// Its name, its arguments and what it does.
    pub signature: Signature,
    /// Where it may stand.
    pub places: &'static [Place],
    /// How it meets the same one of a farther place.
    pub merge: Merge,
    /// What it becomes on KFP.
    pub kfp: &'static str,
    /// What it becomes on Argo.
    pub argo: &'static str,
}

impl Decorator {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.signature.name
    }

    /// Whether it may stand there.
    pub fn may_stand(&self, place: Place) -> bool {
        self.places.contains(&place)
    }
}

/// All of them, by theme.
pub fn all() -> impl Iterator<Item = &'static Decorator> {
    [pods::TABLE, policies::TABLE, python::TABLE, runs::TABLE].into_iter().flatten()
}

/// The decorator of that name.
pub fn find(name: &str) -> Option<&'static Decorator> {
    all().find(|decorator| decorator.name() == name)
}

/// Places of what shapes a task.
const TASKS: &[Place] = &[Place::File, Place::Component, Place::Task, Place::Defaults];

/// Places of what shapes a task and may be said once for all tasks of a pipeline, or means the run there.
const TASKS_AND_RUNS: &[Place] = &[Place::File, Place::Component, Place::Pipeline, Place::Task, Place::Defaults];

/// Places of what a component alone can say.
const COMPONENTS: &[Place] = &[Place::File, Place::Component, Place::Defaults];

/// Places of what a run alone can say.
const RUNS: &[Place] = &[Place::Pipeline, Place::Defaults];

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a file's head",
            Self::Component => "a component",
            Self::Pipeline => "a pipeline",
            Self::Task => "a task",
            Self::Block => "a block or a sub-pipeline's call",
            Self::Trigger => "a trigger",
            Self::Defaults => "the project's defaults",
        })
    }
}
