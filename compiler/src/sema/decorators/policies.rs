//! Decorators on how tasks behave: names, retries, time, cache, order, locks, lints, and settings for one target.
//!
//! In: nothing. Out: their part of the table.

use super::signature::{Argument, Format, Kind, Rest, Signature};
use super::{Decorator, Merge, Place, TASKS, TASKS_AND_RUNS};

const DURATION: Kind = Kind::Formatted(Format::Duration);
const OBJECT: Kind = Kind::Formatted(Format::ObjectName);
const FOLLOWERS: &[Place] = &[Place::Task, Place::Block];

/// What `role(…)` takes.
pub(crate) const ROLES: &[&str] = &["validate", "train", "evaluate", "register", "promote", "deploy", "notify"];

pub(super) static TABLE: &[Decorator] = &[
    Decorator {
        signature: Signature::new("name", "The name on the engine, instead of the one in the source.").takes(&[
            Argument::new("name", Kind::Formatted(Format::Label), "lower case, with `-`").required().by_place(),
        ]),
        places: &[Place::Pipeline, Place::Task],
        merge: Merge::Replace,
        kfp: "the key in `tasks`; on a pipeline `pipelineInfo.name`",
        argo: "the DAG task's name; on a pipeline `metadata.name`",
    },
    Decorator {
        signature: Signature::new("display", "The name that people see.").takes(&[Argument::new(
            "name",
            Kind::Text,
            "any text",
        )
        .required()
        .by_place()]),
        places: &[Place::Component, Place::Pipeline, Place::Task, Place::Block],
        merge: Merge::Replace,
        kfp: "`taskInfo.name`; on a pipeline `pipelineInfo.displayName`",
        argo: "the annotation `workflows.argoproj.io/title`",
    },
    Decorator {
        signature: Signature::new("retry", "Tries again after a failure; on a pipeline, the whole run.").takes(&[
            Argument::new("retries", Kind::Int(0, 1000), "tries after the first").required().by_place(),
            Argument::new("backoff", DURATION, "the wait before the first of them").or("0s"),
            Argument::new("factor", Kind::Float, "what the wait is multiplied by each time").or("2"),
            Argument::new("max_backoff", DURATION, "the longest wait").or("1h"),
        ]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "`retryPolicy`",
        argo: "`retryStrategy`",
    },
    Decorator {
        signature: Signature::new("timeout", "Ends an attempt that takes longer; on a pipeline, the whole run.")
            .takes(&[Argument::new("duration", DURATION, "as in `30m`").required().by_place()]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "`activeDeadlineSeconds` of the platform document",
        argo: "`activeDeadlineSeconds`",
    },
    Decorator {
        signature: Signature::new("cache", "Whether an earlier result for the same inputs may stand for a new one.")
            .takes(&[
                Argument::new("enabled", Kind::Bool, "whether it may").by_place().or("true"),
                Argument::new("key", Kind::Text, "what tells results apart, instead of inputs and image"),
            ]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "`cachingOptions`",
        argo: "`memoize`",
    },
    Decorator {
        signature: Signature::new("side_effects", "Says that the task changes the world: it is never cached."),
        places: TASKS,
        merge: Merge::Replace,
        kfp: "`cachingOptions` left empty",
        argo: "no `memoize`",
    },
    Decorator {
        signature: Signature::new("after", "Waits for tasks and blocks whose values it does not use.").and_more(
            "task",
            Kind::Task,
            "what to wait for",
        ),
        places: FOLLOWERS,
        merge: Merge::Add,
        kfp: "`dependentTasks`",
        argo: "`depends`",
    },
    Decorator {
        signature: Signature::new(
            "ignore_upstream_failure",
            "Runs when what it waits for has ended, whether it succeeded or not.",
        ),
        places: FOLLOWERS,
        merge: Merge::Replace,
        kfp: "`triggerPolicy.strategy: ALL_UPSTREAM_TASKS_COMPLETED`; an input fed from what failed is the empty text",
        argo: "`depends: a.Succeeded || a.Failed || …`",
    },
    Decorator {
        signature: Signature::new("role", "What part in MLOps practice a task plays; lints read it.")
            .takes(&[Argument::new("role", Kind::Word(ROLES), "its part").required().by_place()]),
        places: &[Place::Component, Place::Task],
        merge: Merge::Replace,
        kfp: "nothing",
        argo: "nothing",
    },
    Decorator {
        signature: Signature::new("priority", "The Kubernetes priority class of the pod, or of all pods of a run.")
            .takes(&[Argument::new("class", OBJECT, "the priority class").required().by_place()]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "not there; `argo(priority = …)` for Argo alone",
        argo: "`priorityClassName`",
    },
    Decorator {
        signature: Signature::new("mutex", "Only one holder of this name runs at a time; on a pipeline, one run.")
            .takes(&[Argument::new("name", OBJECT, "the lock").required().by_place()]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "not there; `argo(mutex = …)` for Argo alone",
        argo: "`synchronization.mutexes`",
    },
    Decorator {
        signature: Signature::new("semaphore", "At most as many at a time as a config map says.").takes(&[
            Argument::new("configmap", OBJECT, "the config map").required().by_place(),
            Argument::new("key", Kind::Formatted(Format::DataKey), "its key that holds the number")
                .required()
                .by_place(),
        ]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "not there",
        argo: "`synchronization.semaphores`",
    },
    Decorator {
        signature: Signature::new("allow", "Says that a lint is wrong here, and why.").takes(&[
            Argument::new("lint", Kind::Lint, "the lint").required().by_place(),
            Argument::new("reason", Kind::Text, "why it may be so").required().by_place(),
        ]),
        places: &[Place::File, Place::Component, Place::Pipeline, Place::Task, Place::Block, Place::Trigger],
        merge: Merge::Add,
        kfp: "nothing",
        argo: "nothing",
    },
    Decorator {
        signature: Signature::new("kfp", "Settings for KFP alone; other targets leave them out.")
            .takes(&[Argument::new(
                "optional_flag",
                Kind::Bool,
                "`false` writes defaults of the pipeline's inputs without `isOptional`, as SDKs before 2.0 did",
            )
            .or("true")])
            .never_empty(),
        places: &[Place::Pipeline, Place::Defaults],
        merge: Merge::Replace,
        kfp: "as said",
        argo: "nothing",
    },
    Decorator {
        signature: Signature {
            name: "argo",
            doc: "Settings for Argo alone; other targets leave them out instead of refusing them.",
            args: &[
                Argument::new("parallelism", Kind::Int(1, i32::MAX as i64), "as `parallelism(…)`; on a pipeline only"),
                Argument::new(
                    "pod_gc",
                    Kind::Word(&["OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess"]),
                    "when pods are deleted, which else stay as long as the run; on a pipeline only",
                ),
                Argument::new("pod_gc_delay", DURATION, "of `pod_gc`: how long they stay then"),
                Argument::new("mutex", OBJECT, "as `mutex(…)`"),
                Argument::new("priority", OBJECT, "as `priority(…)`"),
                Argument::new("service_account", OBJECT, "as `service_account(…)`"),
            ],
            rest: Rest::None,
            never_empty: true,
        },
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "nothing",
        argo: "as said",
    },
];
