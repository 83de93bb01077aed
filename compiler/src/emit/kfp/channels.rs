//! Channels: inputs of a task beside those that its component declares, for values inside of texts and conditions.
//!
//! In: a source. Out: the name of an input that holds it.
//! Always holds: the name is the SDK's, `pipelinechannel--task-output`; a value goes through one channel a task.

use smol_str::{SmolStr, format_smolstr};

use super::dags::DagBuilder;
use super::schema::{InputParameter, Text};
use super::values::Draft;
use crate::plan::{Key, RunField, Source};

impl<'a> DagBuilder<'_, 'a> {
    /// The input of the task through which `source` goes beside its declared ones.
    pub(super) fn channel(&mut self, draft: &mut Draft, source: &'a Source) -> Text {
        let parameter = self.whole(draft, source);
        self.channel_for(draft, &self.channel_name(source), parameter)
    }

    /// The input of the task that holds `parameter`, called `base` if that is free.
    pub(super) fn channel_for(&self, draft: &mut Draft, base: &str, parameter: InputParameter) -> Text {
        let declared = draft.callee.map(|callee| self.t.callee_sides(callee));
        let mut number = 1;
        loop {
            let name = Text(if number == 1 { SmolStr::new(base) } else { format_smolstr!("{base}-{number}") });
            number += 1;
            if declared.is_some_and(|sides| sides.inputs.has(name.as_str())) {
                continue;
            }
            match draft.inputs.parameters.get(&name) {
                Some(present) if *present == parameter => return name,
                Some(_) => {}
                None => {
                    draft.inputs.parameters.insert(name.clone(), parameter);
                    return name;
                }
            }
        }
    }

    /// The SDK's name for an input through which `source` goes: `pipelinechannel--task-output`.
    pub(super) fn channel_name(&self, source: &Source) -> String {
        let name = match source {
            Source::Input(name) => return with_prefix(name),
            Source::Output(task, port) => format!("{}-{port}", self.task_name(*task).as_str()),
            Source::Status(task) => format!("{}-status", self.task_name(*task).as_str()),
            Source::Select(inner, keys) => {
                let mut name = self.channel_name(inner);
                for key in keys {
                    match key {
                        Key::Field(field) => name.push_str(&format_smolstr!("-subvar-{field}")),
                        Key::Index(index) => name.push_str(&format_smolstr!("-subvar-{index}")),
                    }
                }
                return with_prefix(&name);
            }
            Source::Run(field) => format!("run-{}", run_name(*field)),
            Source::WorkspacePath => "workspace-path".to_owned(),
            Source::Constant(_) | Source::Text(_) | Source::List(_) | Source::Record(_) => "value".to_owned(),
        };
        with_prefix(&name)
    }
}

fn with_prefix(name: &str) -> String {
    const PREFIX: &str = "pipelinechannel--";
    let name: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_') { letter } else { '-' })
        .collect();
    if name.starts_with(PREFIX) { name } else { format!("{PREFIX}{name}") }
}

/// A field of the run as part of a name.
pub(super) fn run_name(field: RunField) -> &'static str {
    match field {
        RunField::Id => "id",
        RunField::Name => "name",
        RunField::ResourceName => "resource-name",
        RunField::Root => "root",
        RunField::CreatedAt => "created-at",
        RunField::ScheduledAt => "scheduled-at",
        RunField::TaskId => "task-id",
        RunField::TaskName => "task-name",
        RunField::Url => "url",
    }
}
