//! Compiled pipelines taken in whole: `use component "x.yaml"`.
//!
//! In: a `PipelineSpec` document and its `PlatformSpec`, as JSON. Out: its components and executors under names that
//! nothing else has, and the component that its root became.
//! Always holds: every reference inside of it points to where its target went.

use rustc_hash::FxHashMap;
use serde_json::{Map as JsonMap, Value as Json};
use smol_str::SmolStr;

use super::platform::{Config, KubernetesWorkspace, PipelineConfig, Workspace};
use super::schema::{Component, Executor, Text, Value};
use super::translate::{Translator, component_name, executor_name};

/// New names by old ones.
type Renamed = FxHashMap<String, Text>;

impl Translator<'_> {
    /// Takes a compiled pipeline in; its root becomes the component that is returned.
    ///
    /// # Errors
    /// What is wrong with the document, in words.
    pub(super) fn embed(&mut self, spec: &Json, platform: Option<&Json>, base: &SmolStr) -> Result<Text, String> {
        let root = spec.get("root").ok_or("it has no `root`")?;
        let none = JsonMap::new();
        let components = spec.get("components").map_or(Some(&none), Json::as_object).ok_or("bad `components`")?;
        let executors = spec
            .pointer("/deploymentSpec/executors")
            .map_or(Some(&none), Json::as_object)
            .ok_or("bad `deploymentSpec`")?;
        let root_name = component_name(&self.names.unique(base));
        let mut labels = Renamed::default();
        for (label, executor) in executors {
            let stem = label.strip_prefix("exec-").unwrap_or(label);
            let name = executor_name(&self.executor_names.unique(stem));
            self.executors.insert(name.clone(), Executor::Foreign(Value(executor.clone())));
            labels.insert(label.clone(), name);
        }
        let mut renamed = Renamed::default();
        for name in components.keys() {
            let stem = name.strip_prefix("comp-").unwrap_or(name);
            renamed.insert(name.clone(), component_name(&self.names.unique(stem)));
        }
        let spec = rewritten(root, &renamed, &labels)?;
        self.components.insert(root_name.clone(), Component::Foreign(Value(spec)));
        for (name, component) in components {
            let spec = rewritten(component, &renamed, &labels)?;
            if let Some(name) = renamed.get(name) {
                self.components.insert(name.clone(), Component::Foreign(Value(spec)));
            }
        }
        self.embed_platform(platform, &labels);
        Ok(root_name)
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
fn rewritten(component: &Json, components: &Renamed, labels: &Renamed) -> Result<Json, String> {
    let mut component = component.clone();
    if let Some(label) = component.get_mut("executorLabel") {
        rename(label, labels, "executor")?;
    }
    let tasks = component.pointer_mut("/dag/tasks").and_then(Json::as_object_mut);
    for (task, spec) in tasks.into_iter().flatten() {
        let reference =
            spec.pointer_mut("/componentRef/name").ok_or_else(|| format!("task `{task}` has no `componentRef`"))?;
        rename(reference, components, "component")?;
    }
    Ok(component)
}

fn rename(reference: &mut Json, names: &Renamed, what: &str) -> Result<(), String> {
    let name = reference.as_str().unwrap_or_default();
    let new = names.get(name).ok_or_else(|| format!("it has no {what} `{name}`"))?;
    *reference = new.as_str().into();
    Ok(())
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
