//! KFP's pipeline spec, field for field: `PipelineSpec` of `api/v2alpha1/pipeline_spec.proto` in its JSON form.
//!
//! In: filled by `translate`. Out: serialized by `emit/yaml.rs`.
//! Always holds: names are the proto's in camel case; a field at its default is left out, as proto3 JSON does.
//! See <https://github.com/kubeflow/pipelines/blob/master/api/v2alpha1/pipeline_spec.proto>.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::{Serialize, Serializer};
use serde_json::Value as Json;
use smol_str::SmolStr;

/// A map that keeps its order.
pub(super) type Map<T> = IndexMap<Text, T, FxBuildHasher>;

/// A text, cheap to copy, written so that every reader of YAML gets it back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Text(pub(super) SmolStr);

impl Text {
    pub(super) fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(super) const fn constant(text: &'static str) -> Self {
        Self(SmolStr::new_static(text))
    }
}

impl<T: AsRef<str>> From<T> for Text {
    fn from(text: T) -> Self {
        Self(SmolStr::new(text))
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A `google.protobuf.Value`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value(pub(super) Json);

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// `PipelineSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PipelineSpec {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) components: Map<Component>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_pipeline_root: Option<Text>,
    pub(super) deployment_spec: DeploymentSpec,
    pub(super) pipeline_info: PipelineInfo,
    pub(super) root: Component,
    pub(super) schema_version: Text,
    pub(super) sdk_version: Text,
}

/// `PipelineDeploymentConfig`
#[derive(Debug, Default, Serialize)]
pub(super) struct DeploymentSpec {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) executors: Map<Executor>,
}

/// `PipelineInfo`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PipelineInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) display_name: Option<Text>,
    pub(super) name: Text,
}

/// `ComponentSpec`; one that was taken out of a foreign spec is kept as it is.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Component {
    /// Made here.
    Own(Box<ComponentSpec>),
    /// Embedded.
    Foreign(Value),
}

/// `ComponentSpec`
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ComponentSpec {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dag: Option<DagSpec>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) executor_label: Option<Text>,
    #[serde(skip_serializing_if = "Inputs::is_empty")]
    pub(super) input_definitions: Inputs,
    #[serde(skip_serializing_if = "Outputs::is_empty")]
    pub(super) output_definitions: Outputs,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) task_config_passthroughs: Vec<TaskConfigPassthrough>,
}

/// `TaskConfigPassthrough`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TaskConfigPassthrough {
    #[serde(skip_serializing_if = "is_false")]
    pub(super) apply_to_task: bool,
    pub(super) field: Text,
}

/// `ComponentInputsSpec`
#[derive(Debug, Default, Serialize)]
pub(super) struct Inputs {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) artifacts: Map<ArtifactSpec>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) parameters: Map<ParameterSpec>,
}

impl Inputs {
    fn is_empty(&self) -> bool {
        self.artifacts.is_empty() && self.parameters.is_empty()
    }
}

/// `ComponentOutputsSpec`
#[derive(Debug, Default, Serialize)]
pub(super) struct Outputs {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) artifacts: Map<ArtifactSpec>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) parameters: Map<ParameterSpec>,
}

impl Outputs {
    fn is_empty(&self) -> bool {
        self.artifacts.is_empty() && self.parameters.is_empty()
    }
}

/// `ArtifactSpec` of inputs and outputs.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactSpec {
    pub(super) artifact_type: ArtifactType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<Text>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) is_artifact_list: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) is_optional: bool,
}

/// `ArtifactTypeSchema`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactType {
    pub(super) schema_title: Text,
    pub(super) schema_version: Text,
}

/// `ParameterSpec` of inputs and outputs.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ParameterSpec {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_value: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<Text>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) is_optional: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) literals: Vec<Value>,
    pub(super) parameter_type: ParameterType,
}

/// `ParameterType`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum ParameterType {
    NumberDouble,
    NumberInteger,
    String,
    Boolean,
    List,
    Struct,
    TaskFinalStatus,
    TaskConfig,
}

/// `DagSpec`
#[derive(Debug, Default, Serialize)]
pub(super) struct DagSpec {
    #[serde(skip_serializing_if = "DagOutputs::is_empty")]
    pub(super) outputs: DagOutputs,
    pub(super) tasks: Map<TaskSpec>,
}

/// `DagOutputsSpec`
#[derive(Debug, Default, Serialize)]
pub(super) struct DagOutputs {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) artifacts: Map<DagArtifact>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) parameters: Map<DagParameter>,
}

impl DagOutputs {
    fn is_empty(&self) -> bool {
        self.artifacts.is_empty() && self.parameters.is_empty()
    }
}

/// `DagOutputArtifactSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DagArtifact {
    pub(super) artifact_selectors: Vec<ArtifactSelector>,
}

/// `ArtifactSelectorSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactSelector {
    pub(super) output_artifact_key: Text,
    pub(super) producer_subtask: Text,
}

/// `DagOutputParameterSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum DagParameter {
    ValueFromParameter(ParameterSelector),
    ValueFromOneof(ParameterSelectors),
}

/// `ParameterSelectorsSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ParameterSelectors {
    pub(super) parameter_selectors: Vec<ParameterSelector>,
}

