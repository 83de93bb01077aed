//! What decorators say of a pod: variables, labels, secrets of registries, its user, other containers.
//!
//! In: checked arguments. Out: the layer's pod.

use indexmap::IndexMap;
use smol_str::SmolStr;

use super::Fold;
use crate::plan::policy::{EnvValue, InitContainer, Security, SharedMemory, Spot, TaskConfigField};
use crate::sema::check::argument::{Bound, Given};
use crate::sema::decorators::TASK_CONFIG_FIELDS;
use crate::sema::hir::{PythonSettings, Value};

impl Fold<'_> {
    /// An image that is wrong is there all the same, so that none is asked for.
    pub(super) fn image(&mut self) {
        let image = self.bound.value("image").unwrap_or_else(|| Value::error(self.bound.span()));
        self.layer.settings.pod.image = Some(image);
    }

    pub(super) fn image_pull_secret(&mut self) {
        for one in self.bound.rest() {
            if let Given::Value(name) = &one.given {
                self.layer.settings.pod.image_pull_secrets.push(name.clone());
            }
        }
    }

    pub(super) fn env(&mut self) {
        for one in self.bound.rest() {
            let Some((name, span)) = &one.name else { continue };
            if let Some(value) = env_value(&one.given).filter(|_| self.once(name, *span)) {
                self.layer.settings.pod.env.insert(name.clone(), value);
            }
        }
    }

    pub(super) fn requires_env(&mut self) {
        for name in self.bound.rest_texts() {
            let name = SmolStr::from(name);
            if !self.layer.settings.requires_env.contains(&name) {
                self.layer.settings.requires_env.push(name);
            }
        }
    }

    pub(super) fn labels(&mut self) {
        let labels = self.pairs();
        if self.of_run() {
            self.layer.run.labels.extend(labels.clone());
        }
        self.layer.settings.pod.labels.extend(labels);
    }

    pub(super) fn annotations(&mut self) {
        let annotations = self.pairs();
        if self.of_run() {
            self.layer.run.annotations.extend(annotations.clone());
        }
        self.layer.settings.pod.annotations.extend(annotations);
    }

    /// Keys and texts of the user's own, each key once a place.
    pub(super) fn pairs(&mut self) -> IndexMap<String, String> {
        let mut pairs = IndexMap::new();
        for one in self.bound.rest() {
            if let (Some((key, span)), Given::Text(text)) = (&one.name, &one.given)
                && self.once(key, *span)
            {
                pairs.insert(key.to_string(), text.clone());
            }
        }
        pairs
    }

    pub(super) fn service_account(&mut self) {
        let name = self.bound.text("name");
        if self.of_run() {
            self.layer.run.service_account = name;
        } else {
            self.layer.settings.pod.service_account = name;
        }
    }

    pub(super) fn security(&mut self) {
        self.layer.settings.pod.security = Security {
            run_as_user: self.bound.int("run_as_user"),
            run_as_group: self.bound.int("run_as_group"),
            run_as_non_root: self.bound.flag("run_as_non_root"),
        };
    }

    pub(super) fn spot(&mut self) {
        let required = self.bound.text("mode").is_some_and(|mode| mode == "required");
        self.layer.settings.pod.spot = Some(Spot { required, retries: self.bound.count("retries") });
    }

    pub(super) fn shared_memory(&mut self) {
        self.layer.settings.pod.shared_memory = Some(SharedMemory {
            volume: self.bound.text("volume").unwrap_or_else(|| "shm".to_owned()),
            size: self.bound.text("size").unwrap_or_default(),
        });
    }

    pub(super) fn task_config(&mut self) {
        let apply_to_task = self.bound.flag("apply").unwrap_or(false);
        for one in self.bound.rest() {
            let Some(word) = one.given.text() else { continue };
            let field = TASK_CONFIG_FIELDS.iter().find(|(known, _)| *known == word);
            if let Some((_, field)) = field.filter(|_| self.once(&word, one.span)) {
                let field = TaskConfigField { field: (*field).to_owned(), apply_to_task };
                self.layer.settings.pod.task_config.push(field);
            }
        }
    }

    pub(super) fn init_container(&mut self) {
        let bound = self.bound;
        let (Some(name), Some(image)) = (bound.text("name"), bound.text("image")) else { return };
        if !self.once(&name, bound.place("name")) {
            return;
        }
        self.layer.settings.pod.init_containers.push(InitContainer {
            name,
            image,
            command: bound.texts("command"),
            args: bound.texts("args"),
            env: bound.map("env"),
            mounts: bound.map("mounts"),
            restart_policy: bound.text("restart_policy"),
            requests: bound.map("requests"),
            limits: bound.map("limits"),
        });
    }

    pub(super) fn python(&mut self, name: &str) {
        let bound = self.bound;
        let python: &mut PythonSettings = &mut self.layer.settings.python;
        match name {
            "packages" => python.packages = Some(bound.rest_texts()),
            "pip_index" => {
                python.pip_index = Some(bound.rest_texts());
                python.pip_trusted_hosts = Some(bound.texts("trusted_hosts"));
            }
            _ => {
                python.executable = bound.text("executable");
                python.use_venv = bound.flag("use_venv");
                python.install_kfp = bound.flag("install_kfp");
                python.kfp_version = bound.text("kfp_version");
            }
        }
    }
}

fn env_value(given: &Given) -> Option<EnvValue<Value>> {
    match given {
        Given::Text(text) => Some(EnvValue::Text(text.clone())),
        Given::Call(call) => env_call(call),
        _ => None,
    }
}

fn env_call(call: &Bound) -> Option<EnvValue<Value>> {
    let optional = call.flag("optional");
    Some(match call.signature().name {
        "secret" => EnvValue::Secret { name: call.value("name")?, key: call.text("key")?, optional },
        "configmap" => EnvValue::ConfigMap { name: call.value("name")?, key: call.text("key")?, optional },
        _ => EnvValue::Field(call.text("path")?),
    })
}
