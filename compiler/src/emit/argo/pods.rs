//! Pods: image, environment, resources, security, and what hangs on the machine.
//!
//! In: a task's [`Pod`] and policy. Out: the fields of its template.
//! Always holds: what is known only at run time is an input of the template, which its caller fills; every container
//! runs without privileges.

use super::expression;
use super::leaves::WORK;
use super::policies::locks;
use super::schema::{
    Capabilities, ConfigMapVolume, Container, EmptyDir, EnvSource, EnvVar, FieldRef, KeyRef, Map, Parameter,
    Requirements, SeccompProfile, SecurityContext, Template, Volume, VolumeMount,
};
use super::sources::Scope;
use super::translate::Translator;
use super::words::{Patch, braces, literal};
use crate::emit::text::plain;
use crate::plan::policy::{self, EnvValue};
use crate::plan::{Callee, DagId, Implementation, ParamType, Pod, Source, Task};

/// The user that Python components run as, where nothing else is said: nobody, as distroless images number it.
const NOBODY: i64 = 65532;

/// A setting whose value is known only at run time.
pub(super) struct Late<'a> {
    /// The template's input that brings it.
    input: String,
    pub(super) source: &'a Source,
    kind: ParamType,
}

/// Settings whose values are known only at run time.
pub(super) fn run_time(pod: &Pod) -> Vec<Late<'_>> {
    let mut found = late_texts(pod);
    for (input, source) in super::scheduling::values(pod) {
        if !matches!(source, Source::Constant(_)) {
            found.push(Late { input, source, kind: ParamType::Struct });
        }
    }
    found
}

fn late_texts(pod: &Pod) -> Vec<Late<'_>> {
    let mut found = Vec::new();
    let mut add = |input: String, source| {
        if !matches!(source, &Source::Constant(_)) {
            found.push(Late { input, source, kind: ParamType::String });
        }
    };
    for (name, field) in fields(pod) {
        if let Some(source) = field {
            add(name.to_owned(), source);
        }
    }
    for (index, secret) in pod.image_pull_secrets.iter().enumerate() {
        add(format!("pull-secret-{index}"), secret);
    }
    for (variable, value) in &pod.env {
        match value {
            EnvValue::Secret { name, .. } | EnvValue::ConfigMap { name, .. } => {
                add(format!("env-{variable}-name"), name);
            }
            EnvValue::Text(_) | EnvValue::Field(_) => {}
        }
    }
    for (index, mount) in pod.mounts.iter().enumerate() {
        match &mount.volume {
            policy::Volume::Secret { name, .. }
            | policy::Volume::ConfigMap { name, .. }
            | policy::Volume::Pvc { name, .. } => add(format!("mount-{index}-name"), name),
            policy::Volume::EmptyDir { .. } | policy::Volume::Ephemeral { .. } => {}
        }
    }
    found
}

