//! What each engine can do, and since when: one table for the checks, for `mlc targets` and for the documents.
//!
//! In: nothing. Out: [`CAPABILITIES`].
//! Always holds: a diagnostic about something an engine lacks takes its reason and its way out from here.

use super::{Target, Version};

/// One construct of the language and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capability {
    /// The construct as the user writes it.
    pub construct: &'static str,
    /// On Kubeflow Pipelines.
    pub kfp: Support,
    /// On Argo Workflows.
    pub argo: Support,
}

impl Capability {
    /// What `target` makes of it.
    pub fn support(&self, target: Target) -> Support {
        match target {
            Target::Kfp => self.kfp,
            Target::Argo => self.argo,
        }
    }
}

/// Whether an engine can do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// In every release this compiler knows.
    Always,
    /// From this release on.
    Since(Version),
    /// Under a condition, told in words, which the compiler checks.
    If(&'static str),
    /// Under a condition, told in words, that shows when a run is started.
    AtRunTime(&'static str),
    /// Not at all.
    No {
        /// Why.
        reason: &'static str,
        /// What to do instead.
        instead: &'static str,
    },
}

const fn since(major: u16, minor: u16) -> Support {
    Support::Since(Version { major, minor })
}

const fn no(reason: &'static str, instead: &'static str) -> Support {
    Support::No { reason, instead }
}

macro_rules! capabilities {
    ($($name:ident: $construct:literal, kfp = $kfp:expr, argo = $argo:expr;)*) => {
        $(
            #[doc = concat!("`", $construct, "`")]
            pub const $name: Capability = Capability { construct: $construct, kfp: $kfp, argo: $argo };
        )*

        /// Every row, in the order in which it is shown.
        pub const CAPABILITIES: &[Capability] = &[$($name),*];
    };
}

const WHOLE_RUN: &str = "KFP starts a run with its own settings for the whole run";
const ON_SUBMIT: &str = "set it where the run is submitted, or say it for one target with `@argo(…)`";

capabilities! {
    PYTHON: "component … python", kfp = Support::Always,
        argo = Support::Always;
    CONTAINER: "component … container", kfp = Support::Always,
        argo = Support::Always;
    IMPORTER: "importer(…)", kfp = Support::Always,
        argo = Support::If("the URI begins with `s3://`, `gs://`, `http://` or `https://`");
    IMPORTER_WORKSPACE: "importer(workspace = true)", kfp = since(2, 15),
        argo = no("Argo mounts what is imported where the task asks for it", "leave `workspace` out");
    PVC: "std.k8s.create_pvc, delete_pvc", kfp = Support::Always,
        argo = Support::Always;
    SUB_PIPELINE: "a pipeline called like a component", kfp = Support::Always,
        argo = Support::Always;
    COMPILED_PIPELINE: "use component of a compiled KFP pipeline", kfp = Support::Always,
        argo = no("it is a document for KFP alone", "write the pipeline in mlc");
    OPTIONAL_IN_SUB_PIPELINE: "an optional input of a sub-pipeline", kfp = since(2, 14),
        argo = Support::Always;
    ENUMERATION: "an enumeration", kfp = since(2, 16),
        argo = Support::Always;
    IF: "if … else …", kfp = Support::Always,
        argo = Support::Always;
    IF_ARTIFACT: "an artifact as the value of an if", kfp = since(2, 17),
        argo = Support::Always;
    FOR: "for … in …", kfp = Support::Always,
        argo = Support::Always;
    FOR_ARTIFACTS: "for … in a list of artifacts",
        kfp = Support::If("the back end is Vertex; KFP's open-source one refuses the run"),
        argo = no("Argo loops over texts", "loop inside of a component that takes the whole list");
    FOR_PARALLEL: "for … parallel n", kfp = since(2, 5),
        argo = Support::Always;
    FOR_COLLECTED: "the lists that a for yields", kfp = since(2, 14),
        argo = Support::Always;
    ARTIFACT_LIST: "a list of artifacts that no loop makes", kfp = Support::Always,
        argo = no("Argo puts no artifacts together; a loop's lie in one place from the start",
            "let each item write to a store of your own, and yield where it lies as a `String`");
    TRY: "try { } finally { }", kfp = since(2, 5),
        argo = Support::Always;
    STATUS: "finally(status)", kfp = since(2, 14),
        argo = Support::Always;
    FINALLY_USES_TASKS: "a task's output used in a finally",
        kfp = no("KFP starts exit work as a hook, which sees the pipeline's inputs and the status alone",
            "write what is needed to a file or a store inside of the `try`, and read it there"),
        argo = no("Argo starts exit work as a hook, which is sure of the inputs and the status alone",
            "write what is needed to a file or a store inside of the `try`, and read it there");
    AFTER_IGNORED: "something that waits for a task with ignore_upstream_failure()",
        kfp = no("KFP starts such a task as a hook, which nothing can wait for",
            "put both into a sub-pipeline, and `ignore_upstream_failure` on its call"),
        argo = Support::Always;
    APPROVE: "approve(…)",
        kfp = no("KFP has no step that waits for a person",
            "end the pipeline here, and let a person start one that does what comes behind"),
        argo = Support::Always;
    IGNORE_UPSTREAM_FAILURE: "ignore_upstream_failure()", kfp = since(2, 5),
        argo = Support::Always;
    RETRY: "retry(…)", kfp = Support::Always,
        argo = Support::Always;
    RETRY_CAP: "a retry whose wait grows beyond its max_backoff", kfp = Support::Always,
        argo = since(3, 7);
    TIMEOUT: "timeout(…) of a task", kfp = since(2, 1),
        argo = Support::Always;
    RUN_TIMEOUT: "@timeout(…) of a pipeline", kfp = since(2, 17),
        argo = Support::Always;
    RUN_RETRY: "@retry(…) of a pipeline",
        kfp = no("KFP retries tasks, not runs", "put `@retry` on the components"),
        argo = no("Argo retries tasks, not runs", "put `@retry` on the components");
    CACHE: "cache(…)", kfp = Support::Always,
        argo = Support::If("what is cached takes no artifacts, or `[argo] artifact_root` in mlc.toml says where they lie");
    CACHE_KEY: "cache(key = …)", kfp = since(2, 4),
        argo = Support::Always;
    TTL: "@ttl(…)", kfp = since(2, 17),
        argo = Support::Always;
    WORKSPACE: "@workspace(…)", kfp = since(2, 14),
        argo = Support::Always;
    WORKSPACE_PATH: "workspace.path", kfp = since(2, 15),
        argo = Support::Always;
    PIPELINE_ROOT: "@pipeline_root(…)", kfp = Support::Always,
        argo = no("Argo keeps artifacts in the repository of the cluster", "say `[argo] artifact_root` in mlc.toml");
    PARALLELISM: "@parallelism(…)", kfp = no("KFP bounds loops, not runs", "say `for … parallel n`"),
        argo = Support::Always;
    MUTEX: "mutex(…)",
        kfp = no("KFP has no locks between tasks or runs", "let the work itself take a lock, or build for argo"),
        argo = Support::Always;
    SEMAPHORE: "semaphore(…)",
        kfp = no("KFP has no locks between tasks or runs", "let the work itself take a lock, or build for argo"),
        argo = Support::Always;
    SERVICE_ACCOUNT: "service_account(…) of a task",
        kfp = no("all pods of a KFP run share the run's service account", ON_SUBMIT),
        argo = Support::Always;
    RUN_SERVICE_ACCOUNT: "@service_account(…) of a pipeline", kfp = no(WHOLE_RUN, ON_SUBMIT),
        argo = Support::Always;
    PRIORITY: "priority(…)",
        kfp = no("KFP has no place for a priority class", "give the namespace a default priority class"),
        argo = Support::Always;
    RUN_PRIORITY: "@priority(…) of a pipeline",
        kfp = no("KFP has no place for a priority class", "give the namespace a default priority class"),
        argo = Support::Always;
    SPOT: "spot(…)", kfp = Support::If("`spot_provider` in mlc.toml names the cluster's provider"),
        argo = Support::If("`spot_provider` in mlc.toml names the cluster's provider");
    IMAGE: "an image known at run time", kfp = since(2, 4),
        argo = Support::Always;
    RESOURCES: "resources(…)", kfp = Support::Always,
        argo = Support::Always;
    RESOURCES_AT_RUN_TIME: "resources known at run time", kfp = since(2, 4),
        argo = Support::Always;
    ENV: "env(K = text)", kfp = Support::Always,
        argo = Support::Always;
    ENV_SECRET: "env(K = secret(…)), env(K = configmap(…))", kfp = Support::Always,
        argo = Support::Always;
    ENV_SECRET_OPTIONAL: "env(K = secret(…, optional = …))", kfp = since(2, 15),
        argo = Support::Always;
    ENV_FIELD: "env(K = field(…))", kfp = since(2, 1),
        argo = Support::Always;
    NAME_AT_RUN_TIME: "a secret's or config map's name known at run time", kfp = since(2, 5),
        argo = Support::Always;
    MOUNT_SECRET: "mount(…, secret | configmap)", kfp = Support::Always,
        argo = Support::Always;
    MOUNT_SECRET_OPTIONAL: "mount(…, secret | configmap, optional = …)", kfp = since(2, 2),
        argo = Support::Always;
    MOUNT_PVC: "mount(…, pvc)", kfp = Support::Always,
        argo = Support::Always;
    MOUNT_SUB_PATH: "mount(…, pvc, sub_path)", kfp = since(2, 16),
        argo = Support::Always;
    MOUNT_EMPTY_DIR: "mount(…, empty_dir)", kfp = since(2, 3),
        argo = Support::Always;
    MOUNT_EPHEMERAL: "mount(…, ephemeral)", kfp = since(2, 2),
        argo = Support::Always;
    SHARED_MEMORY: "shared_memory(…)", kfp = since(2, 3),
        argo = Support::Always;
    NODE_SELECTOR: "node_selector(…)", kfp = Support::Always,
        argo = Support::Always;
    NODE_SELECTOR_AT_RUN_TIME: "a node selector known at run time", kfp = since(2, 5),
        argo = Support::Always;
    TOLERATION: "toleration(…)", kfp = since(2, 1),
        argo = Support::Always;
    TOLERATION_AT_RUN_TIME: "a toleration known at run time", kfp = since(2, 5),
        argo = Support::Always;
    NODE_AFFINITY: "node_affinity(…)", kfp = since(2, 14),
        argo = Support::Always;
    NODE_AFFINITY_AT_RUN_TIME: "a node affinity known at run time", kfp = since(2, 14),
        argo = Support::Always;
    POD_AFFINITY: "pod_affinity(…)",
        kfp = Support::If("the back end reads it; KFP's open-source one leaves it out of the pod"),
        argo = Support::Always;
    LABELS: "labels(…), annotations(…) of pods", kfp = Support::Always,
        argo = Support::Always;
    IMAGE_PULL_POLICY: "image_pull_policy(…)", kfp = since(2, 1),
        argo = Support::Always;
    IMAGE_PULL_SECRET: "image_pull_secret(…)", kfp = since(2, 1),
        argo = Support::Always;
    SECURITY: "security(…)", kfp = since(2, 16),
        argo = Support::Always;
    INIT_CONTAINER: "init_container(…)", kfp = since(2, 18),
        argo = Support::Always;
    TASK_CONFIG: "task_config(…)", kfp = since(2, 15),
        argo = no("it is about KFP's task configuration", "say it for one target with `@kfp(…)`");
    RUN_FIELDS: "run.id, run.name, run.resource_name", kfp = since(2, 5),
        argo = Support::Always;
    RUN_TASK: "run.task_id, run.task_name", kfp = since(2, 5),
        argo = Support::If("it stands in a container's command");
    EXECUTOR_INPUT: "run.executor_input", kfp = Support::Always,
        argo = no("it is KFP's word for all that a task gets", "name the inputs that the program takes");
    RUN_TIMES: "run.created_at, run.scheduled_at", kfp = since(2, 17),
        argo = Support::AtRunTime("the run was started by a schedule, for `run.scheduled_at`");
    RUN_ROOT: "run.root",
        kfp = Support::If("the back end is Vertex; KFP's open-source one hands the placeholder on as it stands"),
        argo = no("Argo keeps each artifact in a place of its own", "take the `.uri` of an output artifact");
    REPLACE: "@concurrency(\"replace\")",
        kfp = no("KFP ends no run for the sake of the next", "use `@concurrency(\"forbid\")`: the next run waits for the end of this one"),
        argo = Support::If("what fires is a schedule");
    RUN_EVENTS: "success(…), failure(…)",
        kfp = no("KFP tells nobody that a run has ended", "call both pipelines in one, the second behind the first"),
        argo = Support::Always;
    CATCH_UP: "schedule(catch_up = true)",
        kfp = Support::If("the schedule goes by the cluster's clock, without `start_deadline` and without `event` in its arguments"),
        argo = no("Argo makes up for the last missed run alone", "say how late it may still start: `start_deadline = 6h`");
    BITBUCKET_SIGNATURE: "git(host = bitbucket, auth = secret(…))",
        kfp = no("Argo Events looks at no signature of Bitbucket's",
            "say `auth = none`, and let Bitbucket's addresses alone through to it"),
        argo = no("Argo Events looks at no signature of Bitbucket's",
            "say `auth = none`, and let Bitbucket's addresses alone through to it");
    RUN_URL: "run.url",
        kfp = no("KFP does not know its own address", "put it together from `run.id` and a const"),
        argo = no("Argo does not know its own address", "put it together from `run.name` and a const");
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::CAPABILITIES;

    #[test]
    fn no_construct_stands_twice() {
        let mut seen = HashSet::new();
        for row in CAPABILITIES {
            assert!(seen.insert(row.construct), "{}", row.construct);
        }
    }
}
