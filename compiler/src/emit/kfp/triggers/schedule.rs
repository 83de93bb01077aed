//! Schedules: a recurring run of KFP's, or where it lacks the words a cron job of Kubernetes that starts the runs.
//!
//! In: a schedule. Out: what [`super::STARTER`] is to do.
//! Always holds: a cron line of KFP's has six fields, since its parser takes five for one without hours; a text in which
//! KFP would put its own values is refused.
//! See `backend/api/v2beta1/recurring_run.proto`, `backend/src/common/util/parameter_formatter.go` and
//! `backend/src/crd/controller/scheduledworkflow` of Kubeflow Pipelines.

use serde_json::{Map, Value as Json, json};

use crate::emit::capabilities;
use crate::emit::errors;
use crate::emit::reports::Reports;
use crate::emit::scene::Scene;
use crate::emit::text::plain;
use crate::plan::trigger::{Concurrency, Schedule, Value};
use crate::source::Span;

/// Runs that may be under way at once, where all may: the most that KFP takes.
const MOST: &str = "10";

/// What KFP looks for in texts, to put its own values there.
pub(super) const MACROS: [&str; 6] = [
    "[[ScheduledTime",
    "[[CurrentTime",
    "[[RunUUID]]",
    "[[Index]]",
    "{{$.scheduledTime.strftime('",
    "{{$.currentTime.strftime('",
];

/// Whether KFP's own recurring runs have the words for `schedule`. They go by the cluster's clock and start however late,
/// a run that was due while another ran as soon as that ends. Their macros for the time stay as they stand in runs of a
/// pipeline's version, so all arguments have to be constants.
pub(super) fn is_plain(scene: &Scene, schedule: &Schedule) -> bool {
    let Scene { trigger, options, .. } = scene;
    schedule.timezone == *options.kfp_timezone
        && schedule.start_deadline.is_none()
        && (trigger.concurrency == Concurrency::Allow || schedule.catch_up)
        && trigger.arguments.iter().all(|argument| matches!(argument.value, Value::Constant(_)))
}

/// The recurring run called `name` for `schedule`.
pub(super) fn body(scene: &Scene, name: &str, schedule: &Schedule, reports: &mut Reports<'_>) -> Json {
    let trigger = scene.trigger;
    let (parameters, _) = arguments(scene, schedule, reports);
    let mut cron = json!({ "cron": six_fields(&schedule.cron) });
    if let Some(until) = &schedule.until {
        cron["end_time"] = json!(until);
    }
    json!({
        "display_name": name,
        "description": trigger.description.as_deref().unwrap_or_default(),
        "runtime_config": { "parameters": parameters },
        "max_concurrency": if trigger.concurrency == Concurrency::Forbid { "1" } else { MOST },
        "trigger": { "cron_schedule": cron },
        "mode": if scene.starts() { "ENABLE" } else { "DISABLE" },
        "no_catchup": !schedule.catch_up,
    })
}

/// What a cron job's jobs start: a run, and the arguments that hang on the time.
pub(super) fn run(scene: &Scene, schedule: &Schedule, span: Span, reports: &mut Reports<'_>) -> (Json, Json) {
    let trigger = scene.trigger;
    if schedule.catch_up {
        reports.refuse(&capabilities::CATCH_UP, errors::no_catch_up(span));
    }
    let (parameters, timed) = arguments(scene, schedule, reports);
    let body = json!({
        "description": trigger.description.as_deref().unwrap_or_default(),
        "runtime_config": { "parameters": parameters },
    });
    (body, Json::Object(timed))
}

/// What is known of the arguments, and how the others hang on the time.
fn arguments(scene: &Scene, schedule: &Schedule, reports: &mut Reports<'_>) -> (Map<String, Json>, Map<String, Json>) {
    let (mut parameters, mut timed) = (Map::new(), Map::new());
    for argument in &scene.trigger.arguments {
        refuse_macros(&argument.value, argument.span, reports);
        let name = argument.port.name.to_string();
        match &argument.value {
            Value::Constant(value) => parameters.insert(name, value.clone()),
            value => timed.insert(name, told(value, &schedule.timezone)),
        };
    }
    (parameters, timed)
}

/// A value as the starter works it out.
fn told(value: &Value, zone: &str) -> Json {
    match value {
        Value::Constant(value) => json!({ "constant": value }),
        Value::Event(..) => json!({ "time": null }),
        Value::Date { offset, format } => json!({ "date": { "offset": offset, "format": format, "zone": zone } }),
        Value::Text(parts) => {
            let part = |part: &Value| match part {
                Value::Constant(value) => json!({ "constant": plain(value) }),
                other => told(other, zone),
            };
            json!({ "text": parts.iter().map(part).collect::<Vec<_>>() })
        }
        Value::List(items) => json!({ "list": items.iter().map(|item| told(item, zone)).collect::<Vec<_>>() }),
        Value::Record(fields) => {
            let fields: Map<_, _> = fields.iter().map(|(key, value)| (key.to_string(), told(value, zone))).collect();
            json!({ "record": fields })
        }
    }
}

/// `0 2 * * *` with the second in front; `@daily` as it is.
fn six_fields(cron: &str) -> String {
    if cron.starts_with('@') { cron.to_owned() } else { format!("0 {cron}") }
}

/// KFP looks into texts for `[[…]]` and `{{$.…}}`, and not for what stands deeper in a value.
pub(super) fn refuse_macros(value: &Value, span: Span, reports: &mut Reports<'_>) {
    let found = |text: &str| MACROS.into_iter().find(|word| text.contains(word));
    let found = match value {
        Value::Constant(value) => value.as_str().and_then(found),
        Value::Date { format, .. } => found(format),
        Value::Text(parts) => return parts.iter().for_each(|part| refuse_macros(part, span, reports)),
        _ => None,
    };
    if let Some(found) = found {
        reports.add(errors::macro_in_value(found, span));
    }
}
