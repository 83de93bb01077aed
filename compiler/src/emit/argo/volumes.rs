//! Volumes: what a task mounts, claims that it makes, and containers before it.
//!
//! In: mounts of a [`Pod`]. Out: volumes and mounts of a template; templates that make and delete claims.
//! Always holds: each volume of a template has a name of its own.

use serde_json::json;

use super::expression::{ABSENT, decoded, member};
use super::pods::setting;
use super::schema::{
    Arguments, ClaimVolume, ConfigMapVolume, Container, EmptyDir, EnvVar, Ephemeral, Map, Metadata, Parameter,
    Requirements, Resource, SecretVolume, Template, ValueFrom, Volume, VolumeClaim, VolumeMount,
};
use crate::plan::policy::{self, InitContainer};
use crate::plan::{Component, Pod};

/// Adds what `pod` mounts.
pub(super) fn mounts(pod: &Pod, template: &mut Template, mounts: &mut Vec<VolumeMount>) {
    for (index, mount) in pod.mounts.iter().enumerate() {
        let input = format!("mount-{index}-name");
        let mut volume = Volume { name: format!("mount-{index}"), ..Volume::default() };
        let mut at = VolumeMount { mount_path: mount.path.clone(), ..VolumeMount::default() };
        match &mount.volume {
            policy::Volume::Secret { name, optional } => {
                volume.secret = Some(SecretVolume { secret_name: setting(&input, name), optional: *optional });
            }
            policy::Volume::ConfigMap { name, optional } => {
                volume.config_map = Some(ConfigMapVolume { name: setting(&input, name), optional: *optional });
            }
            policy::Volume::Pvc { name, sub_path } => {
                volume.persistent_volume_claim = Some(ClaimVolume { claim_name: setting(&input, name) });
                at.sub_path = (!sub_path.is_empty()).then(|| sub_path.clone());
            }
            policy::Volume::EmptyDir { name, medium, size_limit } => {
                volume.name.clone_from(name);
                volume.empty_dir = Some(EmptyDir { medium: medium.clone(), size_limit: size_limit.clone() });
            }
            policy::Volume::Ephemeral { name, access_modes, size, storage_class, labels, annotations } => {
                volume.name.clone_from(name);
                let mut spec = Map::default();
                spec.insert("accessModes".to_owned(), json!(access_modes));
                spec.insert("resources".to_owned(), json!({ "requests": { "storage": size } }));
                spec.extend(storage_class.as_ref().map(|class| ("storageClassName".to_owned(), json!(class))));
                let metadata =
                    Metadata { labels: labels.clone(), annotations: annotations.clone(), ..Metadata::default() };
                volume.ephemeral = Some(Ephemeral { volume_claim_template: VolumeClaim { metadata, spec } });
            }
        }
        at.name.clone_from(&volume.name);
        if template.volumes.iter().all(|other| other.name != volume.name) {
            template.volumes.push(volume);
        }
        mounts.push(at);
    }
    if let Some(memory) = &pod.shared_memory {
        let size_limit = (!memory.size.is_empty()).then(|| memory.size.clone());
        template.volumes.push(Volume {
            name: memory.volume.clone(),
            empty_dir: Some(EmptyDir { medium: Some("Memory".to_owned()), size_limit }),
            ..Volume::default()
        });
        mounts.push(VolumeMount {
            name: memory.volume.clone(),
            mount_path: "/dev/shm".to_owned(),
            ..VolumeMount::default()
        });
    }
}

/// A container that runs before the main one.
pub(super) fn init_container(container: &InitContainer) -> Container {
    let words = |words: &[String]| words.iter().map(|word| super::words::literal(word)).collect();
    let resources = Requirements { limits: container.limits.clone(), requests: container.requests.clone() };
    Container {
        name: container.name.clone(),
        image: container.image.clone(),
        command: words(&container.command),
        args: words(&container.args),
        env: container
            .env
            .iter()
            .map(|(name, value)| EnvVar {
                name: name.clone(),
                value: Some(super::words::literal(value)),
                ..EnvVar::default()
            })
            .collect(),
        resources: (resources != Requirements::default()).then_some(resources),
        restart_policy: container.restart_policy.clone(),
        volume_mounts: container
            .mounts
            .iter()
            .map(|(name, path)| VolumeMount { name: name.clone(), mount_path: path.clone(), ..VolumeMount::default() })
            .collect(),
        ..Container::default()
    }
}

/// The template of `std.k8s.create_pvc`: Argo itself makes the claim, and deletes it with the workflow if nobody else
/// does.
pub(super) fn create(component: &Component) -> Template {
    let input = |name: &str| format!("inputs.parameters{}", member(name));
    let given = |name: &str| format!("{} != '{ABSENT}'", input(name));
    let or_nil = |name: &str, value: String| format!("({} ? {value} : nil)", given(name));
    let name = format!("({} ? {} : nil)", given("pvc_name"), decoded(&input("pvc_name")));
    let suffixed = format!(
        "({} ? workflow.name + '-' + {} : {name})",
        given("pvc_name_suffix"),
        decoded(&input("pvc_name_suffix"))
    );
    let json = |name: &str| or_nil(name, format!("fromJSON({})", input(name)));
    let class = format!("({0} == '' ? nil : {0})", decoded(&input("storage_class_name")));
    let manifest = format!(
        "toJson({{'apiVersion': 'v1', 'kind': 'PersistentVolumeClaim', 'metadata': {{'name': {suffixed}, 'annotations': {} }}, \
         'spec': {{'accessModes': fromJSON({}), 'storageClassName': {class}, 'volumeName': {}, 'dataSource': {}, \
         'resources': {{'requests': {{'storage': {} }} }} }} }})",
        json("annotations"),
        input("access_modes"),
        or_nil("volume_name", decoded(&input("volume_name"))),
        json("data_source"),
        decoded(&input("size")),
    );
    let from = ValueFrom { json_path: Some("{.metadata.name}".to_owned()), ..ValueFrom::default() };
    let output = Parameter { name: "name".to_owned(), value_from: Some(from), ..Parameter::default() };
    Template {
        inputs: super::dags::inputs(&component.inputs, str::to_owned),
        outputs: Arguments { parameters: vec![output], ..Arguments::default() },
        resource: Some(Resource {
            action: "create".to_owned(),
            manifest: Some(format!("{{{{={}}}}}", manifest.replace("}},", "} },"))),
            ..Resource::default()
        }),
        ..Template::default()
    }
}

/// The template of `std.k8s.delete_pvc`.
pub(super) fn delete(component: &Component) -> Template {
    let name = decoded("inputs.parameters.pvc_name");
    let manifest =
        format!("toJson({{'apiVersion': 'v1', 'kind': 'PersistentVolumeClaim', 'metadata': {{'name': {name} }} }})");
    Template {
        inputs: super::dags::inputs(&component.inputs, str::to_owned),
        resource: Some(Resource {
            action: "delete".to_owned(),
            manifest: Some(format!("{{{{={manifest}}}}}")),
            ..Resource::default()
        }),
        ..Template::default()
    }
}
