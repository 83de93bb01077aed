//! Schedules: a `CronWorkflow` that starts the pipeline's template.
//!
//! In: a schedule. Out: the object.
//! Always holds: the time at which a run was due is Argo's `workflow.scheduledTime`, never the clock of a pod.
//! See <https://argo-workflows.readthedocs.io/en/latest/cron-workflows/>.

use smol_str::SmolStr;

use super::Scene;
use crate::emit::argo::expression;
use crate::emit::argo::schema::{Arguments, CronSpec, CronWorkflow, Parameter, WorkflowSpec, WorkflowTemplateRef};
use crate::emit::argo::wire;
use crate::emit::capabilities;
use crate::emit::dates::{self, Part};
use crate::emit::names::kebab;
use crate::emit::reports::Reports;
use crate::emit::text::plain;
use crate::plan::trigger::{Argument, Concurrency, Schedule, Trigger, Value};
use crate::plan::{ParamType, Shape};
use crate::source::Span;

/// Letters of its name: Argo adds the time of the run to it.
const NAME: usize = 52;

/// When the run was due: RFC 3339, as Argo writes it.
const DUE: &str = "workflow.scheduledTime";

/// The object for `schedule`, the trigger's schedule of that number, whose source is called at `span`.
pub(super) fn workflow(
    scene: &Scene,
    schedule: &Schedule,
    number: usize,
    span: Span,
    reports: &mut Reports<'_>,
) -> CronWorkflow {
    let trigger = scene.trigger;
    if schedule.catch_up {
        reports.need(&capabilities::CATCH_UP, span);
    }
    if trigger.concurrency == Concurrency::Replace {
        reports.need(&capabilities::REPLACE, trigger.span);
    }
    let parameters = trigger.arguments.iter().map(|argument| parameter(argument, &schedule.timezone)).collect();
    let concurrency = match trigger.concurrency {
        Concurrency::Allow => "Allow",
        Concurrency::Forbid => "Forbid",
        Concurrency::Replace => "Replace",
    };
    CronWorkflow {
        api_version: "argoproj.io/v1alpha1",
        kind: "CronWorkflow",
        metadata: scene.numbered(NAME, 1, number),
        spec: CronSpec {
            schedules: vec![schedule.cron.clone()],
            timezone: schedule.timezone.clone(),
            when: schedule.until.as_deref().map(|until| format!("{{{{=now() < date({})}}}}", expression::text(until))),
            starting_deadline_seconds: schedule.start_deadline,
            concurrency_policy: concurrency.to_owned(),
            suspend: !scene.starts(),
            workflow_spec: WorkflowSpec {
                entrypoint: entrypoint(trigger),
                arguments: Arguments { parameters, ..Arguments::default() },
                workflow_template_ref: Some(WorkflowTemplateRef { name: trigger.pipeline.clone() }),
                ..WorkflowSpec::default()
            },
        },
    }
}

/// The template that the run begins with: where times are to be put into arguments, the pipeline's own, since its entry
/// takes arguments as they stand. Such arguments were checked when they were compiled.
fn entrypoint(trigger: &Trigger) -> String {
    let constant = |argument: &Argument| matches!(argument.value, Value::Constant(_));
    if trigger.arguments.iter().all(constant) { String::new() } else { kebab(&trigger.pipeline).to_string() }
}

fn parameter(argument: &Argument, zone: &str) -> Parameter {
    let kind = match argument.port.shape {
        Shape::Parameter(kind) => kind,
        Shape::Artifact { .. } => ParamType::Struct,
    };
    let value = match &argument.value {
        Value::Constant(value) => wire::text(value, kind),
        value if kind == ParamType::String && is_calm(value) => format!("{{{{={}}}}}", native(value, zone)),
        value if kind == ParamType::String => format!("{{{{='mlc:' + {}}}}}", braceless(&native(value, zone))),
        value => format!("{{{{={}}}}}", expression::json_of_any(&native(value, zone))),
    };
    Parameter { name: argument.port.name.to_string(), value: Some(value), ..Parameter::default() }
}

/// Whether the text of `value` surely travels as it is.
fn is_calm(value: &Value) -> bool {
    match value {
        Value::Constant(value) => wire::is_plain(&plain(value)),
        Value::Date { format, .. } => wire::is_plain(format),
        Value::Text(parts) => parts.iter().all(is_calm),
        _ => true,
    }
}

/// The JSON of a text, without braces.
fn braceless(text: &str) -> String {
    format!("replace(replace({}, '{{', '\\\\u007b'), '}}', '\\\\u007d')", expression::json(text))
}

/// The expression for `value`, as the expression language's own value.
fn native(value: &Value, zone: &str) -> String {
    match value {
        Value::Constant(value) => expression::literal(value),
        // `event.time` is all that a schedule's event holds.
        Value::Event(..) => DUE.to_owned(),
        Value::Date { offset, format } => date(*offset, format, zone),
        Value::Text(parts) => {
            let part = |part: &Value| match part {
                Value::Constant(value) => expression::text(&plain(value)),
                other => native(other, zone),
            };
            parts.iter().map(part).collect::<Vec<_>>().join(" + ")
        }
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| native(item, zone)).collect::<Vec<_>>().join(", "))
        }
        Value::Record(fields) => {
            let field = |(key, value): &(SmolStr, Value)| format!("{}: {}", expression::text(key), native(value, zone));
            format!("{{{} }}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The time at which the run was due, moved by `offset` seconds, as `format` has it in `zone`.
fn date(offset: i64, format: &str, zone: &str) -> String {
    let due = format!("sprig.toDate('2006-01-02T15:04:05Z07:00', {DUE})");
    let moved = if offset == 0 { due } else { format!("sprig.dateModify('{offset}s', {due})") };
    let part = |Part { text, timed }: &Part| {
        let text = expression::text(text);
        if *timed { format!("sprig.dateInZone({text}, {moved}, {})", expression::text(zone)) } else { text }
    };
    dates::parts(format).iter().map(part).collect::<Vec<_>>().join(" + ")
}