/// `ParameterSelectorSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ParameterSelector {
    pub(super) output_parameter_key: Text,
    pub(super) producer_subtask: Text,
}

/// `PipelineTaskSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TaskSpec {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) artifact_iterator: Option<ArtifactIterator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caching_options: Option<CachingOptions>,
    pub(super) component_ref: ComponentRef,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) dependent_tasks: Vec<Text>,
    #[serde(skip_serializing_if = "TaskInputs::is_empty")]
    pub(super) inputs: TaskInputs,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) iterator_policy: Option<IteratorPolicy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parameter_iterator: Option<ParameterIterator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) retry_policy: Option<RetryPolicy>,
    pub(super) task_info: TaskInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) trigger_policy: Option<TriggerPolicy>,
}

/// `ComponentRef`
#[derive(Debug, Serialize)]
pub(super) struct ComponentRef {
    pub(super) name: Text,
}

/// `PipelineTaskInfo`
#[derive(Debug, Serialize)]
pub(super) struct TaskInfo {
    pub(super) name: Text,
}

/// `CachingOptions`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CachingOptions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cache_key: Option<Text>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) enable_cache: bool,
}

/// `TaskInputsSpec`
#[derive(Debug, Default, Serialize)]
pub(super) struct TaskInputs {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) artifacts: Map<InputArtifact>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) parameters: Map<InputParameter>,
}

impl TaskInputs {
    fn is_empty(&self) -> bool {
        self.artifacts.is_empty() && self.parameters.is_empty()
    }
}

/// `InputArtifactSpec`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum InputArtifact {
    ComponentInputArtifact(Text),
    TaskOutputArtifact(TaskOutputArtifact),
}

/// `TaskOutputArtifactSpec`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TaskOutputArtifact {
    pub(super) output_artifact_key: Text,
    pub(super) producer_task: Text,
}

/// `InputParameterSpec`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InputParameter {
    #[serde(flatten)]
    pub(super) kind: ParameterSource,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parameter_expression_selector: Option<Text>,
}

/// The `kind` of an `InputParameterSpec`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum ParameterSource {
    ComponentInputParameter(Text),
    RuntimeValue(RuntimeValue),
    TaskFinalStatus(TaskFinalStatus),
    TaskOutputParameter(TaskOutputParameter),
}

/// `ValueOrRuntimeParameter`, of which a constant alone is used.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct RuntimeValue {
    pub(super) constant: Value,
}

/// `TaskFinalStatus`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TaskFinalStatus {
    pub(super) producer_task: Text,
}

/// `TaskOutputParameterSpec`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TaskOutputParameter {
    pub(super) output_parameter_key: Text,
    pub(super) producer_task: Text,
}

/// `ParameterIteratorSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ParameterIterator {
    pub(super) item_input: Text,
    pub(super) items: ParameterItems,
}

/// The `items` of a `ParameterIteratorSpec`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum ParameterItems {
    InputParameter(Text),
    Raw(Text),
}

/// `ArtifactIteratorSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactIterator {
    pub(super) item_input: Text,
    pub(super) items: ArtifactItems,
}

/// The `items` of an `ArtifactIteratorSpec`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactItems {
    pub(super) input_artifact: Text,
}

/// `IteratorPolicy`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct IteratorPolicy {
    pub(super) parallelism_limit: u32,
}

/// `RetryPolicy`; durations are seconds with an `s` behind.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RetryPolicy {
    pub(super) backoff_duration: Text,
    pub(super) backoff_factor: f64,
    pub(super) backoff_max_duration: Text,
    pub(super) max_retry_count: u32,
}

/// `TriggerPolicy`
#[derive(Debug, Default, Serialize)]
pub(super) struct TriggerPolicy {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) condition: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) strategy: Option<Text>,
}

/// `ExecutorSpec`; one that was taken out of a foreign spec is kept as it is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Executor {
    Container(Container),
    Importer(Importer),
    #[serde(untagged)]
    Foreign(Value),
}

/// `PipelineContainerSpec`
#[derive(Debug, Serialize)]
pub(super) struct Container {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) args: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) command: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) env: Vec<EnvVar>,
    pub(super) image: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resources: Option<Resources>,
}

/// `EnvVar`
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct EnvVar {
    pub(super) name: Text,
    #[serde(skip_serializing_if = "is_blank")]
    pub(super) value: Text,
}

/// `ResourceSpec`, without the numeric fields that its text fields replaced.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Resources {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) accelerator: Option<Accelerator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resource_cpu_limit: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resource_cpu_request: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resource_memory_limit: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resource_memory_request: Option<Text>,
}

/// `AcceleratorConfig`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Accelerator {
    pub(super) resource_count: Text,
    pub(super) resource_type: Text,
}

/// `ImporterSpec`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Importer {
    pub(super) artifact_uri: ArtifactUri,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) download_to_workspace: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) metadata: Option<Value>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) reimport: bool,
    pub(super) type_schema: ArtifactType,
}

/// The `artifactUri` of an `ImporterSpec`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum ArtifactUri {
    Constant(Text),
    RuntimeParameter(Text),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_blank(text: &Text) -> bool {
    text.as_str().is_empty()
}
