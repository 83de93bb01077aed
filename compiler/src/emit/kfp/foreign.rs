//! Compiled pipelines taken in whole: `use component "x.yaml"`.
//!
//! In: a `PipelineSpec` document and its `PlatformSpec`, as JSON, whose references were checked when it was read.
//! Out: its components and executors under names that nothing else has, and the component that its root became.
//! Always holds: every reference inside of it points to where its target went.

use rustc_hash::FxHashMap;
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::platform::{Config, KubernetesWorkspace, PipelineConfig, Workspace};
use super::schema::{Component, Executor, Text, Value};
use super::translate::{Translator, component_name, executor_name};

/// New names by old ones.
type Renamed = FxHashMap<String, Text>;

impl Translator<'_> {
    /// Takes a compiled pipeline in; its root becomes the component that is returned.
    pub(super) fn embed(&mut self, spec: &Json, platform: Option<&Json>, base: &SmolStr) -> Text {
        let part = |pointer: &str| spec.pointer(pointer).and_then(Json::as_object).into_iter().flatten();
        let root_name = component_name(&self.names.unique(base));
        let mut labels = Renamed::default();
        for (label, executor) in part("/deploymentSpec/executors") {
            let stem = label.strip_prefix("exec-").unwrap_or(label);
            let name = executor_name(&self.executor_names.unique(stem));
            self.executors.insert(name.clone(), Executor::Foreign(Value(executor.clone())));
            labels.insert(label.clone(), name);
        }
        let mut renamed = Renamed::default();
        for (name, _) in part("/components") {
            let stem = name.strip_prefix("comp-").unwrap_or(name);
            renamed.insert(name.clone(), component_name(&self.names.unique(stem)));
        }
        let root = spec.get("root").map(|root| (&root_name, root));
        let inner = part("/components").filter_map(|(name, component)| Some((renamed.get(name)?, component)));
        for (name, component) in root.into_iter().chain(inner) {
            let component = rewritten(component, &renamed, &labels);
            self.components.insert(name.clone(), Component::Foreign(Value(component)));
        }
        self.embed_platform(platform, &labels);
        root_name
    }

    fn embed_platform(&mut self, platform: Option<&Json>, labels: &Renamed) {
        let Some(kubernetes) = platform.and_then(|platform| platform.pointer("/platforms/kubernetes")) else { return };
        let configs = kubernetes.pointer("/deploymentSpec/executors").and_then(Json::as_object);
        for (label, config) in configs.into_iter().flatten() {
            if let Some(name) = labels.get(label) {
                self.configs.insert(name.clone(), Config::Foreign(Value(config.clone())));
            }
        }
        if self.embedded_config.is_none() {
            self.embedded_config = kubernetes.get("pipelineConfig").cloned().map(Value);
        }
    }
}

/// A component with its references renamed.
fn rewritten(component: &Json, components: &Renamed, labels: &Renamed) -> Json {
    let mut component = component.clone();
    if let Some(label) = component.get_mut("executorLabel") {
        rename(label, labels);
    }
    let tasks = component.pointer_mut("/dag/tasks").and_then(Json::as_object_mut);
    for (_, task) in tasks.into_iter().flatten() {
        if let Some(reference) = task.pointer_mut("/componentRef/name") {
            rename(reference, components);
        }
    }
    component
}

fn rename(reference: &mut Json, names: &Renamed) {
    if let Some(name) = reference.as_str().and_then(|name| names.get(name)) {
        *reference = name.as_str().into();
    }
}

/// The run's settings: its own, and the workspace that an embedded pipeline counts on.
pub(super) fn merge_config(own: Option<PipelineConfig>, embedded: Option<&Value>) -> Option<PipelineConfig> {
    let workspace = embedded.and_then(|config| config.0.get("workspace"));
    let (Some(workspace), None) = (workspace, own.as_ref().and_then(|own| own.workspace.as_ref())) else {
        return own;
    };
    let patch = workspace.pointer("/kubernetes/pvcSpecPatch").and_then(Json::as_object);
    let workspace = Workspace {
        kubernetes: patch.map(|patch| KubernetesWorkspace {
            pvc_spec_patch: patch.iter().map(|(key, value)| (Text::from(key), Value(value.clone()))).collect(),
        }),
        size: Text::from(workspace.get("size").and_then(Json::as_str).unwrap_or_default()),
    };
    Some(PipelineConfig { workspace: Some(workspace), ..own.unwrap_or_default() })
}
