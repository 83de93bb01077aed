//! The order of checking, and which pipelines are built.
//!
//! In: all modules and the call's options. Out: the checked program and what is wrong.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::body::{Binding, Body, Local, Mode};
use super::component::layer;
use super::decorator::{Layer, layered};
use super::{Checker, Def, trigger};
use crate::diag::Diagnostic;
use crate::modules::{ModuleId, Modules};
use crate::sema::Options;
use crate::sema::decorators::Place;
use crate::sema::errors::{given, names as name_errors, triggers as trigger_errors};
use crate::sema::hir::{self, NodeKind, PipelineId, Program};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::{self, ExprKind, ItemKind};

/// Checks all modules.
pub(crate) fn check(modules: &Modules, sources: &SourceMap, options: &Options) -> (Program, Vec<Diagnostic>) {
    let mut checker = Checker {
        modules,
        sources,
        options,
        scopes: Vec::with_capacity(modules.files.len()),
        consts: Vec::new(),
        types: Vec::new(),
        components: Vec::new(),
        pipelines: Vec::new(),
        reports: Vec::new(),
        depth: 0,
        row: 0,
        copied: 0,
        defaults: Layer::default(),
        file_settings: Vec::new(),
        plain: Rc::default(),
    };
    checker.collect();
    checker.declarations();
    checker.layers();
    let program = checker.bodies();
    checker.reports.extend(super::decorator::required_env::check(&program));
    (program, super::repeats::once(checker.reports))
}

