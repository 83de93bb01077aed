//! The sections of `mlc.toml`.
//!
//! In: one file's text. Out: what it says.

use toml::de::DeTable;

use super::decorators::{decorator, decorators};
use super::toml::{Key, Reader, Value};
use super::{Layer, Level, Preset, Profile, Project, Prometheus, SecretProvider};
use crate::diag::Diagnostic;
use crate::source::FileId;
use crate::syntax::ast::Decorator;

const SECTIONS: [&str; 8] = ["project", "defaults", "profile", "argo", "kfp", "prometheus", "lints", "extends"];
const PROFILE: [&str; 7] = ["namespace", "service_account", "const", "env", "secrets", "triggers", "defaults"];
const LEVELS: [(&str, Level); 4] =
    [("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny), ("forbid", Level::Forbid)];
const SECRETS: [(&str, SecretProvider); 3] = [
    ("kubernetes", SecretProvider::Kubernetes),
    ("external-secrets", SecretProvider::ExternalSecrets),
    ("csi", SecretProvider::Csi),
];
const TRIGGERS: [(&str, &str); 3] = [("on", "on"), ("suspended", "suspended"), ("off", "off")];
const STORES: [(&str, bool); 2] = [("database", false), ("kubernetes", true)];
const KFP: [&str; 7] = ["helper_image", "executor", "store", "api", "experiment", "timezone", "starter_image"];
const RBAC: [(&str, bool); 2] = [("emit", true), ("reference", false)];
const RULES: [(&str, &str); 2] = [("operator", "operator"), ("files", "files")];
const SPOT: [(&str, &str); 4] = [("eks", "eks"), ("karpenter", "karpenter"), ("gke", "gke"), ("aks", "aks")];
const EXECUTORS: [(&str, &str); 2] = [("kfp", "kfp"), ("mlc", "mlc")];

/// The lints of the language, by principle: mistakes, automation, reproducibility, observability, security, cost.
const LINTS: [&str; 30] = [
    "approval_exceeds_timeout",
    "always_on_gpu",
    "cached_side_effect",
    "constant_condition",
    "long_inline_python",
    "missing_owner",
    "missing_timeout",
    "mutable_tag",
    "no_resources",
    "pod_for_constant",
    "raw_placeholder",
    "redundant_after",
    "retired_service",
    "runs_as_root",
    "secret_in_plain_text",
    "spliced_text",
    "spot_share",
    "spot_without_retry",
    "unimplemented_by_backend",
    "ungated_production",
    "unmonitored_model",
    "unpinned_image",
    "unpinned_package",
    "unregistered_model",
    "unused_component",
    "unused_import",
    "unused_input",
    "unused_output",
    "unvalidated_data",
    "value_in_shell",
];

/// One file.
pub(super) fn layer(file: FileId, text: &str) -> (Layer, Vec<Diagnostic>) {
    let (mut reader, table) = Reader::open(file, text);
    let mut layer = Layer { project: Project::default(), extends: None };
    if !reader.reports.is_empty() {
        // What can still be read of broken TOML is no basis for further reports.
        return (layer, reader.reports);
    }
    for (key, value) in table.get_ref() {
        if key.get_ref() == "extends" {
            layer.extends = reader.string(key, value).map(|path| (path, reader.place(value)));
        } else if !SECTIONS.contains(&key.get_ref().as_ref()) {
            reader.unknown(key, "`mlc.toml`", &SECTIONS);
        } else if let Some(table) = reader.table(key, value) {
            section(&mut reader, key, table, &mut layer.project);
        }
    }
    (layer, reader.reports)
}

fn section(reader: &mut Reader, key: &Key<'_>, table: &DeTable<'_>, project: &mut Project) {
    match key.get_ref().as_ref() {
        "project" => about(reader, table, project),
        "defaults" => project.defaults = decorators(reader, table),
        "argo" => argo(reader, table, project),
        "kfp" => kfp(reader, table, project),
        "prometheus" => prometheus(reader, table, &mut project.prometheus),
        "lints" => lints(reader, table, project),
        _ => {
            for (name, value) in table {
                if let Some(table) = reader.table(name, value) {
                    let profile = profile(reader, table);
                    project.profiles.insert(name.get_ref().to_string(), profile);
                }
            }
        }
    }
}

fn about(reader: &mut Reader, table: &DeTable<'_>, project: &mut Project) {
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "name" => project.name = reader.string(key, value),
            "owner" => project.owner = reader.string(key, value),
            "namespace" => project.namespace = namespace(reader, key, value),
            _ => reader.unknown(key, "`[project]`", &["name", "owner", "namespace"]),
        }
    }
}

fn argo(reader: &mut Reader, table: &DeTable<'_>, project: &mut Project) {
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "artifact_root" => {
                let wanted = "where artifacts go, such as `s3://bucket/path`";
                project.argo.artifact_root = reader.text_that(key, value, wanted, is_bucket);
            }
            "spot_provider" => project.argo.spot_provider = reader.choice(key, value, &SPOT),
            "rbac" => project.argo.rbac = reader.choice(key, value, &RBAC),
            _ => reader.unknown(key, "`[argo]`", &["artifact_root", "spot_provider", "rbac"]),
        }
    }
}

