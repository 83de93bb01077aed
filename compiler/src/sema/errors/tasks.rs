//! E04: tasks, calls and order.

use crate::diag::{Code, Diagnostic};
use crate::sema::types::Type;
use crate::source::Span;

/// A call lacks arguments that have no default. `insert` is the place before the call's `)`, and whether a comma is
/// needed there.
pub(crate) fn missing_arguments(
    span: Span,
    callee: &str,
    missing: &[(&str, &Type, Span)],
    insert: Option<(Span, bool)>,
) -> Diagnostic {
    let names: Vec<&str> = missing.iter().map(|(name, ..)| *name).collect();
    let message = format!("`{callee}` is called without {}", super::names::list(&names));
    let mut report = Diagnostic::error(Code::E0401, span, message, "arguments are missing");
    for (name, ty, place) in missing {
        report = report.with(*place, format!("`{name}: {ty}` is required"));
    }
    let given: Vec<String> = names.iter().map(|name| format!("{name} = …")).collect();
    let given = given.join(", ");
    match insert {
        Some((place, comma)) => {
            report.suggest("give what is missing", place, format!("{}{given}", if comma { ", " } else { "" }))
        }
        None => report.help(format!("give what is missing: `{given}`")),
    }
}

/// A call gives an argument that the callee does not take; `near` is the open input that was meant, perhaps.
pub(crate) fn unknown_argument(
    span: Span,
    name: &str,
    callee: &str,
    known: &[&str],
    near: Option<&str>,
    declared: Span,
) -> Diagnostic {
    let report = Diagnostic::error(Code::E0402, span, format!("`{callee}` takes no `{name}`"), "unknown argument")
        .with(declared, "declared here");
    match near {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None if known.is_empty() => report.note("it takes nothing"),
        None => report.note(format!("it takes {}", super::names::list(known))),
    }
}

/// A call gives an argument twice.
pub(crate) fn doubled_argument(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::error(Code::E0403, span, format!("`{name}` is given twice"), "given again here")
        .with(first, "first given here")
}

/// An argument of a component without its name; `inputs` are those that it could be for, of `all`.
pub(crate) fn unnamed_argument(span: Span, callee: &str, inputs: &[&str], all: &[&str], text: &str) -> Diagnostic {
    let report = Diagnostic::error(Code::E0404, span, "arguments are given by name", "which input is this for?");
    match inputs {
        [] if all.is_empty() => report.note(format!("`{callee}` takes nothing")),
        [] => report.note(format!("it fits no open input of `{callee}`, which takes {}", super::names::list(all))),
        [only] => report.suggest("name it", span, format!("{only} = {text}")),
        [first, ..] => {
            let names = super::names::list(inputs);
            report.help(format!("name it, as in `{first} = {text}`; it could be for {names}"))
        }
    }
}

/// A task that waits for itself.
pub(crate) fn waits_for_itself(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(Code::E0405, span, format!("`{name}` waits for itself"), "stands for this very task")
        .help("take it out, or wait for another task")
}

/// Tasks that wait for each other.
pub(crate) fn cycle(span: Span, through: &[String], places: &[(Span, String)]) -> Diagnostic {
    let drawn = through.join(" → ");
    let report = Diagnostic::error(Code::E0405, span, "these tasks wait for each other", "closes the cycle");
    places
        .iter()
        .fold(report, |report, (place, text)| report.with(*place, text.clone()))
        .note(format!("the cycle: {drawn}"))
        .help("take one of the dependencies out")
}

/// A pipeline that calls itself, by a way of others or straight.
pub(crate) fn calls_itself(span: Span, name: &str, through: &[String]) -> Diagnostic {
    let drawn = through.join(" → ");
    Diagnostic::error(Code::E0406, span, format!("`{name}` calls itself"), "this call leads back to it")
        .note(format!("the way: {drawn}"))
        .note("a pipeline's graph is built before it runs, so it has to end")
}

/// `return` within a pipeline's body, above its last line.
pub(crate) fn early_return(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0407, span, "`return` stands on a pipeline's last line only", "more lines follow")
        .note("a pipeline is a graph: none of its tasks is left out by leaving early")
}

/// `return` in a block; `word` is the word and the blanks behind it.
pub(crate) fn return_in_block(span: Span, word: Span) -> Diagnostic {
    Diagnostic::error(Code::E0407, span, "`return` stands on a pipeline's last line only", "within a block")
        .suggest("a block yields its last line as it is", word, "")
        .help("to return it, give the block a name with `let`, and return that name")
}

