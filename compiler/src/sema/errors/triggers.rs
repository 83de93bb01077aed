//! E06: triggers and their sources. What their arguments share with decorators' is told by [`super::decorators`].

use super::names::list;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// What users of other tools call a source, and what it is called here.
const HABITS: &[(&str, &str)] = &[
    ("cron", "schedule"),
    ("every", "schedule"),
    ("http", "webhook"),
    ("github", "git"),
    ("gitlab", "git"),
    ("bitbucket", "git"),
    ("minio", "s3"),
    ("sqs", "s3"),
    ("pubsub", "gcs"),
    ("azure", "azure_blob"),
    ("prometheus", "alert"),
    ("alertmanager", "alert"),
    ("completed", "success"),
];

/// There is no such source, or such a way to reach one.
pub(crate) fn unknown_source(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(Code::E0601, span, format!("there is no trigger source `{name}`"), "unknown");
    let habit = HABITS.iter().find(|(habit, meant)| *habit == name && known.contains(meant));
    match habit.map(|(_, meant)| *meant).or_else(|| did_you_mean(name, known.iter().copied())) {
        Some(near) => report.help(format!("did you mean `{near}(…)`?")),
        None => report.note(format!("there are {}", list(known))),
    }
}

/// Something that is no source stands where one is needed.
pub(crate) fn not_a_source(span: Span, known: &[&str]) -> Diagnostic {
    Diagnostic::error(Code::E0608, span, "a trigger is started by a source", "this is none")
        .note(format!("there are {}", list(known)))
        .help("as in `schedule(\"0 2 * * *\")`")
}

/// A webhook, or what a Git host calls, that anybody may call, without saying so.
pub(crate) fn no_authentication(source: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0609, span, format!("anybody could start runs by this `{source}`"), "`auth` is not given")
        .help("have callers send a token: `auth = secret(\"name\", \"key\")`")
        .help("or say that it is meant: `auth = none`")
}

/// `any(…)` of fewer than two sources, of itself, or with named arguments.
pub(crate) fn wrong_any(span: Span, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::E0610, span, "`any(…)` joins two or more sources", reason)
        .help("as in `any(schedule(\"@daily\"), success(prepare))`")
}

/// A schedule that ended before the compiler was called.
pub(crate) fn over(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0612, span, "this schedule is over: it starts nothing any more", "this is past")
        .help("name a later time, or take the trigger out")
        .warning()
}

/// Two triggers whose objects would have one name.
pub(crate) fn names_collide(name: &str, first: Span, second: Span) -> Diagnostic {
    let message = format!("two triggers would be called `{name}` on the cluster");
    Diagnostic::error(Code::E0613, second, message, "the second").with(first, "the first").note(
        "an object is named after the pipeline and the trigger, in small letters, with `-` for what is neither letter nor digit",
    )
    .help("give one of them another name")
}

/// A label that a rule gets anyway.
pub(crate) fn taken_label(name: &str, span: Span) -> Diagnostic {
    let report = Diagnostic::error(Code::E0607, span, format!("the label `{name}` is set already"), "sets it again");
    match name {
        "severity" | "owner" => report.help(format!("say it by the argument: `{name} = \"…\"`")),
        _ => report.note("by this label an alert finds its way to the trigger that hears of it"),
    }
}

/// A cooldown of something that fires by the clock.
pub(crate) fn cooldown_of_schedule(span: Span, cooldown: Span) -> Diagnostic {
    Diagnostic::error(Code::E0614, span, "a schedule says itself how often it fires", "fires by the clock")
        .with(cooldown, "has no effect on it")
        .help("let the cron line name fewer times, or make two triggers: the schedule, and what has the cooldown")
}
