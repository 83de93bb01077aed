//! Decorators on what a task's pod looks like.
//!
//! In: nothing. Out: their part of the table.

use super::calls::{CONFIG_MAP, CONFIG_MAP_FOLDER, FIELD, SECRET, SECRET_FOLDER};
use super::runs::ACCESS_MODES;
use super::signature::{Argument, Format, Kind, Signature};
use super::{Decorator, Merge, Place, TASKS, TASKS_AND_RUNS};

const OBJECT: Kind = Kind::Formatted(Format::ObjectName);
const QUANTITY: Kind = Kind::Formatted(Format::Quantity);
const LABELS: Kind = Kind::Map(Format::MetadataKey, &Kind::Formatted(Format::LabelValue));
const ANNOTATIONS: Kind = Kind::Map(Format::MetadataKey, &Kind::Formatted(Format::Any));
const WEIGHT: Argument =
    Argument::new("weight", Kind::Int(1, 100), "makes it a preference of this weight instead of a requirement");

static REQUIREMENT: Signature = Signature::new("requirement", "one requirement of a selector").takes(&[
    Argument::new("key", Kind::Formatted(Format::MetadataKey), "the label").required(),
    Argument::new("operator", Kind::Word(&["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"]), "how to compare")
        .or("\"In\""),
    Argument::new("values", Kind::List(&Kind::Text), "what to compare with").or("[]"),
]);

static FIELD_REQUIREMENT: Signature = Signature::new("requirement", "one requirement on a node's fields").takes(&[
    Argument::new("key", Kind::Text, "the field, as in `metadata.name`").required(),
    Argument::new("operator", Kind::Word(&["In", "NotIn"]), "how to compare").or("\"In\""),
    Argument::new("values", Kind::List(&Kind::Text), "what to compare with").or("[]"),
]);

const REQUIREMENTS: Kind = Kind::List(&Kind::Fields(&REQUIREMENT));

/// What `task_config(…)` takes, and what each is called in KFP.
pub(crate) const TASK_CONFIG_FIELDS: &[(&str, &str)] = &[
    ("resources", "RESOURCES"),
    ("env", "ENV"),
    ("affinity", "KUBERNETES_AFFINITY"),
    ("tolerations", "KUBERNETES_TOLERATIONS"),
    ("node_selector", "KUBERNETES_NODE_SELECTOR"),
    ("volumes", "KUBERNETES_VOLUMES"),
];

