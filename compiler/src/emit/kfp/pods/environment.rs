//! Environment variables: plain ones in the container spec, references in the platform spec.
//!
//! In: a pod's `env`. Out: the plain ones, and entries of the executor's configuration.
//! Always holds: a secret or config map stands once, however many of its keys are used.

use indexmap::IndexMap;
use smol_str::SmolStr;

use super::super::dags::DagBuilder;
use super::super::platform::{ConfigMapAsEnv, ConfigMapKey, ExecutorConfig, FieldPathAsEnv, SecretAsEnv, SecretKey};
use super::super::schema::{EnvVar, Text};
use super::super::values::Draft;
use crate::emit::capabilities;
use crate::plan::policy::EnvValue;

impl<'a> DagBuilder<'_, 'a> {
    /// The plain variables; the others go into `config`.
    pub(super) fn environment(
        &mut self,
        draft: &mut Draft,
        env: &'a IndexMap<SmolStr, EnvValue>,
        config: &mut ExecutorConfig,
    ) -> Vec<EnvVar> {
        let mut plain = Vec::new();
        for (variable, value) in env {
            let variable = Text::from(variable);
            match value {
                EnvValue::Text(text) => plain.push(EnvVar { name: variable, value: Text::from(text) }),
                EnvValue::Secret { name, key, optional } => {
                    let optional = self.optional(*optional, &capabilities::ENV_SECRET_OPTIONAL);
                    let (secret_name_parameter, secret_name) = self.name(draft, name);
                    let key = SecretKey { env_var: variable, secret_key: Text::from(key) };
                    let same = config.secret_as_env.iter_mut().find(|other| {
                        other.secret_name_parameter == secret_name_parameter && other.optional == optional
                    });
                    match same {
                        Some(other) => other.key_to_env.push(key),
                        None => config.secret_as_env.push(SecretAsEnv {
                            key_to_env: vec![key],
                            optional,
                            secret_name,
                            secret_name_parameter,
                        }),
                    }
                }
                EnvValue::ConfigMap { name, key, optional } => {
                    let optional = self.optional(*optional, &capabilities::ENV_SECRET_OPTIONAL);
                    let (config_map_name_parameter, config_map_name) = self.name(draft, name);
                    let key = ConfigMapKey { config_map_key: Text::from(key), env_var: variable };
                    let same = config.config_map_as_env.iter_mut().find(|other| {
                        other.config_map_name_parameter == config_map_name_parameter && other.optional == optional
                    });
                    match same {
                        Some(other) => other.key_to_env.push(key),
                        None => config.config_map_as_env.push(ConfigMapAsEnv {
                            config_map_name,
                            config_map_name_parameter,
                            key_to_env: vec![key],
                            optional,
                        }),
                    }
                }
                EnvValue::Field(path) => {
                    config.field_path_as_env.push(FieldPathAsEnv { field_path: Text::from(path), name: variable });
                }
            }
        }
        plain
    }
}