/// A pipeline that declares a value and returns none, or the other way round.
pub(crate) fn return_missing(span: Span, declared: Span) -> Diagnostic {
    Diagnostic::error(Code::E0408, span, "the pipeline declares a value and returns none", "nothing is returned")
        .with(declared, "declared here")
        .help("end it with `return …`")
}

/// `return` in a pipeline without `->`.
pub(crate) fn return_not_declared(span: Span, name: &str, ty: Option<&Type>) -> Diagnostic {
    let report = Diagnostic::error(Code::E0408, span, format!("`{name}` declares no value to return"), "returned here");
    match ty {
        Some(ty) => report.help(format!("declare it: `pipeline {name}(…) -> {ty}`")),
        None => report,
    }
}

/// What is returned has other outputs than were declared.
pub(crate) fn return_outputs(span: Span, missing: &[&str], unknown: &[&str]) -> Diagnostic {
    let mut what = Vec::new();
    if !missing.is_empty() {
        what.push(format!("{} is missing", super::names::list(missing)));
    }
    if !unknown.is_empty() {
        what.push(format!("{} is not declared", super::names::list(unknown)));
    }
    let message = format!("what is returned does not agree with what is declared: {}", what.join(", "));
    Diagnostic::error(Code::E0408, span, message, "returned here")
        .help("return a record with a field for each output: `return { a = x, b = y }`")
}

/// A line that does nothing.
pub(crate) fn no_effect(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0409, span, "this line does nothing", "neither a task nor the block's last line")
        .help("call a component, give it a name with `let`, or take it out")
}

/// `.after(x)` where `x` is no task.
pub(crate) fn not_a_task(span: Span, name: &str, is: &str) -> Diagnostic {
    Diagnostic::error(Code::E0410, span, format!("`{name}` is {is}, no task to wait for"), "nothing to wait for")
        .help("`.after` takes names of tasks and blocks made by `let`")
}

/// `ignore_upstream_failure` with an input that would be missing.
pub(crate) fn ignored_failure_needs_default(span: Span, input: &str, declared: Span) -> Diagnostic {
    let message = format!("`{input}` would be missing if the task before fails");
    Diagnostic::error(Code::E0411, span, message, "runs although what feeds it may have failed")
        .with(declared, "required here")
        .help(format!("give `{input}` a default, or make it optional with `?`"))
}

/// A call where nothing can run.
pub(crate) fn call_outside(span: Span, callee: &str) -> Diagnostic {
    Diagnostic::error(Code::E0412, span, format!("`{callee}` can't be called here"), "no task can run here")
        .help("calls stand in a pipeline's body")
}

/// A component without an image.
pub(crate) fn no_image(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(Code::E0413, span, format!("`{name}` has no image"), "runs in which image?")
        .help("put `@image(\"python:3.11\")` above it, `@!image(…)` at the file's head, or `image` into `mlc.toml`'s `[defaults]`")
}

/// A `container { }` with fields it does not know, or without a command.
pub(crate) fn container_field(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::error(Code::E0414, span, message, label).help("a container has `command = […]` and `args = […]`")
}

/// A word of a command line that can't be one.
pub(crate) fn container_word(span: Span, message: &str, label: &str, help: &str) -> Diagnostic {
    let report = Diagnostic::error(Code::E0415, span, message, label);
    if help.is_empty() { report } else { report.help(help) }
}

/// Arguments of a built-in that do not fit.
pub(crate) fn builtin(span: Span, message: &str, label: &str, usage: &str) -> Diagnostic {
    Diagnostic::error(Code::E0416, span, message, label).help(format!("it is used as `{usage}`"))
}

/// A pipeline or block in which nothing runs.
pub(crate) fn nothing_runs(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(Code::E0417, span, format!("nothing runs in this {what}"), "no task")
        .note("the engines refuse an empty graph")
        .help("call at least one component in it")
}

/// A modifier on what is no task.
pub(crate) fn modifier_without_task(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(Code::E0418, span, format!("`.{name}(…)` changes a task, and this is none"), "not behind a call")
        .help(format!("put it behind the call that makes the task: `train(…).{name}(…)`"))
}

/// `parallel n` with an n that is none.
pub(crate) fn bad_parallel(span: Span, constant: bool) -> Diagnostic {
    let label = if constant { "no such number" } else { "known only when the pipeline runs" };
    Diagnostic::error(Code::E0419, span, "`parallel` takes a constant from 1 up", label)
        .note("the engine needs the number before the run begins")
}
