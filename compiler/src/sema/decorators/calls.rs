//! Calls that stand for an argument's value: `secret(…)`, `configmap(…)`, `field(…)`.
//!
//! In: nothing. Out: their signatures.

use super::signature::{Argument, Format, Kind, Signature};

const OBJECT: Kind = Kind::Formatted(Format::ObjectName);
const KEY: Kind = Kind::Formatted(Format::DataKey);
const OPTIONAL: Argument = Argument::new("optional", Kind::Bool, "whether it may be missing").or("false");

/// `secret(name, key)` as an environment variable.
pub static SECRET: Signature = Signature::new("secret", "the value of a key of a Kubernetes secret").takes(&[
    Argument::new("name", OBJECT, "the secret").required().by_place().run_time(),
    Argument::new("key", KEY, "the key in it").required().by_place(),
    OPTIONAL,
]);

/// `configmap(name, key)` as an environment variable.
pub static CONFIG_MAP: Signature = Signature::new("configmap", "the value of a key of a config map").takes(&[
    Argument::new("name", OBJECT, "the config map").required().by_place().run_time(),
    Argument::new("key", KEY, "the key in it").required().by_place(),
    OPTIONAL,
]);

/// `field("metadata.name")` as an environment variable.
pub static FIELD: Signature = Signature::new("field", "a field of the pod").takes(&[Argument::new(
    "path",
    Kind::Formatted(Format::FieldPath),
    "as in `metadata.labels['team']`",
)
.required()
.by_place()]);

/// `secret(name)` as a folder.
pub static SECRET_FOLDER: Signature = Signature::new("secret", "a Kubernetes secret, its keys as files")
    .takes(&[Argument::new("name", OBJECT, "the secret").required().by_place().run_time(), OPTIONAL]);

/// `configmap(name)` as a folder.
pub static CONFIG_MAP_FOLDER: Signature = Signature::new("configmap", "a config map, its keys as files")
    .takes(&[Argument::new("name", OBJECT, "the config map").required().by_place().run_time(), OPTIONAL]);

/// `secret(name, key)` of a trigger's source.
pub static SECRET_KEY: Signature = Signature::new("secret", "the value of a key of a Kubernetes secret").takes(&[
    Argument::new("name", OBJECT, "the secret").required().by_place(),
    Argument::new("key", KEY, "the key in it").required().by_place(),
]);

/// `secret(name)` of a trigger's source: all keys that the service asks for.
pub static WHOLE_SECRET: Signature = Signature::new("secret", "a Kubernetes secret").takes(&[
    Argument::new("name", OBJECT, "the secret").required().by_place(),
    Argument::new("key", KEY, "the key in it").by_place(),
]);

/// Names of calls that stand for values, wherever they are allowed.
pub const NAMES: &[&str] = &["secret", "configmap", "field"];
