//! Schedules: the recurring run that KFP's API server is asked for.
//!
//! In: a schedule. Out: the body of `POST /apis/v2beta1/recurringruns`, but for the ids that only the server knows.
//! Always holds: a cron line has six fields, since KFP's parser takes five for one without hours; what KFP would put
//! its own values into is refused.
//! See `backend/api/v2beta1/recurring_run.proto` of Kubeflow Pipelines.

use serde_json::{Map, Value as Json, json};

use crate::emit::capabilities;
use crate::emit::dates::{self, Part};
use crate::emit::errors;
use crate::emit::reports::Reports;
use crate::emit::scene::Scene;
use crate::emit::text::plain;
use crate::plan::trigger::{Argument, Concurrency, Schedule, Value};
use crate::source::Span;

/// Runs that may be under way at once, where all may: the most that KFP takes.
const MOST: &str = "10";

/// The request for `schedule`, whose source is called at `span`.
pub(super) fn body(scene: &Scene, schedule: &Schedule, span: Span, reports: &mut Reports<'_>) -> Json {
    let trigger = scene.trigger;
    let zone = &scene.options.kfp_timezone;
    if schedule.timezone != *zone {
        reports.add(errors::cluster_zone(&schedule.timezone, zone, span));
    }
    if schedule.start_deadline.is_some() {
        reports.need(&capabilities::START_DEADLINE, span);
    }
    if trigger.concurrency == Concurrency::Replace {
        reports.need(&capabilities::REPLACE, trigger.span);
    }
    let mut parameters = Map::new();
    for argument in &trigger.arguments {
        parameters.insert(argument.port.name.to_string(), value(argument, reports));
    }
    let mut cron = json!({ "cron": six_fields(&schedule.cron) });
    if let Some(until) = &schedule.until {
        cron["end_time"] = json!(until);
    }
    json!({
        "display_name": scene.metadata(63, 1).name,
        "description": trigger.description.as_deref().unwrap_or_default(),
        "runtime_config": { "parameters": parameters },
        "max_concurrency": if trigger.concurrency == Concurrency::Forbid { "1" } else { MOST },
        "trigger": { "cron_schedule": cron },
        "mode": if scene.starts() { "ENABLE" } else { "DISABLE" },
        "no_catchup": !schedule.catch_up,
    })
}

/// `0 2 * * *` with the second in front; `@daily` as it is.
fn six_fields(cron: &str) -> String {
    if cron.starts_with('@') { cron.to_owned() } else { format!("0 {cron}") }
}

fn value(argument: &Argument, reports: &mut Reports<'_>) -> Json {
    match &argument.value {
        Value::Constant(value) => {
            refuse_macros(value, argument.span, reports);
            value.clone()
        }
        value => Json::from(text(value, argument.span, reports)),
    }
}

/// A text in which KFP puts the time.
fn text(value: &Value, span: Span, reports: &mut Reports<'_>) -> String {
    match value {
        Value::Constant(value) => {
            refuse_macros(value, span, reports);
            plain(value)
        }
        Value::Date { offset, format } => {
            reports.need(&capabilities::SCHEDULED_TIME, span);
            if *offset != 0 {
                reports.add(errors::no_offset(span));
            }
            let part = |part: &Part| match part.timed {
                true => format!("[[ScheduledTime.{}]]", part.text),
                false => part.text.clone(),
            };
            let parts = dates::parts(format);
            for part in parts.iter().filter(|part| !part.timed) {
                refuse_macros(&Json::from(part.text.as_str()), span, reports);
            }
            parts.iter().map(part).collect()
        }
        // `event.time` is all that a schedule's event holds.
        Value::Event(..) => {
            reports.need(&capabilities::SCHEDULED_TIME, span);
            "[[ScheduledTime.2006-01-02T15:04:05Z]]".to_owned()
        }
        Value::Text(parts) => parts.iter().map(|part| text(part, span, reports)).collect(),
        Value::List(_) | Value::Record(_) => {
            reports.add(errors::time_inside(span));
            String::new()
        }
    }
}

/// KFP looks into texts for `[[…]]` and `{{$.…}}`, and not for what stands deeper in a value.
fn refuse_macros(value: &Json, span: Span, reports: &mut Reports<'_>) {
    const MACROS: [&str; 6] = [
        "[[ScheduledTime",
        "[[CurrentTime",
        "[[RunUUID]]",
        "[[Index]]",
        "{{$.scheduledTime.strftime('",
        "{{$.currentTime.strftime('",
    ];
    if let Some(found) = value.as_str().and_then(|text| MACROS.into_iter().find(|word| text.contains(word))) {
        reports.add(errors::macro_in_value(found, span));
    }
}