fn fields(pod: &Pod) -> [(&'static str, Option<&Source>); 7] {
    [
        ("pod-image", pod.image.as_ref()),
        ("pod-cpu", pod.cpu.as_ref()),
        ("pod-cpu-request", pod.cpu_request.as_ref()),
        ("pod-memory", pod.memory.as_ref()),
        ("pod-memory-request", pod.memory_request.as_ref()),
        ("pod-accelerator", pod.accelerator.as_ref()),
        ("pod-accelerator-count", pod.accelerator_count.as_ref()),
    ]
}

/// A setting's text: the constant, or the input that brings it.
pub(super) fn setting(name: &str, source: &Source) -> String {
    match source {
        Source::Constant(value) => plain(value),
        _ => format!("{{{{inputs.parameters.{name}}}}}"),
    }
}

/// The same as an expression.
fn setting_expression(name: &str, source: &Source) -> String {
    match source {
        Source::Constant(value) => expression::text(&plain(value)),
        _ => format!("inputs.parameters{}", expression::member(name)),
    }
}

impl Translator<'_> {
    /// Arguments for the inputs that the settings of `task`'s pod have become.
    pub(super) fn pod_arguments(&self, dag: DagId, task: &Task) -> Vec<Parameter> {
        let Callee::Component(id) = task.callee else { return Vec::new() };
        let runs = matches!(
            self.plan.component(id).implementation,
            Implementation::Python(_) | Implementation::Container { .. }
        );
        if !runs {
            return Vec::new();
        }
        let scope = Scope { t: self, id: dag, dag: self.plan.dag(dag), tolerant: false, outputs: false };
        run_time(&task.pod)
            .into_iter()
            .map(|late| super::tasks::argument(late.input, scope.wired(late.source, late.kind)))
            .collect()
    }

    /// Puts the pod of `task` into its template.
    pub(super) fn pod(&mut self, template: &mut Template, task: &Task, mut patch: Patch, python: bool) {
        let pod = &*task.pod;
        for late in run_time(pod) {
            template.inputs.parameters.push(Parameter { name: late.input, ..Parameter::default() });
        }
        let mut container = template.container.take().unwrap_or_default();
        if let Some(image) = &pod.image {
            container.image = setting("pod-image", image);
        }
        container.image_pull_policy.clone_from(&pod.image_pull_policy);
        resources(pod, &mut container, &mut patch);
        if !pod.image_pull_secrets.is_empty() {
            let secrets = pod.image_pull_secrets.iter().enumerate();
            let secrets: Vec<String> = secrets
                .map(|(index, secret)| {
                    format!("{{'name': {} }}", setting_expression(&format!("pull-secret-{index}"), secret))
                })
                .collect();
            patch.pod.push(format!("'imagePullSecrets': [{} ]", secrets.join(", ")));
        }
        container.env.extend(environment(pod));
        let texts: Vec<&String> = container.env.iter().filter_map(|variable| variable.value.as_ref()).collect();
        for variable in braces(&texts).into_iter().rev() {
            if container.env.iter().all(|other| other.name != variable.name) {
                container.env.insert(0, variable);
            }
        }
        template.container = Some(container);
        self.mounts(template, task, python);
        self.scheduling(template, pod, &mut patch, task.span);
        template.init_containers = pod.init_containers.iter().map(super::volumes::init_container).collect();
        template.metadata.labels.extend(pod.labels.clone());
        let annotations = pod.annotations.iter().map(|(key, value)| (key.clone(), crate::emit::text::calm(value)));
        template.metadata.annotations.extend(annotations);
        let argo = &pod.argo;
        template.service_account_name = pod.service_account.clone().or_else(|| argo.service_account.clone());
        template.priority_class_name = pod.priority.clone().or_else(|| argo.priority.clone());
        template.synchronization = locks(pod.mutex.as_ref().or(argo.mutex.as_ref()), pod.semaphore.as_ref());
        template.pod_spec_patch = patch.text();
        secure(template, python);
        let own = &pod.security;
        if let Some(context) = template.container.as_mut().and_then(|container| container.security_context.as_mut()) {
            context.run_as_user = own.run_as_user.or(context.run_as_user);
            context.run_as_group = own.run_as_group.or(context.run_as_group);
            context.run_as_non_root = own.run_as_non_root.or(context.run_as_non_root);
            if context.run_as_user == Some(0) || own.run_as_non_root == Some(false) {
                context.run_as_non_root = own.run_as_non_root;
                context.run_as_user = own.run_as_user;
            }
        }
        self.policy(template, task);
    }

    /// The pod's working folder, its code, and what the task mounts.
    fn mounts(&mut self, template: &mut Template, task: &Task, python: bool) {
        let mut mounts = Vec::new();
        let work = Volume { name: "mlc-work".to_owned(), empty_dir: Some(EmptyDir::default()), ..Volume::default() };
        template.volumes.push(work);
        mounts.push(VolumeMount { name: "mlc-work".to_owned(), mount_path: WORK.to_owned(), ..VolumeMount::default() });
        if python {
            // The config map's name is put in when all code is known.
            let code = Volume {
                name: "mlc-code".to_owned(),
                config_map: Some(ConfigMapVolume::default()),
                ..Volume::default()
            };
            template.volumes.push(code);
            mounts.push(VolumeMount {
                name: "mlc-code".to_owned(),
                mount_path: "/mlc/code".to_owned(),
                read_only: true,
                ..VolumeMount::default()
            });
        }
        if self.uses_workspace(task) {
            mounts.push(VolumeMount {
                name: "workspace".to_owned(),
                mount_path: super::WORKSPACE.to_owned(),
                ..VolumeMount::default()
            });
        }
        super::volumes::mounts(&task.pod, template, &mut mounts);
        if let Some(container) = &mut template.container {
            container.volume_mounts = mounts;
            if python {
                let field = FieldRef { field_path: "metadata.name".to_owned() };
                let source = EnvSource { field_ref: Some(field), ..EnvSource::default() };
                let pod = EnvVar { name: "MLC_POD".to_owned(), value_from: Some(source), ..EnvVar::default() };
                let home = EnvVar { name: "HOME".to_owned(), value: Some(WORK.to_owned()), ..EnvVar::default() };
                container.env.splice(0..0, [home, pod]);
            }
        }
    }

    fn uses_workspace(&self, task: &Task) -> bool {
        let mut found = false;
        for (_, source) in &task.arguments {
            super::tasks::walk(source, &mut |source| found |= *source == Source::WorkspacePath);
        }
        let Callee::Component(id) = task.callee else { return found };
        let Implementation::Container { command, args } = &self.plan.component(id).implementation else { return found };
        found || self.plan.config.workspace.is_some() && format!("{command:?}{args:?}").contains("WorkspacePath")
    }
}

