//! Diagnostics of the emitters, E07: what a target can't do.
//!
//! In: the constructs and their places. Out: diagnostics.
//! Always holds: each names the reason and a way out.

use super::capabilities::{self, Capability};
use super::{Target, Version};
use crate::diag::{Code, Diagnostic};
use crate::source::Span;

pub(super) fn lacks(target: Target, capability: &Capability, reason: &str, instead: &str, span: Span) -> Diagnostic {
    let message = format!("`{}` does not exist on {target}", capability.construct);
    Diagnostic::error(Code::E0701, span, message, "asked for here").note(reason).help(instead)
}

pub(super) fn needs_newer(
    target: Target,
    capability: &Capability,
    since: Version,
    asked: Version,
    span: Span,
) -> Diagnostic {
    let engine = target.engine();
    let message = format!("`{}` needs {engine} {since} or newer, and this is built for {asked}", capability.construct);
    Diagnostic::error(Code::E0702, span, message, format!("{engine} has it since {since}"))
        .help(format!("build for a newer {engine}: `-t {target}@{since}`, or leave it out"))
}

pub(super) fn no_run_field(span: Span) -> Diagnostic {
    let reason = "Argo knows it inside of a pod alone";
    let instead = "use it in a container's command, or read `metadata.name` by `env(NAME = field(…))`";
    lacks(Target::Argo, &capabilities::RUN_TASK, reason, instead, span)
}

pub(super) fn no_uri(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::E0713,
        span,
        "on argo the URI of an artifact is known only where `artifact_root` is set",
        "asks for a URI",
    )
    .note("Argo puts artifacts into the repository that the cluster is configured with")
    .help("say in mlc.toml: `[argo] artifact_root = \"s3://bucket/prefix\"`, or pass the artifact's `.path`")
}

pub(super) fn import_scheme(uri: &str, span: Span) -> Diagnostic {
    let message = format!("Argo can't import `{uri}`");
    Diagnostic::error(Code::E0713, span, message, "")
        .note(
            "it reads `s3://`, `gs://`, `http://` and `https://`; a URI known only at run time is taken for one of S3",
        )
        .help("copy it to a store that Argo reads, or let a component fetch it")
}

pub(super) fn unsound_cache(input: &str, span: Span) -> Diagnostic {
    let message = format!("a cached task can't tell on argo whether the artifact `{input}` is the same as before");
    Diagnostic::error(Code::E0714, span, message, "cached, and takes an artifact")
        .note("Argo's memoization has nothing of an artifact to look at but where it lies")
        .help(
            "say in mlc.toml where artifacts lie: `[argo] artifact_root = \"s3://bucket/prefix\"`, or do not cache it",
        )
}

pub(super) fn backoff_factor(factor: f64, span: Span) -> Diagnostic {
    let message = format!("Argo multiplies the wait between tries by whole numbers, and {factor} is none");
    Diagnostic::error(Code::E0715, span, message, "this retry").help("use `factor = 2`")
}

pub(super) fn too_large(what: &str, count: usize, most: usize, instead: &str, span: Span) -> Diagnostic {
    let message = format!("Argo takes at most {most} {what}, and this pipeline comes to {count}");
    Diagnostic::error(Code::E0716, span, message, "").help(instead)
}

pub(super) fn kfp_version(span: Span) -> Diagnostic {
    let message = "`kfp_version` says which kfp a task installs, and the executor `mlc` installs none";
    Diagnostic::error(Code::E0717, span, message, "asks for a version of kfp")
        .note("`[kfp] executor = \"mlc\"` in mlc.toml, or `--kfp-executor mlc`, runs Python without kfp")
        .help("leave `kfp_version` out; where the code itself needs kfp, say `packages(\"kfp==…\")`")
}

pub(super) fn replaced_by_event(span: Span) -> Diagnostic {
    let instead = "use `@concurrency(\"forbid\")`, or a schedule";
    lacks(Target::Argo, &capabilities::REPLACE, "Argo Events creates objects, and ends none", instead, span)
}

pub(super) fn untold_field(field: &str, reason: &str, instead: &str, span: Span) -> Diagnostic {
    let message = format!("`event.{field}` can't be had here");
    Diagnostic::error(Code::E0725, span, message, "takes it").note(reason).help(instead)
}

pub(super) fn taken_url(path: &str, span: Span) -> Diagnostic {
    let message = format!("`{path}` is taken: what listens for this trigger has it already");
    Diagnostic::error(Code::E0726, span, message, "would listen there, too")
        .note(
            "`/health` is Argo Events' own, `/alertmanager` is for alerts, and `/github` and the like for repositories",
        )
        .help("give the webhook another path, or make two triggers of this one")
}

const NAME_THE_NAMESPACE: &str =
    "say in mlc.toml: `[project] namespace = \"ml\"` (a profile may say another), or call with `--namespace ml`";

pub(super) fn run_without_namespace(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0727, span, "runs can be watched in a namespace only, and none is known", "watches runs")
        .note("without one, what listens would watch every namespace, and may not")
        .help(NAME_THE_NAMESPACE)
}

pub(super) fn alert_without_namespace(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0724, span, "an alert has to be sent to a namespace, and none is known", "hears of alerts")
        .note("Alertmanager calls a service by its name and namespace, and the operator's routes ask for the namespace")
        .help(NAME_THE_NAMESPACE)
}

pub(super) fn left_out(capability: &Capability, instead: &str, span: Span) -> Diagnostic {
    let message = format!("KFP's open-source back end does nothing with `{}`", capability.construct);
    Diagnostic::error(Code::E0703, span, message, "compiles, and has no effect in the cluster").help(instead).warning()
}

