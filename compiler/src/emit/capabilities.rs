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
}

impl Capability {
    /// What `target` makes of it.
    pub fn support(&self, target: Target) -> Support {
        match target {
            Target::Kfp => self.kfp,
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
    /// Under a condition, told in words.
    If(&'static str),
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
    ($($name:ident: $construct:literal, kfp = $kfp:expr;)*) => {
        $(
            #[doc = concat!("`", $construct, "`")]
            pub const $name: Capability = Capability { construct: $construct, kfp: $kfp };
        )*

        /// Every row, in the order in which it is shown.
        pub const CAPABILITIES: &[Capability] = &[$($name),*];
    };
}

const WHOLE_RUN: &str = "KFP starts a run with its own settings for the whole run";
const ON_SUBMIT: &str = "set it where the run is submitted, or say it for one target with `@argo(…)`";

capabilities! {
    PYTHON: "component … python", kfp = Support::Always;
    CONTAINER: "component … container", kfp = Support::Always;
    IMPORTER: "importer(…)", kfp = Support::Always;
    IMPORTER_WORKSPACE: "importer(workspace = true)", kfp = since(2, 15);
    PVC: "std.k8s.create_pvc, delete_pvc", kfp = Support::Always;
    SUB_PIPELINE: "a pipeline called like a component", kfp = Support::Always;
    OPTIONAL_IN_SUB_PIPELINE: "an optional input of a sub-pipeline", kfp = since(2, 14);
    ENUMERATION: "an enumeration", kfp = since(2, 16);
    IF: "if … else …", kfp = Support::Always;
    IF_ARTIFACT: "an artifact as the value of an if", kfp = since(2, 17);
    FOR: "for … in …", kfp = Support::Always;
    FOR_ARTIFACTS: "for … in a list of artifacts",
        kfp = Support::If("the back end is Vertex; KFP's open-source one compiles it and does not run it");
    FOR_PARALLEL: "for … parallel n", kfp = since(2, 5);
    FOR_COLLECTED: "the lists that a for yields", kfp = since(2, 14);
    TRY: "try { } finally { }", kfp = since(2, 5);
    STATUS: "finally(status)", kfp = since(2, 14);
    FINALLY_USES_TASKS: "a task's output used in a finally",
        kfp = no("KFP starts exit work as a hook, which sees the pipeline's inputs and the status alone",
            "write what is needed to a file or a store inside of the `try`, and read it there");
    AFTER_FINALLY: "something that waits for a finally",
        kfp = no("KFP starts exit work as a hook, which nothing can wait for", "move it into the `finally`");
    APPROVE: "approve(…)",
        kfp = no("KFP has no step that waits for a person",
            "end the pipeline here, and let a person start one that does what comes behind");
    IGNORE_UPSTREAM_FAILURE: "ignore_upstream_failure()", kfp = since(2, 5);
    RETRY: "retry(…)", kfp = Support::Always;
    TIMEOUT: "timeout(…) of a task", kfp = since(2, 1);
    RUN_TIMEOUT: "@timeout(…) of a pipeline", kfp = since(2, 17);
    RUN_RETRY: "@retry(…) of a pipeline",
        kfp = no("KFP retries tasks, not runs", "put `@retry` on the components");
    CACHE: "cache(…)", kfp = Support::Always;
    CACHE_KEY: "cache(key = …)", kfp = since(2, 4);
    TTL: "@ttl(…)", kfp = since(2, 17);
    WORKSPACE: "@workspace(…)", kfp = since(2, 14);
    WORKSPACE_PATH: "workspace.path", kfp = since(2, 15);
    PIPELINE_ROOT: "@pipeline_root(…)", kfp = Support::Always;
    PARALLELISM: "@parallelism(…)", kfp = no("KFP bounds loops, not runs", "say `for … parallel n`");
    MUTEX: "mutex(…)",
        kfp = no("KFP has no locks between tasks or runs", "let the work itself take a lock, or build for argo");
    SEMAPHORE: "semaphore(…)",
        kfp = no("KFP has no locks between tasks or runs", "let the work itself take a lock, or build for argo");
    SERVICE_ACCOUNT: "service_account(…) of a task",
        kfp = no("all pods of a KFP run share the run's service account", ON_SUBMIT);
    RUN_SERVICE_ACCOUNT: "@service_account(…) of a pipeline", kfp = no(WHOLE_RUN, ON_SUBMIT);
    PRIORITY: "priority(…)",
        kfp = no("KFP has no place for a priority class", "give the namespace a default priority class");
    RUN_PRIORITY: "@priority(…) of a pipeline",
        kfp = no("KFP has no place for a priority class", "give the namespace a default priority class");
    SPOT: "spot(…)", kfp = Support::If("`spot_provider` in mlc.toml names the cluster's provider");
    IMAGE: "an image known at run time", kfp = since(2, 4);
    RESOURCES: "resources(…)", kfp = Support::Always;
    RESOURCES_AT_RUN_TIME: "resources known at run time", kfp = since(2, 4);
    ENV: "env(K = text)", kfp = Support::Always;
    ENV_AT_RUN_TIME: "an environment variable known at run time",
        kfp = no("KFP hands variables to the container as they stand",
            "pass the value as an input of the component");
    ENV_SECRET: "env(K = secret(…)), env(K = configmap(…))", kfp = Support::Always;
    ENV_SECRET_OPTIONAL: "env(K = secret(…, optional = …))", kfp = since(2, 15);
    ENV_FIELD: "env(K = field(…))", kfp = since(2, 1);
    NAME_AT_RUN_TIME: "a secret's or config map's name known at run time", kfp = since(2, 5);
    MOUNT_SECRET: "mount(…, secret | configmap)", kfp = Support::Always;
    MOUNT_SECRET_OPTIONAL: "mount(…, secret | configmap, optional = …)", kfp = since(2, 2);
    MOUNT_PVC: "mount(…, pvc)", kfp = Support::Always;
    MOUNT_SUB_PATH: "mount(…, pvc, sub_path)", kfp = since(2, 16);
    MOUNT_EMPTY_DIR: "mount(…, empty_dir)", kfp = since(2, 3);
    MOUNT_EPHEMERAL: "mount(…, ephemeral)", kfp = since(2, 2);
    SHARED_MEMORY: "shared_memory(…)", kfp = since(2, 3);
    NODE_SELECTOR: "node_selector(…)", kfp = Support::Always;
    NODE_SELECTOR_AT_RUN_TIME: "a node selector known at run time", kfp = since(2, 5);
    TOLERATION: "toleration(…)", kfp = since(2, 1);
    TOLERATION_AT_RUN_TIME: "a toleration known at run time", kfp = since(2, 5);
    NODE_AFFINITY: "node_affinity(…)", kfp = since(2, 14);
    POD_AFFINITY: "pod_affinity(…)",
        kfp = Support::If("the back end reads it; KFP's open-source one leaves it out of the pod");
    LABELS: "labels(…), annotations(…) of pods", kfp = Support::Always;
    IMAGE_PULL_POLICY: "image_pull_policy(…)", kfp = since(2, 1);
    IMAGE_PULL_SECRET: "image_pull_secret(…)", kfp = since(2, 1);
    SECURITY: "security(…)", kfp = since(2, 16);
    INIT_CONTAINER: "init_container(…)", kfp = since(2, 18);
    TASK_CONFIG: "task_config(…)", kfp = since(2, 15);
    RUN_FIELDS: "run.id, run.name, run.resource_name, run.task_id, run.task_name", kfp = since(2, 5);
    RUN_TIMES: "run.created_at, run.scheduled_at", kfp = since(2, 17);
    RUN_ROOT: "run.root",
        kfp = Support::If("the back end is Vertex; KFP's open-source one hands the placeholder on as it stands");
    RUN_URL: "run.url",
        kfp = no("KFP does not know its own address", "put it together from `run.id` and a const");
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
