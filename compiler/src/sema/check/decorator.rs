//! Decorators and modifiers: checked by the table and folded into the settings of the place where they stand.
//!
//! In: one decorator of a declaration or one modifier of a task. Out: the [`Layer`] it stands in, with what it says.
//! Always holds: what is wrong with it is reported once, and what is right of it is folded in all the same.

mod affinity;
pub(crate) mod layer;
mod mount;
mod pod;
mod policy;
pub(crate) mod required_env;
mod resources;
mod run;
#[cfg(test)]
mod tests;

pub(crate) use layer::{Layer, layered, layered_run};

use smol_str::SmolStr;

use crate::sema::check::argument::{Bound, bind};
use crate::sema::check::elaborate::Elaborate;
use crate::sema::decorators::{self, Merge, Place};
use crate::sema::errors::decorators as errors;
use crate::source::Span;
use crate::syntax::ast;

/// Checks `@name(args)` or `.name(args)` at `place` and folds it into `layer`.
/// Of `after` only the place is checked: its arguments are tasks, which the caller knows. The project's defaults come in
/// one list with the nearest last, so that there a decorator may stand again and replaces what stood before it.
pub(crate) fn apply(
    name: &ast::Name,
    args: &[ast::Arg],
    span: Span,
    place: Place,
    layer: &mut Layer,
    cx: &mut dyn Elaborate,
) {
    if name.text.is_empty() {
        return;
    }
    let Some(decorator) = decorators::find(&name.text) else {
        return cx.report(errors::unknown(&name.text, name.span, place));
    };
    if !decorator.may_stand(place) {
        return cx.report(errors::misplaced(decorator, name.span, place));
    }
    let first = layer.seen.insert(SmolStr::new_static(decorator.name()), name.span);
    if let Some(first) = first.filter(|_| decorator.merge == Merge::Replace && place != Place::Defaults) {
        return cx.report(errors::doubled(decorator.name(), name.span, first));
    }
    if decorator.name() == "after" {
        return;
    }
    // A modifier's call begins with what it modifies; what is said of it points at its own part alone.
    let span = Span { start: name.span.start, ..span };
    let bound = bind(&decorator.signature, args, span, cx);
    Fold { bound: &bound, place, layer, cx }.decorator(decorator.name());
}

/// One decorator on its way into its layer.
struct Fold<'a> {
    bound: &'a Bound,
    place: Place,
    layer: &'a mut Layer,
    cx: &'a mut dyn Elaborate,
}

impl Fold<'_> {
    fn decorator(&mut self, name: &str) {
        match name {
            "image" => self.image(),
            "image_pull_policy" => self.layer.settings.pod.image_pull_policy = self.bound.text("policy"),
            "image_pull_secret" => self.image_pull_secret(),
            "resources" => self.resources(),
            "env" => self.env(),
            "requires_env" => self.requires_env(),
            "mount" => self.mount(),
            "init_container" => self.init_container(),
            "node_selector" => self.node_selector(),
            "toleration" => self.toleration(),
            "node_affinity" => self.node_affinity(),
            "pod_affinity" => self.pod_affinity(),
            "spot" => self.spot(),
            "service_account" => self.service_account(),
            "security" => self.security(),
            "labels" => self.labels(),
            "annotations" => self.annotations(),
            "shared_memory" => self.shared_memory(),
            "task_config" => self.task_config(),
            "packages" | "pip_index" | "python" => self.python(name),
            "cooldown" | "concurrency" | "enabled" => self.trigger(name),
            "parallelism" | "pipeline_root" | "workspace" | "ttl" | "kfp" => self.run(name),
            _ => self.policy(name),
        }
    }

    /// Whether the decorator is about a whole run here.
    fn of_run(&self) -> bool {
        matches!(self.place, Place::Pipeline | Place::Defaults)
    }

    /// Takes down that `decorator` sets `key` here; false, and reported, if it was set here before.
    fn once(&mut self, key: &str, span: Span) -> bool {
        let decorator = SmolStr::new_static(self.bound.signature().name);
        match self.layer.keys.insert((decorator, SmolStr::from(key)), span) {
            None => true,
            Some(_) if self.place == Place::Defaults => true,
            Some(first) => {
                self.cx.report(errors::doubled_argument(key, span, first));
                false
            }
        }
    }
}