/// Takes from every container what it does not need to do its work.
pub(super) fn secure(template: &mut Template, python: bool) {
    let base = SecurityContext {
        allow_privilege_escalation: Some(false),
        capabilities: Some(Capabilities { drop: vec!["ALL".to_owned()] }),
        seccomp_profile: Some(SeccompProfile { kind: "RuntimeDefault".to_owned() }),
        ..SecurityContext::default()
    };
    for container in &mut template.init_containers {
        container.security_context = Some(base.clone());
    }
    if let Some(container) = &mut template.container {
        container.security_context = Some(SecurityContext {
            run_as_user: python.then_some(NOBODY),
            run_as_non_root: python.then_some(true),
            ..base
        });
    }
}

fn resources(pod: &Pod, container: &mut Container, patch: &mut Patch) {
    let [_, cpu, cpu_request, memory, memory_request, accelerator, count] = fields(pod);
    let one = Source::Constant(serde_json::Value::from("1"));
    let gpu = Source::Constant(serde_json::Value::from("nvidia.com/gpu"));
    let resource = (accelerator.1.is_some() || count.1.is_some())
        .then(|| (setting("pod-accelerator", accelerator.1.unwrap_or(&gpu)), count.1.unwrap_or(&one)));
    let mut made = Requirements::default();
    let mut late: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    let mut put = |limit: bool, key: &str, name: &str, source: Option<&Source>| {
        let Some(source) = source else { return };
        match source {
            Source::Constant(value) if !key.contains("{{") => {
                let map: &mut Map<String> = if limit { &mut made.limits } else { &mut made.requests };
                map.insert(key.to_owned(), plain(value));
            }
            _ => late[usize::from(!limit)].push(format!(
                "{}: {}",
                expression::text(key),
                setting_expression(name, source)
            )),
        }
    };
    put(true, "cpu", "pod-cpu", cpu.1);
    put(false, "cpu", "pod-cpu-request", cpu_request.1);
    put(true, "memory", "pod-memory", memory.1);
    put(false, "memory", "pod-memory-request", memory_request.1);
    if let Some((key, count)) = &resource {
        if key.contains("{{") {
            let key = "(inputs.parameters['pod-accelerator'])";
            late[0].push(format!("{key}: {}", setting_expression("pod-accelerator-count", count)));
        } else {
            put(true, key, "pod-accelerator-count", Some(count));
        }
    }
    container.resources = (made != Requirements::default()).then_some(made);
    let [limits, requests] = late;
    let parts: Vec<String> = [("limits", limits), ("requests", requests)]
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(name, values)| format!("'{name}': {{{} }}", values.join(", ")))
        .collect();
    if !parts.is_empty() {
        patch.container.push(format!("'resources': {{{} }}", parts.join(", ")));
    }
}

fn environment(pod: &Pod) -> Vec<EnvVar> {
    let reference = |variable: &str, name: &Source, key: &str, optional: Option<bool>| KeyRef {
        name: setting(&format!("env-{variable}-name"), name),
        key: key.to_owned(),
        optional,
    };
    pod.env
        .iter()
        .map(|(variable, value)| {
            let mut made = EnvVar { name: variable.to_string(), ..EnvVar::default() };
            let mut source = EnvSource::default();
            match value {
                EnvValue::Text(text) => made.value = Some(literal(text)),
                EnvValue::Secret { name, key, optional } => {
                    source.secret_key_ref = Some(reference(variable, name, key, *optional));
                }
                EnvValue::ConfigMap { name, key, optional } => {
                    source.config_map_key_ref = Some(reference(variable, name, key, *optional));
                }
                EnvValue::Field(path) => source.field_ref = Some(FieldRef { field_path: path.clone() }),
            }
            made.value_from = (source != EnvSource::default()).then_some(source);
            made
        })
        .collect()
}
