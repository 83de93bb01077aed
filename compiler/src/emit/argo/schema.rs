//! Argo's objects, field for field, and the parts of Kubernetes' pods that they hold.
//!
//! In: filled by the translator. Out: serialized by `emit/yaml.rs`.
//! Always holds: names are Argo's in camel case; what is empty is left out; values of parameters are texts.
//! See <https://argo-workflows.readthedocs.io/en/latest/fields/>.

use serde::Serialize;
use serde_json::Value as Json;

use crate::emit::kubernetes::{Empty, objects};
pub(super) use crate::emit::kubernetes::{KeyRef, Map, Metadata};

objects! {
    /// An object of the cluster: `ConfigMap`, `WorkflowTemplate`.
    Object {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        immutable: bool,
        data: Map<String>,
        spec: Option<WorkflowSpec>,
    }

    /// `WorkflowSpec`
    WorkflowSpec {
        entrypoint: String,
        arguments: Arguments,
        service_account_name: Option<String>,
        active_deadline_seconds: Option<u64>,
        parallelism: Option<u32>,
        pod_priority_class_name: Option<String>,
        synchronization: Option<Synchronization>,
        retry_strategy: Option<RetryStrategy>,
        security_context: Option<SecurityContext>,
        ttl_strategy: Option<TtlStrategy>,
        #[serde(rename = "podGC")]
        pod_gc: Option<PodGc>,
        pod_metadata: Option<Metadata>,
        workflow_metadata: Option<Metadata>,
        #[serde(rename = "volumeClaimGC")]
        volume_claim_gc: Option<VolumeClaimGc>,
        volume_claim_templates: Vec<VolumeClaim>,
        templates: Vec<Template>,
        workflow_template_ref: Option<WorkflowTemplateRef>,
    }

    /// `CronWorkflow`
    CronWorkflow {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        spec: CronSpec,
    }

    /// `CronWorkflowSpec`
    CronSpec {
        schedules: Vec<String>,
        timezone: String,
        when: Option<String>,
        starting_deadline_seconds: Option<u64>,
        concurrency_policy: String,
        suspend: bool,
        workflow_spec: WorkflowSpec,
    }

    /// `WorkflowTemplateRef`
    WorkflowTemplateRef {
        name: String,
    }

    /// `TTLStrategy`
    TtlStrategy {
        seconds_after_completion: Option<u64>,
        seconds_after_success: Option<u64>,
        seconds_after_failure: Option<u64>,
    }

    /// `PodGC`
    PodGc {
        strategy: String,
        delete_delay_duration: Option<String>,
    }

    /// `VolumeClaimGC`
    VolumeClaimGc {
        strategy: String,
    }

    /// `PersistentVolumeClaim`
    VolumeClaim {
        metadata: Metadata,
        spec: Map<Json>,
    }

    /// `Synchronization`
    Synchronization {
        mutexes: Vec<Mutex>,
        semaphores: Vec<Semaphore>,
    }

    /// `Mutex`
    Mutex {
        name: String,
    }

    /// `SemaphoreRef`
    Semaphore {
        config_map_key_ref: KeyRef,
    }

    /// `Arguments`, `Inputs` and `Outputs`
    Arguments {
        parameters: Vec<Parameter>,
        artifacts: Vec<Artifact>,
    }

    /// `Parameter`
    Parameter {
        name: String,
        description: Option<String>,
        default: Option<String>,
        value: Option<String>,
        #[serde(rename = "enum")]
        allowed: Vec<String>,
        value_from: Option<ValueFrom>,
    }

    /// `ValueFrom`
    ValueFrom {
        path: Option<String>,
        parameter: Option<String>,
        expression: Option<String>,
        json_path: Option<String>,
        supplied: Option<Nothing>,
        default: Option<String>,
    }

    /// `Artifact`
    Artifact {
        name: String,
        path: Option<String>,
        from: Option<String>,
        from_expression: Option<String>,
        optional: bool,
        archive: Option<Archive>,
        raw: Option<Raw>,
        s3: Option<Bucket>,
        gcs: Option<Bucket>,
        azure: Option<AzureBlob>,
        http: Option<Http>,
    }

    /// `ArchiveStrategy`
    Archive {
        none: Option<Nothing>,
    }

    /// An empty object, whose being there says all.
    Nothing {}

    /// `RawArtifact`
    Raw {
        data: String,
    }

    /// `S3Artifact`, `GCSArtifact`
    Bucket {
        endpoint: Option<String>,
        bucket: Option<String>,
        key: String,
    }

    /// `AzureArtifact`
    AzureBlob {
        endpoint: Option<String>,
        container: Option<String>,
        blob: String,
    }

    /// `HTTPArtifact`
    Http {
        url: String,
    }

    /// `Template`
    Template {
        name: String,
        metadata: Metadata,
        inputs: Arguments,
        outputs: Arguments,
        parallelism: Option<u32>,
        active_deadline_seconds: Option<String>,
        retry_strategy: Option<RetryStrategy>,
        memoize: Option<Memoize>,
        synchronization: Option<Synchronization>,
        service_account_name: Option<String>,
        priority_class_name: Option<String>,
        node_selector: Map<String>,
        tolerations: Vec<Toleration>,
        affinity: Option<Affinity>,
        security_context: Option<SecurityContext>,
        pod_spec_patch: Option<String>,
        init_containers: Vec<Container>,
        volumes: Vec<Volume>,
        dag: Option<Dag>,
        container: Option<Container>,
        resource: Option<Resource>,
        suspend: Option<Suspend>,
    }

    /// `DAGTemplate`
    Dag {
        fail_fast: Option<bool>,
        target: Option<String>,
        tasks: Vec<Task>,
    }

    /// `DAGTask`
    Task {
        name: String,
        template: String,
        template_ref: Option<TemplateRef>,
        depends: Option<String>,
        when: Option<String>,
        with_param: Option<String>,
        with_sequence: Option<Sequence>,
        arguments: Arguments,
        hooks: Map<Hook>,
    }

    /// `TemplateRef`
    TemplateRef {
        name: String,
        template: String,
    }

    /// `Sequence`
    Sequence {
        count: String,
    }

    /// `LifecycleHook`
    Hook {
        template: String,
        template_ref: Option<TemplateRef>,
        arguments: Arguments,
    }

    /// `ResourceTemplate`
    Resource {
        action: String,
        set_owner_reference: bool,
        flags: Vec<String>,
        manifest: Option<String>,
        success_condition: Option<String>,
    }

    /// `SuspendTemplate`
    Suspend {
        duration: Option<String>,
    }

    /// `RetryStrategy`
    RetryStrategy {
        limit: Option<String>,
        retry_policy: Option<String>,
        expression: Option<String>,
        backoff: Option<Backoff>,
    }

    /// `Backoff`
    Backoff {
        duration: String,
        factor: Option<String>,
        cap: Option<String>,
    }

    /// `Memoize`
    Memoize {
        key: String,
        max_age: String,
        cache: Cache,
    }

    /// `Cache`
    Cache {
        config_map: KeyRef,
    }

    /// `Container`
    Container {
        name: String,
        image: String,
        image_pull_policy: Option<String>,
        command: Vec<String>,
        args: Vec<String>,
        env: Vec<EnvVar>,
        resources: Option<Requirements>,
        restart_policy: Option<String>,
        security_context: Option<SecurityContext>,
        volume_mounts: Vec<VolumeMount>,
    }

    /// `EnvVar`
    EnvVar {
        name: String,
        value: Option<String>,
        value_from: Option<EnvSource>,
    }

    /// `EnvVarSource`
    EnvSource {
        secret_key_ref: Option<KeyRef>,
        config_map_key_ref: Option<KeyRef>,
        field_ref: Option<FieldRef>,
    }

    /// `ObjectFieldSelector`
    FieldRef {
        field_path: String,
    }

    /// `ResourceRequirements`
    Requirements {
        limits: Map<String>,
        requests: Map<String>,
    }

    /// `SecurityContext` and `PodSecurityContext`
    SecurityContext {
        allow_privilege_escalation: Option<bool>,
        capabilities: Option<Capabilities>,
        run_as_user: Option<i64>,
        run_as_group: Option<i64>,
        run_as_non_root: Option<bool>,
        fs_group: Option<i64>,
        seccomp_profile: Option<SeccompProfile>,
    }

    /// `Capabilities`
    Capabilities {
        drop: Vec<String>,
    }

    /// `SeccompProfile`
    SeccompProfile {
        #[serde(rename = "type")]
        kind: String,
    }

    /// `VolumeMount`
    VolumeMount {
        name: String,
        mount_path: String,
        sub_path: Option<String>,
        read_only: bool,
    }

    /// `Volume`
    Volume {
        name: String,
        config_map: Option<ConfigMapVolume>,
        secret: Option<SecretVolume>,
        persistent_volume_claim: Option<ClaimVolume>,
        empty_dir: Option<EmptyDir>,
        ephemeral: Option<Ephemeral>,
    }

    /// `ConfigMapVolumeSource`
    ConfigMapVolume {
        name: String,
        optional: Option<bool>,
    }

    /// `SecretVolumeSource`
    SecretVolume {
        secret_name: String,
        optional: Option<bool>,
    }

    /// `PersistentVolumeClaimVolumeSource`
    ClaimVolume {
        claim_name: String,
    }

    /// `EmptyDirVolumeSource`
    EmptyDir {
        medium: Option<String>,
        size_limit: Option<String>,
    }

    /// `EphemeralVolumeSource`
    Ephemeral {
        volume_claim_template: VolumeClaim,
    }

    /// `Toleration`
    Toleration {
        key: Option<String>,
        operator: Option<String>,
        value: Option<String>,
        effect: Option<String>,
        toleration_seconds: Option<u64>,
    }

    /// `Affinity`
    Affinity {
        node_affinity: Option<NodeAffinity>,
        pod_affinity: Option<PodAffinity>,
        pod_anti_affinity: Option<PodAffinity>,
    }

    /// `NodeAffinity`
    NodeAffinity {
        #[serde(rename = "requiredDuringSchedulingIgnoredDuringExecution")]
        required: Option<NodeSelector>,
        #[serde(rename = "preferredDuringSchedulingIgnoredDuringExecution")]
        preferred: Vec<PreferredNode>,
    }

    /// `NodeSelector`
    NodeSelector {
        node_selector_terms: Vec<NodeTerm>,
    }

    /// `PreferredSchedulingTerm`
    PreferredNode {
        weight: Option<u32>,
        preference: NodeTerm,
    }

    /// `NodeSelectorTerm`
    NodeTerm {
        match_expressions: Vec<Requirement>,
        match_fields: Vec<Requirement>,
    }

    /// `NodeSelectorRequirement`, `LabelSelectorRequirement`
    Requirement {
        key: String,
        operator: String,
        values: Vec<String>,
    }

    /// `PodAffinity`, `PodAntiAffinity`
    PodAffinity {
        #[serde(rename = "requiredDuringSchedulingIgnoredDuringExecution")]
        required: Vec<PodTerm>,
        #[serde(rename = "preferredDuringSchedulingIgnoredDuringExecution")]
        preferred: Vec<PreferredPod>,
    }

    /// `WeightedPodAffinityTerm`
    PreferredPod {
        weight: Option<u32>,
        pod_affinity_term: PodTerm,
    }

    /// `PodAffinityTerm`
    PodTerm {
        label_selector: Option<LabelSelector>,
        namespace_selector: Option<LabelSelector>,
        namespaces: Vec<String>,
        topology_key: String,
    }

    /// `LabelSelector`
    LabelSelector {
        match_expressions: Vec<Requirement>,
        match_labels: Map<String>,
    }
}
