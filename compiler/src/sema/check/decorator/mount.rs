//! `mount(path, …)`: exactly one volume, with what belongs to its kind.
//!
//! In: checked arguments. Out: the pod's mounts.

use super::Fold;
use crate::plan::policy::{Mount, Volume};
use crate::sema::check::argument::{Bound, Given};
use crate::sema::decorators::Place;
use crate::sema::errors::decorators as errors;
use crate::sema::hir::Value;
use crate::source::Span;

/// Kinds of volumes, each with the arguments that go with it.
const KINDS: [(&str, &[&str]); 5] = [
    ("secret", &["optional"]),
    ("configmap", &["optional"]),
    ("pvc", &["sub_path"]),
    ("empty_dir", &["medium", "size_limit"]),
    ("ephemeral", &["size", "access_modes", "storage_class", "labels", "annotations"]),
];

impl Fold<'_> {
    pub(super) fn mount(&mut self) {
        let bound = self.bound;
        let given: Vec<(&str, Span)> = KINDS
            .iter()
            .filter(|(kind, _)| bound.get(kind).is_some())
            .map(|(kind, _)| (*kind, bound.place(kind)))
            .collect();
        let [(kind, _)] = given.as_slice() else {
            // A misspelled argument was reported already and may be the volume.
            if !given.is_empty() || !bound.failed() {
                self.cx.report(errors::one_volume(bound.span(), &given));
            }
            return;
        };
        self.strangers(kind);
        let (Some(path), Some(volume)) = (bound.text("path"), self.volume(kind)) else { return };
        let span = bound.place("path");
        let first = self.layer.keys.insert(("mount".into(), path.as_str().into()), span);
        match first {
            Some(_) if self.place == Place::Defaults => {
                self.layer.settings.pod.mounts.retain(|mount| mount.path != path);
                self.layer.settings.pod.mounts.push(Mount { path, volume });
            }
            Some(first) => self.cx.report(errors::mounted_twice(&path, span, first)),
            None => self.layer.settings.pod.mounts.push(Mount { path, volume }),
        }
    }

    /// Reports arguments that go with other kinds of volumes.
    fn strangers(&mut self, kind: &str) {
        for (argument, _, span) in self.bound.entries() {
            let mut owners =
                KINDS.iter().filter(|(_, own)| own.contains(&argument)).map(|(owner, _)| *owner).peekable();
            if owners.peek().is_some() && !owners.clone().any(|owner| owner == kind) {
                let owners: Vec<String> = owners.map(|owner| format!("`{owner}`")).collect();
                self.cx.report(errors::needs_other(argument, span, &owners.join(" or ")));
            }
        }
    }

    fn volume(&mut self, kind: &str) -> Option<Volume<Value>> {
        let bound = self.bound;
        let optional = || self.bound.flag("optional");
        Some(match kind {
            "secret" => {
                let (name, own) = named(bound.get(kind)?)?;
                Volume::Secret { name, optional: own.or_else(optional) }
            }
            "configmap" => {
                let (name, own) = named(bound.get(kind)?)?;
                Volume::ConfigMap { name, optional: own.or_else(optional) }
            }
            "pvc" => Volume::Pvc { name: bound.value(kind)?, sub_path: bound.text("sub_path").unwrap_or_default() },
            "empty_dir" => Volume::EmptyDir {
                name: volume_name(bound, kind)?,
                medium: bound.text("medium"),
                size_limit: bound.text("size_limit"),
            },
            _ => self.ephemeral()?,
        })
    }

    fn ephemeral(&mut self) -> Option<Volume<Value>> {
        let bound = self.bound;
        if bound.get("size").is_none() && !bound.failed() {
            self.cx.report(errors::missing_arguments(bound.signature(), bound.span(), &["size"]));
        }
        let modes = bound.texts("access_modes");
        Some(Volume::Ephemeral {
            name: volume_name(bound, "ephemeral")?,
            access_modes: if modes.is_empty() { vec!["ReadWriteOnce".to_owned()] } else { modes },
            size: bound.text("size")?,
            storage_class: bound.text("storage_class"),
            labels: bound.map("labels"),
            annotations: bound.map("annotations"),
        })
    }
}

/// A secret or config map by its name alone, or by a call that says whether it may be missing.
fn named(given: &Given) -> Option<(Value, Option<bool>)> {
    match given {
        Given::Value(name) => Some((name.clone(), None)),
        Given::Call(call) => Some((call.value("name")?, call.flag("optional"))),
        _ => None,
    }
}

/// The name given, or one made of the path: `/data/raw` is `data-raw`.
fn volume_name(bound: &Bound, kind: &str) -> Option<String> {
    if let Some(name) = bound.text(kind) {
        return Some(name);
    }
    let path = bound.text("path")?.to_lowercase();
    let words: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(63).collect();
    Some(if name.is_empty() { "volume".to_owned() } else { name.trim_end_matches('-').to_owned() })
}
