//! `approve`: a person decides.
//!
//! In: what is asked, and how long. Out: a DAG that waits for an answer and fails unless it is yes.
//! Always holds: a time-out is a no.

use super::schema::{Arguments, Container, Dag, Metadata, Nothing, Parameter, Suspend, Task, Template, ValueFrom};

/// What a person fills in.
const ANSWER: &str = "approve";

/// The templates of a gate.
pub(super) struct Gate {
    /// The DAG that stands for it.
    pub(super) whole: Template,
    /// What that calls.
    pub(super) parts: [Template; 2],
}

/// The gate that asks `message` for `timeout` seconds.
pub(super) fn gate(asked: &str, refused: &str, message: &str, timeout: Option<u64>, image: &str) -> Gate {
    let answers = ["YES".to_owned(), "NO".to_owned()];
    let parameter = Parameter {
        name: ANSWER.to_owned(),
        description: Some(crate::emit::text::calm(message)),
        default: Some("NO".to_owned()),
        allowed: answers.to_vec(),
        ..Parameter::default()
    };
    let supplied = ValueFrom { supplied: Some(Nothing {}), default: Some("NO".to_owned()), ..ValueFrom::default() };
    let output = Parameter { name: ANSWER.to_owned(), value_from: Some(supplied), ..Parameter::default() };
    let mut metadata = Metadata::default();
    metadata.annotations.insert("mlc/question".to_owned(), crate::emit::text::calm(message));
    let waits = Template {
        name: asked.to_owned(),
        metadata,
        inputs: Arguments { parameters: vec![parameter], ..Arguments::default() },
        outputs: Arguments { parameters: vec![output], ..Arguments::default() },
        suspend: Some(Suspend { duration: timeout.map(|seconds| seconds.to_string()) }),
        ..Template::default()
    };
    let script = "echo 'not approved: rejected, or nobody answered in time' >&2; exit 1";
    let mut fails = Template {
        name: refused.to_owned(),
        container: Some(Container {
            image: image.to_owned(),
            command: vec!["sh".to_owned(), "-c".to_owned()],
            args: vec![script.to_owned()],
            ..Container::default()
        }),
        ..Template::default()
    };
    super::pods::secure(&mut fails, false);
    let tasks = vec![
        Task { name: "answer".to_owned(), template: asked.to_owned(), ..Task::default() },
        Task {
            name: "refused".to_owned(),
            template: refused.to_owned(),
            depends: Some("answer.Succeeded".to_owned()),
            when: Some(format!("{{{{=tasks.answer.outputs.parameters.{ANSWER} != 'YES'}}}}")),
            ..Task::default()
        },
    ];
    let whole = Template { dag: Some(Dag { tasks, ..Dag::default() }), ..Template::default() };
    Gate { whole, parts: [waits, fails] }
}
