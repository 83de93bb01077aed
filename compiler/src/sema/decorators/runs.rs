//! Decorators of runs and of triggers.
//!
//! In: nothing. Out: their part of the table.

use super::signature::{Argument, Format, Kind, Signature};
use super::{Decorator, Merge, Place, RUNS};

const DURATION: Kind = Kind::Formatted(Format::Duration);
const TRIGGERS: &[Place] = &[Place::Trigger];

/// `PersistentVolumeClaim.spec.accessModes`
pub(super) const ACCESS_MODES: Kind =
    Kind::Word(&["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"]);

pub(super) static TABLE: &[Decorator] =
    &[
        Decorator {
            signature: Signature::new("parallelism", "How many pods of one run may run at once.")
                .takes(&[Argument::new("pods", Kind::Int(1, i32::MAX as i64), "how many").required().by_place()]),
            places: RUNS,
            merge: Merge::Replace,
            kfp: "not there; `@argo(parallelism = …)` for Argo alone",
            argo: "`spec.parallelism`",
        },
        Decorator {
            signature: Signature::new("pipeline_root", "Where the run keeps its artifacts.").takes(&[Argument::new(
                "uri",
                Kind::Text,
                "as in `\"s3://bucket/root\"`",
            )
            .required()
            .by_place()]),
            places: RUNS,
            merge: Merge::Replace,
            kfp: "`defaultPipelineRoot`",
            argo: "the key prefix of artifacts",
        },
        Decorator {
            signature: Signature::new("workspace", "A volume that all tasks of a run share, at `workspace.path`.")
                .takes(&[
                    Argument::new("size", Kind::Formatted(Format::Quantity), "its size").required().by_place(),
                    Argument::new("storage_class", Kind::Formatted(Format::ObjectName), "its storage class"),
                    Argument::new("access_modes", Kind::List(&ACCESS_MODES), "who may mount it"),
                ]),
            places: RUNS,
            merge: Merge::Replace,
            kfp: "`pipelineConfig.workspace` of the platform document",
            argo: "`spec.volumeClaimTemplates`",
        },
        Decorator {
            signature: Signature::new("ttl", "How long an ended run is kept on the cluster.")
                .takes(&[
                    Argument::new("completion", DURATION, "after any end").by_place(),
                    Argument::new("success", DURATION, "after success"),
                    Argument::new("failure", DURATION, "after failure"),
                ])
                .never_empty(),
            places: RUNS,
            merge: Merge::Replace,
            kfp: "`pipelineConfig.resourceTtlOnCompletion` and its kin",
            argo: "`spec.ttlStrategy`",
        },
        Decorator {
            signature: Signature::new("cooldown", "How long a trigger stays quiet after it has started a run.")
                .takes(&[Argument::new("duration", DURATION, "how long").required().by_place()]),
            places: TRIGGERS,
            merge: Merge::Replace,
            kfp: "the alert route's repeat interval, the sensor's rate limit",
            argo: "the same",
        },
        Decorator {
            signature: Signature::new("concurrency", "What happens where a run is due while another one runs.").takes(
                &[Argument::new(
                    "policy",
                    Kind::Word(&["allow", "forbid", "replace"]),
                    "let both run, leave the new one out, or end the old one",
                )
                .required()
                .by_place()],
            ),
            places: TRIGGERS,
            merge: Merge::Replace,
            kfp: "`maxConcurrency` and `noCatchup` of the recurring run",
            argo: "`concurrencyPolicy`, or a mutex of the runs",
        },
        Decorator {
            signature: Signature::new("enabled", "Whether a trigger fires.").takes(&[Argument::new(
                "enabled",
                Kind::Bool,
                "`false` keeps it and suspends it",
            )
            .required()
            .by_place()]),
            places: TRIGGERS,
            merge: Merge::Replace,
            kfp: "the recurring run's mode",
            argo: "`suspend`, or left out",
        },
    ];
