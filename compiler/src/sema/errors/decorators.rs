//! E05: decorators, modifiers and their arguments.

use std::fmt::Display;

use super::names::list;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::sema::check::formats::Fault;
use crate::sema::decorators::{self, Decorator, Format, Place, Signature};
use crate::source::Span;

/// What users of other tools call a decorator, and what it is called here.
const HABITS: &[(&str, &str)] = &[
    ("base_image", "image"),
    ("packages_to_install", "packages"),
    ("pip_index_urls", "pip_index"),
    ("cpu", "resources"),
    ("memory", "resources"),
    ("gpu", "resources"),
    ("set_cpu_limit", "resources"),
    ("set_memory_limit", "resources"),
    ("set_accelerator_type", "resources"),
    ("set_accelerator_limit", "resources"),
    ("set_caching_options", "cache"),
    ("memoize", "cache"),
    ("set_retry", "retry"),
    ("retries", "retry"),
    ("set_timeout", "timeout"),
    ("deadline", "timeout"),
    ("set_display_name", "display"),
    ("set_env_variable", "env"),
    ("secret", "env"),
    ("use_secret_as_env", "env"),
    ("use_config_map_as_env", "env"),
    ("use_field_path_as_env", "env"),
    ("use_secret_as_volume", "mount"),
    ("use_config_map_as_volume", "mount"),
    ("mount_pvc", "mount"),
    ("empty_dir_mount", "mount"),
    ("volume", "mount"),
    ("add_node_selector", "node_selector"),
    ("add_toleration", "toleration"),
    ("affinity", "node_affinity"),
    ("add_node_affinity", "node_affinity"),
    ("add_pod_affinity", "pod_affinity"),
    ("add_pod_label", "labels"),
    ("add_pod_annotation", "annotations"),
    ("set_image_pull_secrets", "image_pull_secret"),
    ("depends_on", "after"),
    ("depends", "after"),
    ("active_deadline_seconds", "timeout"),
    ("schedule", "a trigger"),
];

/// There is no such decorator or modifier.
pub(crate) fn unknown(name: &str, span: Span, place: Place) -> Diagnostic {
    let report = Diagnostic::error(Code::E0501, span, format!("there is no decorator `{name}`"), "unknown");
    let known = decorators::all().filter(|decorator| decorator.may_stand(place)).map(Decorator::name);
    let habit = HABITS.iter().find(|(habit, _)| *habit == name);
    match (habit, did_you_mean(name, known)) {
        (Some((_, "a trigger")), _) => {
            report.help(format!("say it as a trigger: `trigger NAME = {name}(…) -> PIPELINE()`"))
        }
        (Some((_, meant)), _) => {
            report.help(format!("it is called `{meant}` here: `mlc explain E0501` lists them all"))
        }
        (None, Some(near)) => report.suggest(format!("did you mean `{near}`?"), span, near),
        (None, None) => report.help("`mlc explain E0501` lists them all"),
    }
}

/// The decorator exists, but not here.
pub(crate) fn misplaced(decorator: &Decorator, span: Span, place: Place) -> Diagnostic {
    let name = decorator.name();
    let report =
        Diagnostic::error(Code::E0502, span, format!("`{name}` cannot stand on {place}"), format!("not on {place}"));
    let to = |place| decorator.may_stand(place);
    let help = match place {
        Place::Pipeline | Place::Block if to(Place::Task) => "put it on the tasks inside",
        Place::Pipeline | Place::Task | Place::Block | Place::File if to(Place::Component) => "put it on the component",
        _ if to(Place::Trigger) => "put it on the trigger",
        _ if to(Place::Task) => "put it on the task, as a modifier behind the call",
        _ if to(Place::Pipeline) => "put it on the pipeline",
        _ => "leave it out",
    };
    let places: Vec<String> = decorator.places.iter().map(ToString::to_string).collect();
    report.help(help).note(format!("it may stand on {}", places.join(", ")))
}

/// A decorator that replaces stands twice at one place.
pub(crate) fn doubled(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::E0503, span, format!("`{name}` is said twice"), "said again here")
        .with(first, "first said here")
        .help("put both into one, or take one away")
}

