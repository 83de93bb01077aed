//! Pods: image, environment, resources, and what stands in the platform spec for Kubernetes.
//!
//! In: a task's [`Pod`] and [`Policy`]. Out: its [`Look`].
//! Always holds: a value known only at run time is a placeholder in what the container spec holds, and an input
//! reference in what the platform spec holds, both in terms of the DAG that the task stands in.

mod environment;
mod mounts;
mod scheduling;

use indexmap::IndexMap;
use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use super::dags::DagBuilder;
use super::placeholders::input_placeholder;
use super::platform::{
    EmptyDirMount, ExecutorConfig, ImagePullSecret, InitContainer, PodMetadata, Requirements, SecurityContext,
    VolumeMount,
};
use super::schema::{Accelerator, EnvVar, InputParameter, Map, Resources, TaskConfigPassthrough, Text};
use super::values::Draft;
use crate::emit::capabilities::Capability;
use crate::emit::text::plain;
use crate::plan::policy;
use crate::plan::{Pod, Policy, Source};

/// How a task's container and pod look.
#[derive(Debug, Serialize)]
pub(super) struct Look {
    pub(super) image: Text,
    pub(super) env: Vec<EnvVar>,
    pub(super) resources: Option<Resources>,
    pub(super) passthroughs: Vec<TaskConfigPassthrough>,
    /// What stands in the platform spec, if anything.
    pub(super) config: Option<ExecutorConfig>,
}

impl Look {
    /// A text that two looks share if they are the same.
    pub(super) fn key(&self) -> SmolStr {
        let plain = self.env.is_empty() && self.resources.is_none() && self.passthroughs.is_empty();
        if plain && self.config.is_none() {
            return self.image.0.clone();
        }
        serde_json::to_string(self).unwrap_or_default().into()
    }
}

impl<'a> DagBuilder<'_, 'a> {
    /// How a task with `pod` and `policy` looks; `draft` gets the inputs that it needs for that.
    pub(super) fn look(&mut self, draft: &mut Draft, pod: &'a Pod, policy: &'a Policy) -> Look {
        let image = pod.image.as_ref().map_or_else(Text::default, |image| self.pod_text(draft, image));
        if is_bare(pod) && policy.timeout.is_none() {
            return Look { image, env: Vec::new(), resources: None, passthroughs: Vec::new(), config: None };
        }
        self.t.check_pod(pod, draft.span);
        let resources = self.resources(draft, pod);
        let mut config = ExecutorConfig::default();
        let env = self.environment(draft, &pod.env, &mut config);
        for mount in &pod.mounts {
            self.mount(draft, mount, &mut config);
        }
        self.scheduling(draft, pod, &mut config);
        self.rest_of_pod(draft, pod, &mut config);
        if let Some(timeout) = policy.timeout {
            config.active_deadline_seconds = Some(Text(timeout.to_smolstr()));
        }
        let passthroughs = pod
            .task_config
            .iter()
            .map(|field| TaskConfigPassthrough { apply_to_task: field.apply_to_task, field: Text::from(&field.field) });
        let config = (config != ExecutorConfig::default()).then_some(config);
        Look { image, env, resources, passthroughs: passthroughs.collect(), config }
    }

    /// A text of the container spec: as it is, or a placeholder that is the whole of it.
    fn pod_text(&mut self, draft: &mut Draft, source: &'a Source) -> Text {
        match source {
            Source::Constant(value) => Text::from(plain(value)),
            _ => Text::from(input_placeholder(&self.channel(draft, source))),
        }
    }

    fn resources(&mut self, draft: &mut Draft, pod: &'a Pod) -> Option<Resources> {
        let fields = [&pod.cpu, &pod.cpu_request, &pod.memory, &pod.memory_request];
        let [resource_cpu_limit, resource_cpu_request, resource_memory_limit, resource_memory_request] =
            fields.map(|field| field.as_ref().map(|source| self.pod_text(draft, source)));
        let accelerator = (pod.accelerator.is_some() || pod.accelerator_count.is_some()).then(|| Accelerator {
            resource_count: pod
                .accelerator_count
                .as_ref()
                .map_or(Text::constant("1"), |count| self.pod_text(draft, count)),
            resource_type: pod
                .accelerator
                .as_ref()
                .map_or(Text::constant("nvidia.com/gpu"), |kind| self.pod_text(draft, kind)),
        });
        let resources = Resources {
            accelerator,
            resource_cpu_limit,
            resource_cpu_request,
            resource_memory_limit,
            resource_memory_request,
        };
        (resources != Resources::default()).then_some(resources)
    }

    /// Whether a secret may be missing: `false` where nothing is said, as the SDK writes it, for servers that read it.
    fn optional(&self, optional: Option<bool>, capability: &Capability) -> Option<bool> {
        let read = self.t.has(capability);
        optional.or(read.then_some(false))
    }

    /// A resource's name as an input reference, and once more as text where it is constant.
    fn name(&mut self, draft: &mut Draft, source: &'a Source) -> (InputParameter, Option<Text>) {
        if let Source::Constant(value) = source {
            let text = plain(value);
            return (InputParameter::constant(text.as_str().into()), Some(Text::from(text)));
        }
        (self.bare(draft, source), None)
    }

    fn rest_of_pod(&mut self, draft: &mut Draft, pod: &'a Pod, config: &mut ExecutorConfig) {
        config.pod_metadata = metadata(&pod.labels, &pod.annotations);
        config.image_pull_policy = pod.image_pull_policy.as_deref().map(Text::from);
        for secret in &pod.image_pull_secrets {
            let (secret_name_parameter, secret_name) = self.name(draft, secret);
            config.image_pull_secret.push(ImagePullSecret { secret_name, secret_name_parameter });
        }
        let security = SecurityContext {
            run_as_group: pod.security.run_as_group.map(|id| Text(id.to_smolstr())),
            run_as_non_root: pod.security.run_as_non_root,
            run_as_user: pod.security.run_as_user.map(|id| Text(id.to_smolstr())),
        };
        config.security_context = (security != SecurityContext::default()).then_some(security);
        config.init_containers = pod.init_containers.iter().map(init_container).collect();
        if let Some(memory) = &pod.shared_memory {
            // The back end reads no `enabledSharedMemory`; a directory in memory at that path is the same.
            config.empty_dir_mounts.push(EmptyDirMount {
                medium: Some(Text::constant("Memory")),
                mount_path: Text::constant("/dev/shm"),
                size_limit: (!memory.size.is_empty()).then(|| Text::from(&memory.size)),
                volume_name: Text::from(&memory.volume),
            });
        }
    }
}

