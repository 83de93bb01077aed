//! Settings of runs and of triggers.
//!
//! In: checked arguments. Out: the layer's run and trigger settings.

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::Fold;
use crate::plan::policy::{Ttl, Workspace};
use crate::plan::trigger::Concurrency;

impl Fold<'_> {
    pub(super) fn run(&mut self, name: &str) {
        let bound = self.bound;
        match name {
            "parallelism" => self.layer.run.parallelism = bound.count("pods"),
            "pipeline_root" => self.layer.run.pipeline_root = bound.text("uri"),
            "kfp" => self.layer.run.without_optional_flag = bound.flag("optional_flag") == Some(false),
            "ttl" => {
                self.layer.run.ttl = Ttl {
                    completion: bound.seconds("completion"),
                    success: bound.seconds("success"),
                    failure: bound.seconds("failure"),
                };
            }
            _ => self.layer.run.workspace = self.workspace(),
        }
    }

    fn workspace(&self) -> Option<Workspace> {
        let mut claim = IndexMap::new();
        if let Some(class) = self.bound.text("storage_class") {
            claim.insert("storageClassName".to_owned(), Json::from(class));
        }
        let modes = self.bound.texts("access_modes");
        if !modes.is_empty() {
            claim.insert("accessModes".to_owned(), Json::from(modes));
        }
        Some(Workspace { size: self.bound.text("size")?, claim })
    }

    pub(super) fn trigger(&mut self, name: &str) {
        let bound = self.bound;
        let trigger = &mut self.layer.trigger;
        match name {
            "cooldown" => trigger.cooldown = bound.seconds("duration"),
            "enabled" => trigger.enabled = bound.flag("enabled"),
            _ => {
                trigger.concurrency = bound.text("policy").map(|policy| match policy.as_str() {
                    "forbid" => Concurrency::Forbid,
                    "replace" => Concurrency::Replace,
                    _ => Concurrency::Allow,
                });
            }
        }
    }
}