/// Required arguments are not given.
pub(crate) fn missing_arguments(signature: &Signature, span: Span, missing: &[&str]) -> Diagnostic {
    let message = match missing {
        [] => format!("`{}` says nothing without an argument", signature.name),
        names => format!("`{}` needs {}", signature.name, list(names)),
    };
    let label = if missing.is_empty() { "no argument is given" } else { "arguments are missing" };
    Diagnostic::error(Code::E0504, span, message, label).help(format!("as in `{signature}`"))
}

/// An argument that it does not take.
pub(crate) fn unknown_argument(signature: &Signature, name: &str, span: Span) -> Diagnostic {
    let message = format!("`{}` takes no `{name}`", signature.name);
    let report = Diagnostic::error(Code::E0505, span, message, "unknown argument");
    let known: Vec<&str> = signature.args.iter().map(|argument| argument.name).collect();
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None if known.is_empty() => report.note("it takes no arguments by name"),
        None => report.note(format!("it takes {}", list(&known))),
    }
}

/// An argument or key that is given twice.
pub(crate) fn doubled_argument(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::E0506, span, format!("`{name}` is given twice"), "given again here")
        .with(first, "first given here")
        .help("take one away")
}

/// More arguments without a name than it takes.
pub(crate) fn too_many_by_place(signature: &Signature, span: Span, text: &str) -> Diagnostic {
    let name = signature.name;
    let places = signature.args.iter().filter(|argument| argument.by_place).count();
    let message = match places {
        0 => format!("`{name}` takes no argument without a name"),
        1 => format!("`{name}` takes one argument without a name"),
        count => format!("`{name}` takes {count} arguments without a name"),
    };
    let report = Diagnostic::error(Code::E0507, span, message, "which argument is this?");
    let mut named = signature.args.iter().filter(|argument| !argument.by_place);
    match (named.next(), named.next(), &signature.rest) {
        (Some(only), None, decorators::Rest::None) => {
            report.suggest("name it", span, format!("{} = {text}", only.name))
        }
        (None, _, decorators::Rest::None) => report.help("take it away"),
        _ => report.help(format!("name it, as in `{signature}`")),
    }
}

/// A word that is none of those that may stand there.
pub(crate) fn not_a_word(argument: &str, word: &str, words: &[&str], span: Span, quoted: bool) -> Diagnostic {
    let report =
        Diagnostic::error(Code::E0508, span, format!("`{argument}` cannot be `{word}`"), "not one of its words")
            .note(format!("its words are {}", list(words)));
    match did_you_mean(word, words.iter().copied()) {
        Some(near) if quoted => report.suggest(format!("did you mean `{near}`?"), span, format!("\"{near}\"")),
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None => report,
    }
}

/// A number beyond its bounds.
pub(crate) fn out_of_range(argument: &str, value: &dyn Display, allowed: &dyn Display, span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0509, span, format!("`{argument}` cannot be {value}"), format!("{allowed} is needed"))
}

/// A value of the run where only a constant may stand.
pub(crate) fn run_time(argument: &str, span: Span) -> Diagnostic {
    let message = format!("`{argument}` must be known when the pipeline is compiled");
    Diagnostic::error(Code::E0510, span, message, "known only when the pipeline runs")
        .help("use a literal or a `const`, which `--set` and profiles can change")
}

/// Text that does not have the form it needs; `replacement` is what to write instead.
pub(crate) fn malformed(
    format: Format,
    text: &str,
    span: Span,
    fault: Fault,
    replacement: Option<String>,
) -> Diagnostic {
    let code = match format {
        Format::Image => Code::E0511,
        Format::Quantity => Code::E0512,
        Format::Duration | Format::Offset => Code::E0513,
        Format::MetadataKey | Format::LabelValue => Code::E0514,
        Format::EnvName => Code::E0515,
        Format::MountPath => Code::E0516,
        Format::Label | Format::ObjectName | Format::DataKey => Code::E0517,
        Format::Package | Format::Url => Code::E0525,
        Format::FieldPath => Code::E0528,
        Format::Text | Format::Any => Code::E0526,
        Format::Cron => Code::E0602,
        Format::Zone => Code::E0603,
        Format::Instant => Code::E0604,
        Format::UrlPath | Format::Endpoint | Format::Resource | Format::Repository => Code::E0605,
        Format::PromQl => Code::E0606,
        Format::PrometheusName | Format::AlertLabel | Format::AlertLabelValue => Code::E0607,
        Format::DateFormat => Code::E0611,
    };
    let what = format.to_string();
    let what = what
        .strip_prefix("a ")
        .or_else(|| what.strip_prefix("an "))
        .or_else(|| what.strip_prefix("the "))
        .unwrap_or(&what);
    let message = if matches!(format, Format::Text | Format::Any) {
        "text is needed here".to_owned()
    } else if text.trim().is_empty() {
        format!("an empty text is no {what}")
    } else {
        format!("`{text}` is no {what}")
    };
    let report = Diagnostic::error(code, span, message, fault.reason);
    match (fault.instead, replacement) {
        (Some(instead), Some(replacement)) => report.suggest(format!("did you mean `{instead}`?"), span, replacement),
        (Some(instead), None) => report.help(format!("did you mean `{instead}`?")),
        (None, _) => report,
    }
}

