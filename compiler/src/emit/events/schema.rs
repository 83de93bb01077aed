//! Objects of Argo Events and the cluster's own that guard them, field for field.
//!
//! In: filled by the files beside it. Out: serialized by `emit/yaml.rs`.
//! Always holds: names are the target's in camel case; what is empty is left out.
//! See <https://argoproj.github.io/argo-events/APIs/>.

use serde::Serialize;
use serde_json::Value as Json;

use crate::emit::kubernetes::{Empty, objects};
pub(super) use crate::emit::kubernetes::{KeyRef, Map, Metadata};

objects! {
    /// `EventSource`
    EventSource {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        spec: EventSourceSpec,
    }

    /// `EventSourceSpec`
    EventSourceSpec {
        template: PodTemplate,
        service: Option<Service>,
        webhook: Map<WebhookContext>,
        github: Map<Github>,
        gitlab: Map<Gitlab>,
        sqs: Map<Sqs>,
        azure_queue_storage: Map<AzureQueueStorage>,
        minio: Map<Minio>,
        pub_sub: Map<PubSub>,
        kafka: Map<KafkaSource>,
        resource: Map<ResourceSource>,
    }

    /// `Template`
    PodTemplate {
        metadata: PodMetadata,
        service_account_name: String,
        security_context: Map<Json>,
        container: ContainerTemplate,
    }

    /// `Metadata`
    PodMetadata {
        labels: Map<String>,
    }

    /// `Container`
    ContainerTemplate {
        security_context: Map<Json>,
    }

    /// `Service`
    Service {
        ports: Vec<ServicePort>,
    }

    /// `ServicePort`
    ServicePort {
        port: Option<u16>,
        target_port: Option<u16>,
    }

    /// `WebhookContext`
    WebhookContext {
        endpoint: String,
        port: String,
        method: &'static str,
        url: Option<&'static str>,
        auth_secret: Option<KeyRef>,
        server_cert_secret: Option<KeyRef>,
        server_key_secret: Option<KeyRef>,
    }

    /// `GithubEventSource`
    Github {
        repositories: Vec<OwnedRepositories>,
        webhook: WebhookContext,
        events: Vec<&'static str>,
        webhook_secret: Option<KeyRef>,
        content_type: &'static str,
    }

    /// `OwnedRepositories`
    OwnedRepositories {
        owner: String,
        names: Vec<String>,
    }

    /// `GitlabEventSource`
    Gitlab {
        projects: Vec<String>,
        webhook: WebhookContext,
        events: Vec<&'static str>,
        #[serde(rename = "gitlabBaseURL")]
        gitlab_base_url: &'static str,
        access_token: Option<KeyRef>,
        secret_token: Option<KeyRef>,
    }

    /// `SQSEventSource`
    Sqs {
        queue: String,
        region: String,
        access_key: Option<KeyRef>,
        secret_key: Option<KeyRef>,
        wait_time_seconds: Option<u64>,
        json_body: bool,
    }

    /// `AzureQueueStorageEventSource`
    AzureQueueStorage {
        queue_name: String,
        connection_string: Option<KeyRef>,
        json_body: bool,
        decode_message: bool,
    }

    /// `S3Artifact`
    Minio {
        endpoint: String,
        bucket: Bucket,
        events: Vec<&'static str>,
        filter: S3Filter,
        insecure: bool,
        access_key: Option<KeyRef>,
        secret_key: Option<KeyRef>,
    }

    /// `S3Bucket`
    Bucket {
        name: String,
    }

    /// `S3Filter`
    S3Filter {
        prefix: Option<String>,
        suffix: Option<String>,
    }

    /// `PubSubEventSource`
    PubSub {
        #[serde(rename = "projectID")]
        project_id: String,
        topic: String,
        #[serde(rename = "subscriptionID")]
        subscription_id: Option<String>,
        credential_secret: Option<KeyRef>,
        json_body: bool,
    }

    /// `KafkaEventSource`
    KafkaSource {
        url: String,
        topic: String,
        consumer_group: ConsumerGroup,
        json_body: bool,
        tls: Option<Tls>,
        sasl: Option<Sasl>,
    }

    /// `KafkaConsumerGroup`
    ConsumerGroup {
        group_name: String,
    }

    /// `TLSConfig`
    Tls {
        enabled: bool,
    }

    /// `SASLConfig`
    Sasl {
        user_secret: KeyRef,
        password_secret: KeyRef,
    }

    /// `ResourceEventSource`
    ResourceSource {
        namespace: Option<String>,
        group: &'static str,
        version: &'static str,
        resource: &'static str,
        event_types: Vec<&'static str>,
        filter: ResourceFilter,
    }

    /// `ResourceFilter`
    ResourceFilter {
        fields: Vec<Selector>,
    }

    /// `Selector`
    Selector {
        key: &'static str,
        operation: &'static str,
        value: String,
    }

    /// `Sensor`
    Sensor {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        spec: SensorSpec,
    }

    /// `SensorSpec`
    SensorSpec {
        template: PodTemplate,
        dependencies: Vec<Dependency>,
        triggers: Vec<SensorTrigger>,
    }

    /// `EventDependency`
    Dependency {
        name: String,
        event_source_name: String,
        event_name: String,
        filters: Filters,
    }

    /// `EventDependencyFilter`
    Filters {
        data: Vec<DataFilter>,
        script: Option<&'static str>,
    }

    /// `DataFilter`
    DataFilter {
        path: String,
        #[serde(rename = "type")]
        kind: &'static str,
        value: Vec<String>,
    }

    /// `Trigger`
    SensorTrigger {
        template: TriggerTemplate,
        retry_strategy: Option<Backoff>,
        at_least_once: bool,
    }

    /// `TriggerTemplate`
    TriggerTemplate {
        name: String,
        conditions: String,
        k8s: KubernetesTrigger,
    }

    /// `StandardK8STrigger`
    KubernetesTrigger {
        operation: &'static str,
        source: ArtifactLocation,
        parameters: Vec<TriggerParameter>,
    }

    /// `ArtifactLocation`
    ArtifactLocation {
        resource: Option<Json>,
    }

    /// `TriggerParameter`
    TriggerParameter {
        src: TriggerParameterSource,
        dest: String,
    }

    /// `TriggerParameterSource`
    TriggerParameterSource {
        dependency_name: String,
        context_template: Option<String>,
        data_template: Option<String>,
    }

    /// `Backoff`
    Backoff {
        steps: Option<u32>,
        duration: &'static str,
        factor: Option<u32>,
    }

    /// `NetworkPolicy`
    NetworkPolicy {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        spec: NetworkPolicySpec,
    }

    /// `NetworkPolicySpec`
    NetworkPolicySpec {
        pod_selector: LabelSelector,
        policy_types: Vec<&'static str>,
        ingress: Vec<Ingress>,
    }

    /// `LabelSelector`
    LabelSelector {
        match_labels: Map<String>,
    }

    /// `NetworkPolicyIngressRule`
    Ingress {
        ports: Vec<PolicyPort>,
    }

    /// `NetworkPolicyPort`
    PolicyPort {
        protocol: &'static str,
        port: Option<u16>,
    }
}
