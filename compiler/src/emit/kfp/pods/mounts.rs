//! Volumes in the platform spec.
//!
//! In: a pod's mounts. Out: entries of the executor's configuration.
//! Always holds: a claim is named twice, in the field that servers before 2.15 read, too.

use super::super::dags::DagBuilder;
use super::super::platform::{
    ConfigMapAsVolume, EmptyDirMount, EphemeralVolume, ExecutorConfig, PvcMount, PvcReference, SecretAsVolume,
};
use super::super::schema::{ParameterSource, Text};
use super::super::values::Draft;
use super::metadata;
use crate::emit::capabilities;
use crate::emit::text::plain;
use crate::plan::Source;
use crate::plan::policy::{self, Volume};

impl<'a> DagBuilder<'_, 'a> {
    /// Adds a volume to `config`.
    pub(super) fn mount(&mut self, draft: &mut Draft, mount: &'a policy::Mount, config: &mut ExecutorConfig) {
        let mount_path = Text::from(&mount.path);
        match &mount.volume {
            Volume::Secret { name, optional } => {
                let optional = self.optional(*optional, &capabilities::MOUNT_SECRET_OPTIONAL);
                let (secret_name_parameter, secret_name) = self.name(draft, name);
                let volume = SecretAsVolume { mount_path, optional, secret_name, secret_name_parameter };
                config.secret_as_volume.push(volume);
            }
            Volume::ConfigMap { name, optional } => {
                let optional = self.optional(*optional, &capabilities::MOUNT_SECRET_OPTIONAL);
                let (config_map_name_parameter, config_map_name) = self.name(draft, name);
                config.config_map_as_volume.push(ConfigMapAsVolume {
                    config_map_name,
                    config_map_name_parameter,
                    mount_path,
                    optional,
                });
            }
            Volume::Pvc { name, sub_path } => {
                let claim = self.claim(draft, name, sub_path, mount_path);
                config.pvc_mount.extend(claim);
            }
            Volume::EmptyDir { name, medium, size_limit } => {
                config.empty_dir_mounts.push(EmptyDirMount {
                    medium: medium.as_deref().map(Text::from),
                    mount_path,
                    size_limit: size_limit.as_deref().map(Text::from),
                    volume_name: Text::from(name),
                });
            }
            Volume::Ephemeral { name, access_modes, size, storage_class, labels, annotations } => {
                config.generic_ephemeral_volume.push(EphemeralVolume {
                    access_modes: access_modes.iter().map(Text::from).collect(),
                    default_storage_class: storage_class.is_none(),
                    metadata: metadata(labels, annotations),
                    mount_path,
                    size: Text::from(size),
                    storage_class_name: storage_class.as_deref().map(Text::from),
                    volume_name: Text::from(name),
                });
            }
        }
    }

    fn claim(&mut self, draft: &mut Draft, name: &'a Source, sub_path: &str, mount_path: Text) -> Option<PvcMount> {
        let pvc_name_parameter = self.bare(draft, name);
        let reference = match &pvc_name_parameter.kind {
            ParameterSource::ComponentInputParameter(name) => PvcReference::ComponentInputParameter(name.clone()),
            ParameterSource::TaskOutputParameter(output) => PvcReference::TaskOutputParameter(output.clone()),
            ParameterSource::RuntimeValue(value) => PvcReference::Constant(Text::from(plain(&value.constant.0))),
            ParameterSource::TaskFinalStatus(_) => return None,
        };
        let sub_path = (!sub_path.is_empty()).then(|| Text::from(sub_path));
        Some(PvcMount { reference, mount_path, pvc_name_parameter, sub_path })
    }
}