impl Checker<'_> {
    /// Works out every type, constant and signature, so that each fault in them is told though nothing uses it.
    fn declarations(&mut self) {
        for index in 0..self.types.len() {
            let span = match self.types[index].decl {
                super::TypeDecl::Type(decl) => decl.name.span,
                super::TypeDecl::Artifact(decl) => decl.name.span,
            };
            self.declared_type(u32::try_from(index).unwrap_or(u32::MAX), span);
        }
        for index in 0..self.consts.len() {
            let span = self.consts[index].decl.name.span;
            self.const_value(u32::try_from(index).unwrap_or(u32::MAX), span);
        }
        let known: Vec<&str> = self.consts.iter().map(|entry| entry.decl.name.text.as_str()).collect();
        let unknown: Vec<Diagnostic> = self
            .options
            .given
            .keys()
            .filter(|name| !known.contains(&name.as_str()))
            .map(|name| given::unknown_const(name, &known))
            .collect();
        self.reports.extend(unknown);
        self.signatures();
    }

    fn layers(&mut self) {
        let first = ModuleId(0);
        let options = self.options;
        if !self.modules.files.is_empty() {
            self.defaults = layer(self, first, options.defaults.iter(), Place::Defaults);
        }
        let modules = self.modules;
        for module in &modules.files {
            let given = layer(self, module.id, options.env.get(&module.path).into_iter(), Place::File);
            let own = layer(self, module.id, module.ast.decorators.iter(), Place::File);
            let settings = layered(&layered(&self.defaults.settings, &given.settings), &own.settings);
            self.file_settings.push(Rc::new(settings));
        }
    }

    fn bodies(&mut self) -> Program {
        let mut program = Program::default();
        for index in 0..self.components.len() {
            self.check_component(index);
        }
        for index in 0..self.pipelines.len() {
            let id = PipelineId(u32::try_from(index).unwrap_or(u32::MAX));
            program.pipelines.push(self.check_pipeline(id));
        }
        let recursive = self.check_recursion();
        self.check_cluster_names(&program);
        program.triggers = self.triggers();
        self.check_trigger_names(&program);
        program.entries = self.entries(&mut program);
        for pipeline in &program.pipelines {
            self.find_images(&pipeline.body, &pipeline.settings);
            if let Some(finally) = &pipeline.finally {
                self.find_images(&finally.body, &pipeline.settings);
            }
        }
        self.check_images();
        if recursive {
            program.entries.clear();
        }
        program.components = self.components.iter_mut().filter_map(|entry| entry.checked.take()).collect();
        program
    }

    /// Notes which components are run without an image by some task.
    fn find_images(&mut self, block: &hir::Block, pipeline: &hir::Settings) {
        for node in &block.nodes {
            match &node.kind {
                NodeKind::Task { component, .. } => {
                    let entry = &mut self.components[component.0 as usize];
                    let Some(checked) = &entry.checked else { continue };
                    let needs = matches!(
                        checked.implementation,
                        crate::plan::Implementation::Python(_) | crate::plan::Implementation::Container { .. }
                    );
                    let layers = [&checked.base, &checked.settings, &node.settings];
                    let has = layers.iter().any(|layer| layer.pod.image.is_some()) || pipeline.pod.image.is_some();
                    entry.without_image |= needs && !has;
                }
                NodeKind::If { branches } => {
                    branches.iter().for_each(|branch| self.find_images(&branch.body, pipeline));
                }
                NodeKind::For(block) => self.find_images(&block.body, pipeline),
                NodeKind::Try { body, finally } => {
                    self.find_images(body, pipeline);
                    self.find_images(&finally.body, pipeline);
                }
                _ => {}
            }
        }
    }

    /// Two entry pipelines must not become one on the cluster.
    fn check_cluster_names(&mut self, program: &Program) {
        let mut seen: Vec<(&str, &hir::Pipeline)> = Vec::new();
        let mut reports = Vec::new();
        for (entry, pipeline) in self.pipelines.iter().zip(&program.pipelines) {
            if !self.modules.is_entry(entry.module) {
                continue;
            }
            let name = pipeline.cluster_name.as_str();
            match seen.iter().find(|(known, _)| *known == name) {
                Some((_, first)) if first.name != pipeline.name => {
                    let report =
                        name_errors::names_collide(&first.name, &pipeline.name, name, pipeline.span, first.span);
                    reports.push(report);
                }
                _ => seen.push((name, pipeline)),
            }
        }
        self.reports.extend(reports);
    }

    /// Two triggers must not become one on the cluster.
    fn check_trigger_names(&mut self, program: &Program) {
        let mut seen: FxHashMap<String, Span> = FxHashMap::default();
        for trigger in &program.triggers {
            let pipeline = &program.pipelines[trigger.pipeline.0 as usize].cluster_name;
            let name = format!("{pipeline}-{}", crate::sema::kebab(&trigger.name));
            match seen.get(&name) {
                // Twice the same name in one file was reported where names are taken down.
                Some(first)
                    if self.sources.text(*first) != self.sources.text(trigger.span)
                        || first.file != trigger.span.file =>
                {
                    self.report(trigger_errors::names_collide(&name, *first, trigger.span));
                }
                Some(_) => {}
                None => {
                    seen.insert(name, trigger.span);
                }
            }
        }
    }

    fn triggers(&mut self) -> Vec<hir::Trigger> {
        let mut triggers = Vec::new();
        let modules = self.modules;
        for module in modules.entries() {
            for item in &module.ast.items {
                if let ItemKind::Trigger(decl) = &item.kind
                    && let Some(trigger) = self.check_trigger(module.id, item, decl)
                {
                    triggers.push(trigger);
                }
            }
        }
        triggers
    }

    fn check_trigger(&mut self, module: ModuleId, item: &ast::Item, decl: &ast::TriggerDecl) -> Option<hir::Trigger> {
        let own = layer(self, module, item.decorators.iter(), Place::Trigger);
        let mut body = Body::new(self, module, Mode::Trigger);
        let sources = trigger::check(decl, &mut body);
        if own.trigger.cooldown.is_some() {
            let named = item.decorators.iter().find(|decorator| decorator.name.text == "cooldown");
            for source in sources.iter().filter(|source| source.name == "schedule") {
                let cooldown = named.map_or(source.span, |decorator| decorator.span);
                body.cx.report(trigger_errors::cooldown_of_schedule(source.span, cooldown));
            }
        }
        let event = Body::event_value(trigger::event_type(&sources), decl.source.span);
        body.enter();
        if let Some(frame) = body.frames.last_mut() {
            let binding = Binding { local: Local::Value(event), node: None, span: decl.source.span };
            frame.insert("event".into(), binding);
        }
        let (name, args, span) = match &decl.target.kind {
            ExprKind::Call(callee, args) => match &callee.kind {
                ExprKind::Name(name) => (name, args.as_slice(), callee.span),
                _ => return None,
            },
            ExprKind::Name(name) => (name, [].as_slice(), decl.target.span),
            _ => return None,
        };
        let id = match body.cx.lookup(module, name).map(|entry| entry.def) {
            Some(Def::Pipeline(id)) => id,
            Some(Def::Broken) => return None,
            Some(def) => {
                body.cx.report(name_errors::wrong_kind(name, span, def.kind(), "a pipeline"));
                return None;
            }
            None if body.cx.has_nameless(module) => return None,
            None => {
                let known = body.cx.names(module, |def| matches!(def, Def::Pipeline(_)));
                let known: Vec<&str> = known.iter().map(smol_str::SmolStr::as_str).collect();
                body.cx.report(name_errors::unknown_name(name, span, known));
                return None;
            }
        };
        let signature = body.cx.pipeline(id);
        if signature.torn {
            return None;
        }
        let arguments = body.arguments(&signature, args, decl.target.span);
        for input in signature.inputs.iter().filter(|input| input.ty.is_artifact() && !input.ty.is_optional()) {
            let ty = &input.ty;
            body.cx.report(crate::sema::errors::types::artifact_as_value(input.span, ty, "a trigger's arguments"));
        }
        Some(hir::Trigger {
            name: decl.name.text.clone(),
            description: item.doc.as_ref().map(|doc| doc.text.clone()),
            pipeline: id,
            arguments,
            sources,
            cooldown: own.trigger.cooldown,
            concurrency: own.trigger.concurrency.unwrap_or_default(),
            enabled: own.trigger.enabled.unwrap_or(true),
            span: decl.name.span,
        })
    }

    /// The pipelines to build: the one that was asked for, those that no other pipeline of the files calls, or a step
    /// made of the only component.
    fn entries(&mut self, program: &mut Program) -> Vec<PipelineId> {
        let is_entry = |module: ModuleId| self.modules.is_entry(module);
        let ids = (0..self.pipelines.len()).map(|index| PipelineId(u32::try_from(index).unwrap_or(u32::MAX)));
        let declared: Vec<PipelineId> = ids.filter(|id| is_entry(self.pipelines[id.0 as usize].module)).collect();
        if let Some(wanted) = &self.options.pipeline {
            let matches = |id: &&PipelineId| {
                let pipeline = &program.pipelines[id.0 as usize];
                pipeline.name == wanted.as_str() || pipeline.cluster_name == *wanted
            };
            if let Some(id) = declared.iter().find(matches) {
                return vec![*id];
            }
            let known: Vec<&str> = declared.iter().map(|id| program.pipelines[id.0 as usize].name.as_str()).collect();
            let report = given::unknown_pipeline(wanted, &known);
            self.report(report);
            return Vec::new();
        }
        if declared.is_empty() {
            return self.single_component(program);
        }
        let called: FxHashSet<PipelineId> = declared
            .iter()
            .flat_map(|id| self.pipelines[id.0 as usize].calls.iter().map(|(called, _)| *called))
            .collect();
        declared.into_iter().filter(|id| !called.contains(id)).collect()
    }

    /// A file with one component and no pipeline is a pipeline of one step.
    fn single_component(&mut self, program: &mut Program) -> Vec<PipelineId> {
        let declared: Vec<usize> = (0..self.components.len())
            .filter(|index| {
                let entry = &self.components[*index];
                self.modules.is_entry(entry.module) && entry.decl.is_some()
            })
            .collect();
        let [only] = declared.as_slice() else { return Vec::new() };
        let Some(component) = self.components[*only].checked.clone() else { return Vec::new() };
        let entry = &mut self.components[*only];
        entry.used = true;
        entry.without_image |= component.base.pod.image.is_none() && component.settings.pod.image.is_none();
        let id = hir::ComponentId(u32::try_from(*only).unwrap_or(u32::MAX));
        program.pipelines.push(super::pipeline::of_component(id, &component, self.defaults.run.clone()));
        vec![PipelineId(u32::try_from(program.pipelines.len() - 1).unwrap_or(u32::MAX))]
    }
}