fn kfp(reader: &mut Reader, table: &DeTable<'_>, project: &mut Project) {
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "helper_image" => project.kfp.helper_image = reader.string(key, value),
            "store" => project.kfp.objects = reader.choice(key, value, &STORES),
            "api" => {
                let wanted = "the address of KFP's API server, such as `http://ml-pipeline.kubeflow:8888`";
                project.kfp.api = reader.text_that(key, value, wanted, is_address);
            }
            "experiment" => project.kfp.experiment = reader.string(key, value),
            "timezone" => project.kfp.timezone = reader.string(key, value),
            "starter_image" => project.kfp.starter_image = reader.string(key, value),
            "executor" => project.kfp.executor = reader.choice(key, value, &EXECUTORS),
            _ => reader.unknown(key, "`[kfp]`", &KFP),
        }
    }
}

fn prometheus(reader: &mut Reader, table: &DeTable<'_>, settings: &mut Prometheus) {
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "kind" => settings.kind = reader.choice(key, value, &RULES),
            "secret" => settings.secret = reader.string(key, value),
            "labels" => {
                let Some(labels) = reader.table(key, value) else { continue };
                for (name, value) in labels {
                    if let Some(text) = reader.string(name, value) {
                        settings.labels.insert(name.get_ref().to_string(), text);
                    }
                }
            }
            _ => reader.unknown(key, "`[prometheus]`", &["kind", "labels", "secret"]),
        }
    }
}

fn lints(reader: &mut Reader, table: &DeTable<'_>, project: &mut Project) {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if name == "preset" {
            let words = [("recommended", Preset::Recommended), ("production", Preset::Production)];
            project.lints.preset = reader.choice(key, value, &words);
        } else if LINTS.contains(&name) {
            if let Some(level) = reader.choice(key, value, &LEVELS) {
                project.lints.levels.insert(name.to_owned(), level);
            }
        } else {
            reader.unknown(key, "`[lints]`", &LINTS);
        }
    }
}

fn profile(reader: &mut Reader, table: &DeTable<'_>) -> Profile {
    let mut profile = Profile::default();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "namespace" => profile.namespace = namespace(reader, key, value),
            "service_account" => profile.defaults.extend(service_account(reader, key, value)),
            "secrets" => profile.secrets = reader.choice(key, value, &SECRETS),
            "triggers" => profile.triggers = reader.choice(key, value, &TRIGGERS),
            "defaults" => {
                if let Some(table) = reader.table(key, value) {
                    profile.defaults.extend(decorators(reader, table));
                }
            }
            "const" => consts(reader, key, value, &mut profile),
            "env" => env(reader, key, value, &mut profile),
            _ => reader.unknown(key, "a profile", &PROFILE),
        }
    }
    profile
}

fn namespace(reader: &mut Reader, key: &Key<'_>, value: &Value<'_>) -> Option<String> {
    let wanted = "a name in Kubernetes: lower-case letters, digits and `-`, at most 63";
    reader.text_that(key, value, wanted, is_label)
}

fn consts(reader: &mut Reader, key: &Key<'_>, value: &Value<'_>, profile: &mut Profile) {
    let Some(table) = reader.table(key, value) else { return };
    for (name, value) in table {
        if let Some(json) = reader.json(name, value) {
            profile.consts.insert(name.get_ref().to_string(), (json, reader.place(value)));
        }
    }
}

/// `env."std.mlflow" = { MLFLOW_TRACKING_URI = "http://…" }`
fn env(reader: &mut Reader, key: &Key<'_>, value: &Value<'_>, profile: &mut Profile) {
    let Some(modules) = reader.table(key, value) else { return };
    for (module, value) in modules {
        if reader.table(module, value).is_none() {
            continue;
        }
        let Some(mut made) = decorator(reader, key, value) else { continue };
        made.name.span = reader.key(module);
        profile.env.insert(module.get_ref().to_string(), made);
    }
}

fn service_account(reader: &mut Reader, key: &Key<'_>, value: &Value<'_>) -> Option<Decorator> {
    reader.string(key, value)?;
    decorator(reader, key, value)
}

/// `s3://bucket/path`: a scheme and a bucket, without blanks.
fn is_bucket(text: &str) -> bool {
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let bucket = rest.split('/').next().unwrap_or_default();
    matches!(scheme, "s3" | "gs" | "minio" | "azure" | "oss")
        && !bucket.is_empty()
        && !text.contains(char::is_whitespace)
}

/// `http://host:port`, with a path at most.
fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://")).unwrap_or_default();
    !host.is_empty()
        && !host.starts_with('/')
        && !text.contains(|letter: char| letter.is_whitespace() || "?#".contains(letter))
}

/// A DNS label, as names of namespaces are.
pub(super) fn is_label(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&text.len()) && text.bytes().all(inner) && !text.starts_with('-') && !text.ends_with('-')
}