/// Whether nothing but the image is said, which holds for most.
fn is_bare(pod: &Pod) -> bool {
    let Pod {
        image: _,
        image_pull_policy,
        image_pull_secrets,
        cpu,
        cpu_request,
        memory,
        memory_request,
        accelerator,
        accelerator_count,
        env,
        mounts,
        node_selector,
        node_selector_json,
        tolerations,
        node_affinity,
        pod_affinity,
        labels,
        annotations,
        service_account,
        security,
        init_containers,
        shared_memory,
        priority,
        spot,
        mutex,
        semaphore,
        task_config,
        argo: _,
    } = pod;
    let resources = [cpu, cpu_request, memory, memory_request, accelerator, accelerator_count];
    let texts = [image_pull_policy, service_account, priority, mutex];
    resources.iter().all(|field| field.is_none())
        && texts.iter().all(|field| field.is_none())
        && (image_pull_secrets.is_empty() && env.is_empty() && mounts.is_empty())
        && (node_selector.is_empty() && node_selector_json.is_none() && tolerations.is_empty())
        && (node_affinity.is_empty() && pod_affinity.is_empty() && labels.is_empty() && annotations.is_empty())
        && (init_containers.is_empty() && shared_memory.is_none() && spot.is_none())
        && (semaphore.is_none() && task_config.is_empty() && *security == policy::Security::default())
}

fn texts(map: &IndexMap<String, String>) -> Map<Text> {
    map.iter().map(|(key, value)| (Text::from(key), Text::from(value))).collect()
}

fn metadata(labels: &IndexMap<String, String>, annotations: &IndexMap<String, String>) -> Option<PodMetadata> {
    let any = !labels.is_empty() || !annotations.is_empty();
    any.then(|| PodMetadata { annotations: texts(annotations), labels: texts(labels) })
}

fn init_container(container: &policy::InitContainer) -> InitContainer {
    let resources = Requirements { limits: texts(&container.limits), requests: texts(&container.requests) };
    let mount = |(volume, path): (&String, &String)| VolumeMount {
        mount_path: Text::from(path),
        volume_name: Text::from(volume),
    };
    InitContainer {
        args: container.args.iter().map(Text::from).collect(),
        command: container.command.iter().map(Text::from).collect(),
        env: container
            .env
            .iter()
            .map(|(name, value)| EnvVar { name: Text::from(name), value: Text::from(value) })
            .collect(),
        image: Text::from(&container.image),
        name: Text::from(&container.name),
        resources: (!container.limits.is_empty() || !container.requests.is_empty()).then_some(resources),
        restart_policy: container.restart_policy.as_deref().map(Text::from),
        volume_mounts: container.mounts.iter().map(mount).collect(),
    }
}
