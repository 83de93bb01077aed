//! KFP's platform spec for Kubernetes, field for field: `PlatformSpec` of `pipeline_spec.proto` with
//! `KubernetesExecutorConfig` of `kubernetes_platform/proto/kubernetes_executor_config.proto` in it.
//!
//! In: filled by `pods`. Out: serialized as the second document.
//! Always holds: as in `schema`. Deprecated twins of fields are filled only where the SDK still fills them.

use serde::Serialize;

use super::schema::{InputParameter, Map, TaskOutputParameter, Text, Value, is_false};

/// `PlatformSpec`
#[derive(Debug, Default, Serialize)]
pub(super) struct PlatformSpec {
    pub(super) platforms: Map<SinglePlatform>,
}

/// `SinglePlatformSpec`
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SinglePlatform {
    #[serde(skip_serializing_if = "Deployment::is_empty")]
    pub(super) deployment_spec: Deployment,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pipeline_config: Option<PipelineConfig>,
}

/// `PlatformDeploymentConfig`
#[derive(Debug, Default, Serialize)]
pub(super) struct Deployment {
    pub(super) executors: Map<Config>,
}

impl Deployment {
    fn is_empty(&self) -> bool {
        self.executors.is_empty()
    }
}

/// One executor's configuration; one that was taken out of a foreign spec is kept as it is.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Config {
    Own(Box<ExecutorConfig>),
    Foreign(Value),
}

/// `PipelineConfig`
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PipelineConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) active_deadline_seconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resource_ttl_on_completion: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resource_ttl_on_failure: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resource_ttl_on_success: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) workspace: Option<Workspace>,
}

/// `WorkspaceConfig`
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Workspace {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kubernetes: Option<KubernetesWorkspace>,
    pub(super) size: Text,
}

/// `KubernetesWorkspaceConfig`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct KubernetesWorkspace {
    pub(super) pvc_spec_patch: Map<Value>,
}

/// `KubernetesExecutorConfig`
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ExecutorConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) active_deadline_seconds: Option<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) config_map_as_env: Vec<ConfigMapAsEnv>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) config_map_as_volume: Vec<ConfigMapAsVolume>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) empty_dir_mounts: Vec<EmptyDirMount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) enabled_shared_memory: Option<SharedMemory>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) field_path_as_env: Vec<FieldPathAsEnv>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) generic_ephemeral_volume: Vec<EphemeralVolume>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image_pull_policy: Option<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) image_pull_secret: Vec<ImagePullSecret>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) init_containers: Vec<InitContainer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) node_affinity: Vec<NodeAffinity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) node_selector: Option<NodeSelector>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pod_affinity: Vec<PodAffinity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pod_metadata: Option<PodMetadata>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pvc_mount: Vec<PvcMount>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) secret_as_env: Vec<SecretAsEnv>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) secret_as_volume: Vec<SecretAsVolume>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) security_context: Option<SecurityContext>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tolerations: Vec<Toleration>,
}

/// `SecretAsEnv`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SecretAsEnv {
    pub(super) key_to_env: Vec<SecretKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) optional: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) secret_name: Option<Text>,
    pub(super) secret_name_parameter: InputParameter,
}

/// `SecretKeyToEnvMap`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SecretKey {
    pub(super) env_var: Text,
    pub(super) secret_key: Text,
}

/// `SecretAsVolume`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SecretAsVolume {
    pub(super) mount_path: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) optional: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) secret_name: Option<Text>,
    pub(super) secret_name_parameter: InputParameter,
}

/// `ConfigMapAsEnv`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConfigMapAsEnv {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) config_map_name: Option<Text>,
    pub(super) config_map_name_parameter: InputParameter,
    pub(super) key_to_env: Vec<ConfigMapKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) optional: Option<bool>,
}

/// `ConfigMapKeyToEnvMap`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConfigMapKey {
    pub(super) config_map_key: Text,
    pub(super) env_var: Text,
}

/// `ConfigMapAsVolume`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConfigMapAsVolume {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) config_map_name: Option<Text>,
    pub(super) config_map_name_parameter: InputParameter,
    pub(super) mount_path: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) optional: Option<bool>,
}

/// `PvcMount`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PvcMount {
    #[serde(flatten)]
    pub(super) reference: PvcReference,
    pub(super) mount_path: Text,
    pub(super) pvc_name_parameter: InputParameter,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sub_path: Option<Text>,
}

/// The `pvc_reference` of a `PvcMount`: deprecated, but what servers before 2.15 read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum PvcReference {
    ComponentInputParameter(Text),
    Constant(Text),
    TaskOutputParameter(TaskOutputParameter),
}

/// `EmptyDirMount`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EmptyDirMount {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) medium: Option<Text>,
    pub(super) mount_path: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) size_limit: Option<Text>,
    pub(super) volume_name: Text,
}

/// `GenericEphemeralVolume`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EphemeralVolume {
    pub(super) access_modes: Vec<Text>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) default_storage_class: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) metadata: Option<PodMetadata>,
    pub(super) mount_path: Text,
    pub(super) size: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) storage_class_name: Option<Text>,
    pub(super) volume_name: Text,
}

/// `EnabledSharedMemory`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SharedMemory {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) size: Option<Text>,
    pub(super) volume_name: Text,
}

/// `FieldPathAsEnv`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldPathAsEnv {
    pub(super) field_path: Text,
    pub(super) name: Text,
}

/// `ImagePullSecret`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImagePullSecret {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) secret_name: Option<Text>,
    pub(super) secret_name_parameter: InputParameter,
}

/// `InitContainer`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InitContainer {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) args: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) command: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) env: Vec<super::schema::EnvVar>,
    pub(super) image: Text,
    pub(super) name: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resources: Option<Requirements>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) restart_policy: Option<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) volume_mounts: Vec<VolumeMount>,
}

/// `InitContainer.ResourceRequirements`
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Requirements {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) limits: Map<Text>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) requests: Map<Text>,
}

/// `InitContainer.VolumeMount`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct VolumeMount {
    pub(super) mount_path: Text,
    pub(super) volume_name: Text,
}

/// `SelectorRequirement`
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Requirement {
    pub(super) key: Text,
    pub(super) operator: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) values: Vec<Text>,
}

/// `NodeAffinityTerm`
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the target's")]
#[serde(rename_all = "camelCase")]
pub(super) struct NodeAffinity {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) match_expressions: Vec<Requirement>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) match_fields: Vec<Requirement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) node_affinity_json: Option<InputParameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<u32>,
}

/// `NodeSelector`
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NodeSelector {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) labels: Map<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) node_selector_json: Option<InputParameter>,
}

/// `PodAffinityTerm`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PodAffinity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) anti: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) match_namespace_expressions: Vec<Requirement>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) match_namespace_labels: Map<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) match_pod_expressions: Vec<Requirement>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) match_pod_labels: Map<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) namespaces: Vec<Text>,
    pub(super) topology_key: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<u32>,
}

/// `PodMetadata`
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct PodMetadata {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) annotations: Map<Text>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) labels: Map<Text>,
}

/// `SecurityContext`; 64-bit numbers are texts in proto3 JSON.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the target's")]
#[serde(rename_all = "camelCase")]
pub(super) struct SecurityContext {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) run_as_group: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) run_as_non_root: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) run_as_user: Option<Text>,
}

/// `Toleration`
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the target's")]
#[serde(rename_all = "camelCase")]
pub(super) struct Toleration {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) effect: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) operator: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) toleration_json: Option<InputParameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) toleration_seconds: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Text>,
}