/// `secret(…)`, `configmap(…)` or `field(…)` where plain text is taken.
pub(crate) fn call_out_of_place(call: &str, span: Span, argument: &str) -> Diagnostic {
    let report = Diagnostic::error(
        Code::E0518,
        span,
        format!("`{call}(…)` cannot stand here"),
        format!("`{argument}` takes none"),
    );
    match call {
        "secret" => report
            .note("a secret reaches a task as a variable or a file, so that it stays out of logs and manifests")
            .help("hand it over by `env(NAME = secret(\"name\", \"key\"))` or `mount(\"/path\", secret = \"name\")`"),
        _ => report.help(format!("it may stand in `env(NAME = {call}(…))`")),
    }
}

/// Plain text where a secret is needed.
pub(crate) fn secret_in_plain_text(argument: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0519, span, format!("`{argument}` must not stand in the source"), "a secret in plain text")
        .help("keep it in a Kubernetes secret and name that: `secret(\"name\", \"key\")`")
}

/// A mount of no volume, or of several.
pub(crate) fn one_volume(span: Span, given: &[(&str, Span)]) -> Diagnostic {
    let kinds = "`secret`, `configmap`, `pvc`, `empty_dir`, `ephemeral`";
    let [_, rest @ ..] = given else {
        return Diagnostic::error(Code::E0520, span, "`mount` mounts nothing", "what is mounted here?")
            .help(format!("give one of {kinds}"));
    };
    let mut report =
        Diagnostic::error(Code::E0520, span, "`mount` mounts one volume at a time", "several volumes at one path");
    for (name, place) in rest {
        report = report.with(*place, format!("`{name}` is one more"));
    }
    report.help("give each its own `mount` and path")
}

/// An argument that has a meaning only beside another.
pub(crate) fn needs_other(argument: &str, span: Span, other: &str) -> Diagnostic {
    Diagnostic::error(Code::E0521, span, format!("`{argument}` means nothing here"), format!("it goes with {other}"))
        .help(format!("take it away, or bring it together with {other}"))
}

/// Two decorators or arguments that cannot both hold.
pub(crate) fn contradiction(one: &str, span: Span, other: &str, other_span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0522, span, format!("{one} contradicts {other}"), "this")
        .with(other_span, "and this cannot both hold")
        .help("keep one of them")
}

/// A task lacks variables that its component requires.
pub(crate) fn required_env(task: &str, span: Span, missing: &[&str]) -> Diagnostic {
    let given: Vec<String> = missing.iter().map(|name| format!("{name} = …")).collect();
    let message = format!(
        "`{task}` needs the environment variable{} {}",
        if missing.len() == 1 { "" } else { "s" },
        list(missing)
    );
    Diagnostic::error(Code::E0523, span, message, "nothing sets it").help(format!(
        "set it: `.env({})` here, or `@!env(…)` for the file, or in the project's `mlc.toml`",
        given.join(", ")
    ))
}

/// A value of a kind that cannot stand there.
pub(crate) fn wrong_kind(argument: &str, span: Span, needed: &dyn Display, is: &str) -> Diagnostic {
    Diagnostic::error(Code::E0524, span, format!("`{argument}` needs {needed}"), format!("this is {is}"))
}

/// Two mounts at one path.
pub(crate) fn mounted_twice(path: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::E0527, span, format!("`{path}` is mounted twice"), "mounted again here")
        .with(first, "first mounted here")
        .help("give each volume its own path")
}