pub(super) fn loop_over_artifacts(span: Span) -> Diagnostic {
    let message = "KFP's open-source back end can't run a `for` over a list of artifacts";
    Diagnostic::error(Code::E0703, span, message, "compiles, and the run is refused")
        .help("loop inside of a component that takes the whole list")
        .warning()
}

pub(super) fn value_of_failed(input: &str, span: Span, upstream: Span) -> Diagnostic {
    let message = format!("KFP's open-source back end stops the run where `{input}` is fed from a task that failed");
    Diagnostic::error(Code::E0703, span, message, "is to run though the other failed, and takes a value from it")
        .with(upstream, "feeds it, and may fail")
        .note("it hands the empty text on for what a failed task did not make: no number, list, record or artifact")
        .help("take it as a `String` from that task, or order the two with `.after(…)` and let this one look for it")
        .warning()
}

pub(super) fn text_of_failed(input: &str, span: Span, upstream: Span) -> Diagnostic {
    let message = format!("on KFP's open-source back end `{input}` is the empty text where what feeds it failed");
    Diagnostic::error(Code::E0703, span, message, "is to run though the other failed, and takes a value from it")
        .with(upstream, "feeds it, and may fail")
        .note("it takes neither the default nor that nothing is there")
        .help("let `\"\"` be the default, so that both mean the same")
        .warning()
}

pub(super) fn spot_provider(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0704, span, "`spot` needs to know whose machines they are", "runs on spot machines")
        .note("each provider marks such machines with labels and taints of its own")
        .help("say in mlc.toml: `[argo] spot_provider = \"gke\"` (or `eks`, `aks`, `karpenter`)")
}

pub(super) fn after_hook(span: Span, hook: Span) -> Diagnostic {
    let message = "nothing can wait for a task with `ignore_upstream_failure` on kfp";
    Diagnostic::error(Code::E0705, span, message, "waits for it")
        .with(hook, "runs whether what it waits for fails or not")
        .note("KFP starts such a task as a hook outside of the order of tasks")
        .help("put both into a sub-pipeline, and `ignore_upstream_failure` on its call")
}

pub(super) fn finally_uses(target: Target, span: Span, producer: Span) -> Diagnostic {
    let message = format!("a `finally` can't use other tasks on {target}");
    Diagnostic::error(Code::E0706, span, message, "runs as exit work")
        .with(producer, "uses or waits for this task")
        .note(format!(
            "{} starts exit work as a hook, which sees the pipeline's inputs, constants and the status alone",
            target.engine()
        ))
        .help("write what is needed to a file or a store in the `try`, and read it in the `finally`")
}

pub(super) fn finally_makes(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0706, span, "a `finally` can't put a text together for a sub-pipeline on kfp", "")
        .note("it would take a task of its own, and KFP's exit work is a single one")
        .help("hand the parts over as inputs, and put the text together inside of the sub-pipeline")
}

pub(super) fn several_upstreams(span: Span, first: Span, second: Span) -> Diagnostic {
    let message = "`ignore_upstream_failure` waits for exactly one task or sub-pipeline on kfp";
    Diagnostic::error(Code::E0707, span, message, "waits for several")
        .with(first, "this one")
        .with(second, "and this one")
        .help("put what it waits for into one sub-pipeline")
}

pub(super) fn no_hook(span: Span, upstream: Span) -> Diagnostic {
    let message = "`ignore_upstream_failure` can't wait for a loop, an importer or a volume on kfp";
    Diagnostic::error(Code::E0707, span, message, "waits for it")
        .with(upstream, "KFP attaches no hook to this")
        .help("put it into a sub-pipeline, and wait for that")
}

pub(super) fn second_hook(span: Span, first: Span) -> Diagnostic {
    let message = "a task can have one follower with `ignore_upstream_failure` on kfp";
    Diagnostic::error(Code::E0707, span, message, "the second one")
        .with(first, "the first one")
        .note("KFP attaches one hook to a task; the second would take the first one's place")
        .help("put both followers into one sub-pipeline")
}

pub(super) fn artifact_in_condition(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0708, span, "a condition can't read an artifact on kfp", "asks for an artifact")
        .note("KFP's conditions read parameters alone")
        .help("let a task look at the artifact and yield a Bool, and ask for that")
}

pub(super) fn artifact_part(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0709, span, "one artifact can't be taken out of a list on kfp", "takes one of several")
        .help("pass the whole list, and take the one inside of the component")
}

pub(super) fn artifact_list_on(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0709, span, "a list of artifacts can't be handed through on kfp", "yields its own input")
        .note("a block or pipeline on KFP yields its own tasks' outputs alone, and no small task can copy a list")
        .help("use the list where it comes from")
}

pub(super) fn no_catch_up(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0719, span, "KFP makes up for missed runs of its own recurring runs alone", "this is none")
        .note(
            "KFP's recurring runs go by the cluster's clock, start however late, and hand no time on; \
             for anything else a cron job of Kubernetes starts the runs, and that makes up for the last one alone",
        )
        .help(
            "leave `catch_up` out, or go by the cluster's clock: `timezone = \"UTC\"`, or `[kfp] timezone` in mlc.toml",
        )
}

pub(super) fn macro_in_value(found: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::E0718,
        span,
        format!("KFP would put a value of its own into this text: it holds `{found}`"),
        "",
    )
    .help("pass it in a record, which KFP does not look into, or write it in another way")
}
