//! E08, the part on the call: what the command line says that cannot be done.

use mlc::diag::{Code, Diagnostic, did_you_mean};
use mlc::emit::Target;
use mlc::source::Span;

/// Files of different projects in one call.
pub(super) fn two_projects(first: &str, second: &str) -> Diagnostic {
    Diagnostic::bare(Code::E0855, "the files belong to different projects")
        .note(format!("{first} holds for one, {second} for another"))
        .help("build each project with a call of its own")
}

/// `--set` without a name or a value.
pub(super) fn not_an_assignment(text: &str) -> Diagnostic {
    Diagnostic::bare(Code::E0856, format!("`--set {text}` gives no value to a name"))
        .help("write `--set NAME=VALUE`; quote it for the shell where the value has blanks")
}

/// `--vars` with a file that is no JSON object.
pub(super) fn not_vars(place: Span, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::E0857, place, "this is not a JSON object of values for constants", reason)
        .note("`--vars` takes a file such as `{\"RAW\": \"s3://acme/raw\", \"EPOCHS\": 10}`")
}

/// `-t` with a name that is no target's.
pub(super) fn unknown_target(name: &str, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::bare(Code::E0858, format!("there is no target `{name}`"));
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.note(format!("the targets are {}", list(known))),
    }
}

/// `-t kfp@x`
pub(super) fn not_a_version(target: &str, version: &str) -> Diagnostic {
    Diagnostic::bare(Code::E0858, format!("`{version}` is no release of `{target}`"))
        .help(format!("write two numbers, such as `-t {target}@2.4`, or `-t {target}` for the newest"))
}

/// A release that nothing is built for.
pub(super) fn too_old(target: Target, version: &str) -> Diagnostic {
    let (engine, oldest) = (target.engine(), target.oldest());
    Diagnostic::bare(Code::E0858, format!("{engine} {version} is too old: the oldest built for is {oldest}"))
        .help(format!("build for `-t {target}@{oldest}` or a newer one, and bring the cluster there"))
}

/// Several documents for one file.
pub(super) fn one_file(path: &str, names: &[&str]) -> Diagnostic {
    let report = Diagnostic::bare(Code::E0859, format!("`{path}` is one file, but there are several to write"));
    report
        .note(format!("the call builds {}", list(names)))
        .help("pick one with `--pipeline NAME` and `-t TARGET`, or name a folder: `-o build/`")
}

/// A pipeline that cannot be said as JSON.
pub(super) fn not_json(path: &str, name: &str) -> Diagnostic {
    Diagnostic::bare(Code::E0859, format!("`{path}` can't hold `{name}`: JSON has no room for two documents"))
        .note("the pipeline needs Kubernetes settings, which stand in a document of their own behind it")
        .help("write a `.yaml` file")
}

/// Sources without a pipeline.
pub(super) fn nothing_built() -> Diagnostic {
    Diagnostic::bare(Code::E0862, "there is nothing to build").note(
        "the files declare no pipeline, no trigger, and not one component alone, which would be built as a pipeline",
    )
}

/// A file or folder that could not be written.
pub(super) fn unwritable(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::bare(Code::E0860, format!("`{path}` cannot be written")).note(reason)
}

/// `--check` found a file that a build would change.
pub(super) fn outdated(path: &str, there: bool) -> Diagnostic {
    let what = if there { "is not what the sources say" } else { "is not there" };
    Diagnostic::bare(Code::E0861, format!("`{path}` {what}")).help("run `mlc build` without `--check`, and commit it")
}

/// Two pipelines of one name on the cluster.
pub(super) fn same_file(path: &str, name: &str) -> Diagnostic {
    Diagnostic::bare(Code::E0864, format!("two pipelines are named `{name}`: both would be written to `{path}`"))
        .help("name one of them otherwise: `@name(\"…\")`, or build their files into two folders")
}

/// `mlc explain` with a code that is none.
pub(super) fn unknown_code(name: &str, meant: Option<&str>) -> Diagnostic {
    let report = Diagnostic::bare(Code::E0865, format!("there is no code `{name}`"));
    match meant {
        Some(near) => report.help(format!("did you mean `{near}`? `mlc explain` alone lists all codes")),
        None => report.help("`mlc explain` alone lists all codes"),
    }
}

/// `mlc new` where something is in the way.
pub(super) fn in_the_way(path: &str) -> Diagnostic {
    Diagnostic::bare(Code::E0866, format!("`{path}` is there already")).help("take another name; nothing was changed")
}

/// `mlc new` with a name that no pipeline can have.
pub(super) fn not_a_name(name: &str) -> Diagnostic {
    Diagnostic::bare(Code::E0866, format!("`{name}` can't name a project"))
        .note("a name has letters, digits, `-` and `_`, and begins with a letter: it names the folder and the pipeline")
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
