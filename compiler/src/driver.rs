//! The phases in order: files to documents.
//!
//! In: a [`Request`] and a loader. Out: a [`Compiled`]: documents for every target, and all that was found wrong.
//! Always holds: with an error there are no documents; the same request and files give the same bytes.

mod errors;
mod images;

use crate::diag::{Diagnostic, Severity};
use crate::emit::{self, Document, Executor, RuleKind, SpotProvider, Target, TriggerState, Use};
use crate::lower;
use crate::modules::{self, Loader, Module, ModuleId, Modules};
use crate::plan::Plan;
use crate::plan::trigger::Trigger;
use crate::project::{Profile, Project};
use crate::sema::{self, GivenValue};
use crate::source::SourceMap;
use crate::syntax::ast::ItemKind;

/// What to compile.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Paths of the `.ml` files.
    pub files: Vec<String>,
    /// Whether they are all files of a project: then those that only hold parts for others build nothing themselves.
    pub project: bool,
    /// Constants, defaults, the one pipeline.
    pub options: sema::Options,
    /// What to build for; with none the sources are only checked.
    pub targets: Vec<emit::Options>,
}

impl Request {
    /// Takes over what the project says: decorators for all, and settings of the targets.
    pub fn configure(&mut self, project: &Project) {
        self.options.defaults.clone_from(&project.defaults);
        for target in &mut self.targets {
            if let Some(image) = &project.kfp.helper_image {
                target.helper_image.clone_from(image);
            }
            target.executor = project.kfp.executor.and_then(Executor::find).unwrap_or_default();
            target.artifact_root.clone_from(&project.argo.artifact_root);
            target.namespace.clone_from(&project.namespace);
            target.kfp_objects = project.kfp.objects.unwrap_or(false);
            target.kfp_experiment.clone_from(&project.kfp.experiment);
            for (setting, given) in [
                (&mut target.kfp_api, &project.kfp.api),
                (&mut target.kfp_timezone, &project.kfp.timezone),
                (&mut target.starter_image, &project.kfp.starter_image),
                (&mut target.alert_secret, &project.prometheus.secret),
            ] {
                if let Some(given) = given {
                    setting.clone_from(given);
                }
            }
            target.owner.clone_from(&project.owner);
            target.rbac = project.argo.rbac.unwrap_or(true);
            target.rules = project.prometheus.kind.and_then(RuleKind::find).unwrap_or_default();
            target.rule_labels.clone_from(&project.prometheus.labels);
            target.spot_provider = project.argo.spot_provider.and_then(SpotProvider::find);
        }
    }

    /// Lays a profile's constants and decorators over the project's.
    pub fn lay_over(&mut self, profile: &Profile) {
        for (name, (value, _)) in &profile.consts {
            self.options.given.insert(name.clone(), GivenValue::Json(value.clone()));
        }
        for target in &mut self.targets {
            if profile.namespace.is_some() {
                target.namespace.clone_from(&profile.namespace);
            }
            target.triggers = profile.triggers.and_then(TriggerState::find).unwrap_or_default();
        }
        self.options.defaults.extend(profile.defaults.iter().cloned());
        self.options.env.extend(profile.env.iter().map(|(module, env)| (module.clone(), env.clone())));
    }
}

/// What came out.
#[derive(Debug, Default)]
pub struct Compiled {
    /// What was read.
    pub sources: SourceMap,
    /// What is wrong, of all phases.
    pub diagnostics: Vec<Diagnostic>,
    /// What to write, pipeline by pipeline, each for every target; empty if there was an error.
    pub products: Vec<Product>,
    /// What the products were made from.
    pub plans: Vec<Plan>,
    /// What starts their runs.
    pub triggers: Vec<Trigger>,
    /// What the pipelines ask of each target, by the capability table.
    pub uses: Vec<(Target, Use)>,
}

impl Compiled {
    /// Whether something is wrong enough that nothing was built.
    pub fn failed(&self) -> bool {
        failed(&self.diagnostics)
    }

    /// Every container image that the pipelines name, and those that the emitters added; sorted, each once.
    pub fn images(&self, targets: &[emit::Options]) -> Vec<String> {
        images::images(&self.plans, &self.products, targets)
    }
}

/// One document and what it was built for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// The engine.
    pub target: Target,
    /// The text.
    pub document: Document,
}

/// Whether there is an error among the diagnostics.
pub fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Compiles; `sources` holds what was read before, such as `mlc.toml`.
pub fn compile(request: &Request, mut sources: SourceMap, loader: &dyn Loader) -> Compiled {
    let (mut modules, mut diagnostics) = modules::load(&request.files, &mut sources, loader);
    if request.project {
        modules.entries = pipelines(&modules);
    }
    if request.project && modules.entries.is_empty() {
        diagnostics.push(errors::nothing_to_build(modules.files.len()));
    }
    let (plans, triggers) = plans(request, modules, &sources, &mut diagnostics);
    let mut products = Vec::new();
    let mut uses = Vec::new();
    for (pipeline, plan) in to_build(&plans, &triggers) {
        let own: Vec<Trigger> = triggers.iter().filter(|trigger| trigger.pipeline == pipeline).cloned().collect();
        for options in &request.targets {
            let mut emitted = match plan {
                Some(plan) => emit::emit(plan, &own, options, &sources),
                None => emit::emit_triggers(pipeline, &own, options, &sources),
            };
            diagnostics.append(&mut emitted.diagnostics);
            uses.extend(emitted.uses.into_iter().map(|one| (options.target, one)));
            products.extend(emitted.documents.into_iter().map(|document| Product { target: options.target, document }));
        }
    }
    if failed(&diagnostics) {
        products.clear();
    }
    Compiled { sources, diagnostics, products, plans, triggers, uses }
}

/// The pipelines to build, and those that are only started.
fn to_build<'a>(plans: &'a [Plan], triggers: &'a [Trigger]) -> Vec<(&'a str, Option<&'a Plan>)> {
    let mut all: Vec<(&str, Option<&Plan>)> = plans.iter().map(|plan| (plan.name.as_str(), Some(plan))).collect();
    for trigger in triggers {
        if !all.iter().any(|(name, _)| *name == trigger.pipeline) {
            all.push((&trigger.pipeline, None));
        }
    }
    all
}

/// What the trees come to: one plan a pipeline to build, and what starts runs; nothing where something is wrong.
fn plans(
    request: &Request,
    modules: Modules,
    sources: &SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Plan>, Vec<Trigger>) {
    let (program, mut reports) = sema::analyse(&modules, sources, &request.options);
    // The trees have done their work; what follows finds room where they stood.
    drop(modules);
    diagnostics.append(&mut reports);
    if failed(diagnostics) {
        return (Vec::new(), Vec::new());
    }
    let plans = program.entries.iter().map(|entry| lower::lower(&program, *entry)).collect();
    let triggers = program.triggers.iter().map(|trigger| lower::trigger(&program, trigger)).collect();
    (plans, triggers)
}

/// The files of a project that build something themselves.
fn pipelines(modules: &Modules) -> Vec<ModuleId> {
    let builds = |module: &&Module| {
        module.ast.items.iter().any(|item| matches!(item.kind, ItemKind::Pipeline(_) | ItemKind::Trigger(_)))
    };
    modules.entries().filter(builds).map(|module| module.id).collect()
}
