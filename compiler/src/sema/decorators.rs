//! The table of decorators and modifiers: what each is called, what it takes, where it may stand, what it becomes.
//!
//! In: nothing. Out: the table, for checking, completion, hover and the generated reference.

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
    /// `[defaults]` of the project.
    Defaults,
}