pub(super) static TABLE: &[Decorator] = &[
    Decorator {
        signature: Signature::new("image", "The container image.").takes(&[Argument::new(
            "image",
            Kind::Formatted(Format::Image),
            "an image reference",
        )
        .required()
        .by_place()
        .run_time()]),
        places: TASKS,
        merge: Merge::Replace,
        kfp: "`container.image`",
        argo: "`container.image`",
    },
    Decorator {
        signature: Signature::new("image_pull_policy", "When the node fetches the image.").takes(&[Argument::new(
            "policy",
            Kind::Word(&["Always", "IfNotPresent", "Never"]),
            "when",
        )
        .required()
        .by_place()]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "`imagePullPolicy` of the platform document",
        argo: "`container.imagePullPolicy`",
    },
    Decorator {
        signature: Signature::new("image_pull_secret", "Secrets that open the image's registry.")
            .and_more_at_run_time("name", OBJECT, "a secret"),
        places: TASKS_AND_RUNS,
        merge: Merge::Add,
        kfp: "`imagePullSecret` of the platform document",
        argo: "`spec.imagePullSecrets`",
    },
    Decorator {
        signature: Signature::new(
            "resources",
            "What the task asks of the node; limits, and requests where they differ.",
        )
        .takes(&[
            Argument::new("cpu", QUANTITY, "cores: `4`, `500m`").run_time(),
            Argument::new("cpu_request", QUANTITY, "cores to ask for").run_time(),
            Argument::new("memory", QUANTITY, "as in `16Gi`").run_time(),
            Argument::new("memory_request", QUANTITY, "memory to ask for").run_time(),
            Argument::new("gpu", Kind::Devices, "NVIDIA GPUs: `accelerator = \"nvidia.com/gpu\"` in short").run_time(),
            Argument::new("accelerator", Kind::Text, "the device's resource name").run_time(),
            Argument::new("accelerator_count", Kind::Devices, "how many of them").run_time().or("1"),
        ])
        .never_empty(),
        places: TASKS,
        merge: Merge::Replace,
        kfp: "`container.resources`",
        argo: "`container.resources`",
    },
    Decorator {
        signature: Signature::new("env", "Environment variables.").and_named(
            "NAME",
            Format::EnvName,
            Kind::Call(&[&SECRET, &CONFIG_MAP, &FIELD], &Kind::Formatted(Format::Any)),
            "its value",
        ),
        places: TASKS_AND_RUNS,
        merge: Merge::ByKey,
        kfp: "`container.env`; `secretAsEnv`, `configMapAsEnv`, `fieldPathAsEnv` of the platform document",
        argo: "`container.env`",
    },
    Decorator {
        signature: Signature::new(
            "requires_env",
            "Variables that some place must set by `env`, or the task is an error.",
        )
        .and_more("NAME", Kind::Formatted(Format::EnvName), "a variable"),
        places: &[Place::File, Place::Component],
        merge: Merge::Add,
        kfp: "nothing",
        argo: "nothing",
    },
    Decorator {
        signature: Signature::new(
            "mount",
            "Mounts one volume: exactly one of `secret`, `configmap`, `pvc`, `empty_dir`, `ephemeral`.",
        )
        .takes(&[
            Argument::new("path", Kind::Formatted(Format::MountPath), "where in the container").required().by_place(),
            Argument::new("secret", Kind::Call(&[&SECRET_FOLDER], &OBJECT), "its keys as files").run_time(),
            Argument::new("configmap", Kind::Call(&[&CONFIG_MAP_FOLDER], &OBJECT), "its keys as files").run_time(),
            Argument::new("optional", Kind::Bool, "of `secret`, `configmap`: whether it may be missing").or("false"),
            Argument::new("pvc", OBJECT, "a persistent volume claim").run_time(),
            Argument::new("sub_path", Kind::Text, "of `pvc`: a folder in the volume, instead of its root"),
            Argument::new("empty_dir", Kind::VolumeName, "a folder that lives as long as the pod"),
            Argument::new("medium", Kind::Word(&["Memory"]), "of `empty_dir`: keep it in memory"),
            Argument::new("size_limit", QUANTITY, "of `empty_dir`: how large it may grow"),
            Argument::new("ephemeral", Kind::VolumeName, "a claim that lives as long as the pod"),
            Argument::new("size", QUANTITY, "of `ephemeral`: its size; required there"),
            Argument::new("access_modes", Kind::List(&ACCESS_MODES), "of `ephemeral`: who may mount it")
                .or("[\"ReadWriteOnce\"]"),
            Argument::new("storage_class", OBJECT, "of `ephemeral`: its storage class"),
            Argument::new("labels", LABELS, "of `ephemeral`: labels of the claim").or("{}"),
            Argument::new("annotations", ANNOTATIONS, "of `ephemeral`: annotations of the claim").or("{}"),
        ]),
        places: TASKS,
        merge: Merge::Add,
        kfp: "`secretAsVolume`, `configMapAsVolume`, `pvcMount`, `emptyDirMounts`, `genericEphemeralVolume`",
        argo: "`volumes` and `volumeMounts`",
    },
    Decorator {
        signature: Signature::new(
            "init_container",
            "A container that runs before the task's own; `Always` makes it a sidecar.",
        )
        .takes(&[
            Argument::new("name", Kind::Formatted(Format::Label), "its name").required().by_place(),
            Argument::new("image", Kind::Formatted(Format::Image), "its image").required().by_place(),
            Argument::new("command", Kind::List(&Kind::Formatted(Format::Any)), "its entry point").or("[]"),
            Argument::new("args", Kind::List(&Kind::Formatted(Format::Any)), "what follows").or("[]"),
            Argument::new("env", Kind::Map(Format::EnvName, &Kind::Formatted(Format::Any)), "its variables").or("{}"),
            Argument::new(
                "mounts",
                Kind::Map(Format::Label, &Kind::Formatted(Format::MountPath)),
                "paths by volumes' names",
            )
            .or("{}"),
            Argument::new("restart_policy", Kind::Word(&["Always"]), "makes it a sidecar"),
            Argument::new("requests", Kind::Map(Format::MetadataKey, &QUANTITY), "resources to ask for").or("{}"),
            Argument::new("limits", Kind::Map(Format::MetadataKey, &QUANTITY), "limits of resources").or("{}"),
        ]),
        places: TASKS,
        merge: Merge::Add,
        kfp: "`initContainers` of the platform document",
        argo: "`initContainers`",
    },
    Decorator {
        signature: Signature::new("node_selector", "Only nodes with these labels will do.")
            .takes(&[Argument::new("json", Kind::Json, "all of it as one value, instead of labels").run_time()])
            .and_named("label", Format::MetadataKey, Kind::Formatted(Format::LabelValue), "the label's value"),
        places: TASKS_AND_RUNS,
        merge: Merge::ByKey,
        kfp: "`nodeSelector` of the platform document",
        argo: "`nodeSelector`",
    },
    Decorator {
        signature: Signature::new("toleration", "Lets the pod run on nodes with this taint.")
            .takes(&[
                Argument::new("key", Kind::Formatted(Format::MetadataKey), "the taint's key; any if left out")
                    .by_place(),
                Argument::new("operator", Kind::Word(&["Equal", "Exists"]), "whether the value counts").or("\"Equal\""),
                Argument::new("value", Kind::Formatted(Format::LabelValue), "the taint's value"),
                Argument::new(
                    "effect",
                    Kind::Word(&["NoSchedule", "PreferNoSchedule", "NoExecute"]),
                    "all if left out",
                ),
                Argument::new("seconds", Kind::Formatted(Format::Duration), "how long `NoExecute` is borne"),
                Argument::new("json", Kind::Json, "one or several as one value, instead").run_time(),
            ])
            .never_empty(),
        places: TASKS_AND_RUNS,
        merge: Merge::Add,
        kfp: "`tolerations` of the platform document",
        argo: "`tolerations`",
    },
    Decorator {
        signature: Signature::new("node_affinity", "Which nodes will do, or are liked better with a `weight`.")
            .takes(&[
                Argument::new("match_expressions", REQUIREMENTS, "on the node's labels").or("[]"),
                Argument::new("match_fields", Kind::List(&Kind::Fields(&FIELD_REQUIREMENT)), "on the node's fields")
                    .or("[]"),
                WEIGHT,
                Argument::new("json", Kind::Json, "a Kubernetes `NodeAffinity` as one value, instead").run_time(),
            ])
            .never_empty(),
        places: TASKS_AND_RUNS,
        merge: Merge::Add,
        kfp: "`nodeAffinity` of the platform document",
        argo: "`affinity.nodeAffinity`",
    },
    Decorator {
        signature: Signature::new(
            "pod_affinity",
            "Near which pods this one is to run, or away from which with `anti`.",
        )
        .takes(&[
            Argument::new("topology_key", Kind::Formatted(Format::MetadataKey), "the node label that makes a place")
                .required()
                .by_place(),
            Argument::new("match_expressions", REQUIREMENTS, "on the pods' labels").or("[]"),
            Argument::new("match_labels", LABELS, "the pods' labels").or("{}"),
            Argument::new("namespaces", Kind::List(&Kind::Formatted(Format::Label)), "where to look").or("[]"),
            Argument::new("namespace_expressions", REQUIREMENTS, "on the namespaces' labels").or("[]"),
            Argument::new("namespace_labels", LABELS, "the namespaces' labels").or("{}"),
            WEIGHT,
            Argument::new("anti", Kind::Bool, "away from such pods instead of near them").or("false"),
        ]),
        places: TASKS_AND_RUNS,
        merge: Merge::Add,
        kfp: "`podAffinity` of the platform document",
        argo: "`affinity.podAffinity`, `affinity.podAntiAffinity`",
    },
    Decorator {
        signature: Signature::new("spot", "Cheap nodes that may be taken away; what a preemption ends is tried again.")
            .takes(&[
                Argument::new("mode", Kind::Word(&["preferred", "required"]), "whether other nodes will do, too")
                    .by_place()
                    .or("preferred"),
                Argument::new("retries", Kind::Int(0, 1000), "tries after a preemption"),
            ]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "the provider's node selector or affinity and toleration, and `retryPolicy`",
        argo: "the same, and `retryStrategy`",
    },
    Decorator {
        signature: Signature::new(
            "service_account",
            "The Kubernetes service account of the pod, or of all pods of a run.",
        )
        .takes(&[Argument::new("name", OBJECT, "the service account").required().by_place()]),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "not there: chosen where the run is started; `argo(service_account = …)` for Argo alone",
        argo: "`serviceAccountName`",
    },
    Decorator {
        signature: Signature::new("security", "Who the container runs as.")
            .takes(&[
                Argument::new("run_as_user", Kind::Int(0, i32::MAX as i64), "the user's id"),
                Argument::new("run_as_group", Kind::Int(0, i32::MAX as i64), "the group's id"),
                Argument::new("run_as_non_root", Kind::Bool, "whether root is refused"),
            ])
            .never_empty(),
        places: TASKS_AND_RUNS,
        merge: Merge::Replace,
        kfp: "`securityContext` of the platform document",
        argo: "`container.securityContext`",
    },
    Decorator {
        signature: Signature::new("labels", "Labels of every pod, and of the run itself.").and_named(
            "key",
            Format::MetadataKey,
            Kind::Formatted(Format::LabelValue),
            "the label's value",
        ),
        places: TASKS_AND_RUNS,
        merge: Merge::ByKey,
        kfp: "`podMetadata.labels` of the platform document",
        argo: "`metadata.labels`",
    },
    Decorator {
        signature: Signature::new("annotations", "Annotations of every pod, and of the run itself.").and_named(
            "key",
            Format::MetadataKey,
            Kind::Formatted(Format::Any),
            "the annotation's text",
        ),
        places: TASKS_AND_RUNS,
        merge: Merge::ByKey,
        kfp: "`podMetadata.annotations` of the platform document",
        argo: "`metadata.annotations`",
    },
    Decorator {
        signature: Signature::new(
            "shared_memory",
            "A larger `/dev/shm`, which data loaders of several processes need.",
        )
        .takes(&[
            Argument::new("size", QUANTITY, "its size; the node's own bound if left out").by_place(),
            Argument::new("volume", Kind::Formatted(Format::Label), "the volume's name").or("\"shm\""),
        ]),
        places: TASKS,
        merge: Merge::Replace,
        kfp: "`enabledSharedMemory` of the platform document",
        argo: "an `emptyDir` in memory at `/dev/shm`",
    },
    Decorator {
        signature: Signature::new(
            "task_config",
            "Settings that a component's `TaskConfig` input takes over, for the work it starts elsewhere.",
        )
        .takes(&[Argument::new("apply", Kind::Bool, "whether the task's own pod keeps them, too").or("false")])
        .and_more(
            "setting",
            Kind::Word(&["resources", "env", "affinity", "tolerations", "node_selector", "volumes"]),
            "a setting",
        ),
        places: &[Place::Component],
        merge: Merge::Add,
        kfp: "`taskConfigPassthroughs`",
        argo: "not there",
    },
];
