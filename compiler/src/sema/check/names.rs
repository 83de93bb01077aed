//! Names of files: what each declares and what it takes from others; names on the cluster.
//!
//! In: the trees. Out: a scope a file, and entries for everything declared, with signatures still to be made.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::imported::PythonFiles;
use super::{Checker, ComponentEntry, ConstEntry, Def, Entry, PipelineEntry, Signature, State, TypeDecl, TypeEntry};
use crate::modules::{Module, ModuleId, Target};
use crate::sema::errors::names as errors;
use crate::sema::hir::{ComponentId, Param, PipelineId};
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{self, ItemKind, UseSource};

/// How a doubled name is reported: the name, its place, the other one's.
type Doubled = fn(&str, Span, Span) -> crate::diag::Diagnostic;

impl<'a> Checker<'a> {
    /// Takes down what every file declares, then what each imports.
    pub(crate) fn collect(&mut self) {
        let modules = self.modules;
        for module in &modules.files {
            self.scopes.push(FxHashMap::default());
            for item in &module.ast.items {
                self.declare(module.id, item);
            }
        }
        let mut files = PythonFiles::default();
        for module in &modules.files {
            for item in &module.ast.items {
                if let ItemKind::Use(decl) = &item.kind {
                    self.import(module, decl, &mut files);
                }
            }
        }
        for module in &modules.files {
            for item in &module.ast.items {
                if matches!(item.kind, ItemKind::Error) {
                    self.unreadable(module.id, item.span);
                }
            }
        }
    }

    /// Takes down the name that a declaration gives which could not be read, so that its uses are not reported.
    fn unreadable(&mut self, module: ModuleId, span: Span) {
        let line = self.sources.text(span).lines().next().unwrap_or("");
        let head = line.split(['(', '=', ':', '{']).next().unwrap_or("");
        let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        for name in head.split(|letter| !is_word(letter)).filter(|word| !word.is_empty()).take(2) {
            self.scopes[module.index()].entry(name.into()).or_insert(Entry { def: Def::Broken, span });
        }
    }

    fn declare(&mut self, module: ModuleId, item: &'a ast::Item) {
        let (name, def) = match &item.kind {
            ItemKind::Const(decl) => {
                self.consts.push(ConstEntry { module, decl, state: State::Waiting });
                (&decl.name, Def::Const(index(self.consts.len())))
            }
            ItemKind::Type(decl) => {
                self.types.push(TypeEntry { module, decl: TypeDecl::Type(decl), state: State::Waiting });
                (&decl.name, Def::Type(index(self.types.len())))
            }
            ItemKind::Artifact(decl) => {
                self.types.push(TypeEntry { module, decl: TypeDecl::Artifact(decl), state: State::Waiting });
                (&decl.name, Def::Type(index(self.types.len())))
            }
            ItemKind::Component(decl) => {
                let id = self.add_component(module, Some((item, decl)), Signature::empty(&decl.name));
                (&decl.name, Def::Component(id))
            }
            ItemKind::Pipeline(decl) => {
                let signature = std::rc::Rc::new(Signature::empty(&decl.name));
                self.pipelines.push(PipelineEntry { module, item, decl, signature, calls: Vec::new() });
                (&decl.name, Def::Pipeline(PipelineId(index(self.pipelines.len()))))
            }
            ItemKind::Trigger(decl) => (&decl.name, Def::Trigger),
            ItemKind::Use(_) | ItemKind::Error => return,
        };
        self.enter_name(module, &name.text, name.span, def, errors::declared_twice);
    }

    /// Takes in a component, declared here or read from elsewhere.
    pub(crate) fn add_component(
        &mut self,
        module: ModuleId,
        decl: Option<(&'a ast::Item, &'a ast::ComponentDecl)>,
        signature: Signature,
    ) -> ComponentId {
        let signature = std::rc::Rc::new(signature);
        self.components.push(ComponentEntry {
            module,
            decl,
            signature,
            checked: None,
            used: false,
            without_image: false,
        });
        ComponentId(index(self.components.len()))
    }

    /// Gives a name to a definition. Two of one name are reported, and neither can be used: one fault, one report.
    fn enter_name(&mut self, module: ModuleId, name: &SmolStr, span: Span, def: Def, report: Doubled) {
        if name.is_empty() {
            // Any name that is not known may be this one's.
            if matches!(def, Def::Component(_) | Def::Pipeline(_)) {
                self.scopes[module.index()].insert(name.clone(), Entry { def: Def::Broken, span });
            }
            return;
        }
        if name == "_" {
            self.report(errors::underscore_used(span));
            return;
        }
        if let Some(entry) = self.scopes[module.index()].get_mut(name) {
            entry.def = Def::Broken;
            let first = entry.span;
            self.report(report(name, span, first));
            return;
        }
        self.scopes[module.index()].insert(name.clone(), Entry { def, span });
    }

    fn import(&mut self, module: &Module, decl: &ast::UseDecl, files: &mut PythonFiles) {
        let target = match &decl.source {
            UseSource::Std(names) => names.last().map_or(Target::Missing, |name| module.target(name.span)),
            UseSource::File(text) | UseSource::Component(text) => module.target(text.span),
        };
        for name in &decl.names {
            let here = name.alias.as_ref().unwrap_or(&name.name);
            let def = match (&decl.source, target) {
                (UseSource::Component(_), Target::Text(text)) => self.read_component(module.id, name, text),
                (UseSource::File(_), Target::Text(text)) => self.read_function(module.id, name, text, files),
                (UseSource::File(_) | UseSource::Std(_), Target::Module(other)) => self.imported(other, &name.name),
                _ => Def::Broken,
            };
            self.enter_name(module.id, &here.text, here.span, def, errors::imported_twice);
        }
    }

    /// What a name of another file means; names are imported from where they are declared.
    fn imported(&mut self, other: ModuleId, name: &ast::Name) -> Def {
        match self.lookup(other, &name.text).map(|entry| entry.def) {
            Some(Def::Trigger) | None => {
                let known = self.names(other, |def| !matches!(def, Def::Trigger | Def::Broken));
                let path = self.modules.get(other).map_or(String::new(), |module| module.path.clone());
                let known = known.iter().map(SmolStr::as_str);
                let report = errors::not_in_module(&name.text, name.span, &path, known);
                self.report(report);
                Def::Broken
            }
            Some(def) => def,
        }
    }

    /// Makes the signatures of all components and pipelines that are declared.
    pub(crate) fn signatures(&mut self) {
        for index in 0..self.components.len() {
            let (module, decl) = (self.components[index].module, self.components[index].decl);
            if let Some((_, decl)) = decl {
                let mut signature = self.signature(module, &decl.name, &decl.inputs, &decl.outputs);
                signature.torn |= decl.torn;
                self.components[index].signature = std::rc::Rc::new(signature);
            }
        }
        for index in 0..self.pipelines.len() {
            let (module, decl) = (self.pipelines[index].module, self.pipelines[index].decl);
            let mut signature = self.signature(module, &decl.name, &decl.inputs, &decl.outputs);
            signature.torn |= decl.torn;
            self.pipelines[index].signature = std::rc::Rc::new(signature);
        }
    }

    fn signature(
        &mut self,
        module: ModuleId,
        name: &ast::Name,
        inputs: &'a [ast::ParamDecl],
        written: &'a ast::Outputs,
    ) -> Signature {
        let written_inputs = inputs.len();
        let inputs = self.params(module, inputs);
        let mut torn = inputs.len() < written_inputs;
        let mut outputs = match written {
            ast::Outputs::None => Vec::new(),
            ast::Outputs::Single(ty) => vec![Param {
                name: SmolStr::new_static("Output"),
                ty: self.ty(module, ty),
                default: None,
                path: false,
                description: None,
                span: ty.span,
            }],
            ast::Outputs::Named(params) => {
                let outputs = self.params(module, params);
                torn |= outputs.len() < params.len();
                outputs
            }
        };
        for output in outputs.iter_mut().filter(|output| output.ty.is_optional() && !output.ty.is_error()) {
            let span = type_span(written, &output.name).unwrap_or(output.span);
            self.report(crate::sema::errors::types::optional_output(span));
            output.ty = output.ty.required().clone();
        }
        Signature { name: name.text.clone(), span: name.span, inputs, outputs, torn }
    }

    fn params(&mut self, module: ModuleId, decls: &'a [ast::ParamDecl]) -> Vec<Param> {
        let mut params: Vec<Param> = Vec::with_capacity(decls.len());
        for decl in decls {
            if let Some(first) = params.iter().find(|param| param.name == decl.name.text) {
                let first = first.span;
                self.report(errors::declared_twice(&decl.name.text, decl.name.span, first));
                continue;
            }
            let ty = self.ty(module, &decl.ty);
            let default = decl.default.as_ref().and_then(|expr| self.constant(module, expr, &ty));
            let failed = decl.default.is_some() && default.is_none() && !ty.is_optional();
            params.push(Param {
                name: decl.name.text.clone(),
                ty: if failed { Type::Error.optional() } else { ty },
                default,
                path: decl.path.is_some(),
                description: decl.doc.as_ref().map(|doc| doc.text.clone()),
                span: decl.name.span,
            });
        }
        params
    }
}

impl Signature {
    /// A signature still to be made.
    fn empty(name: &ast::Name) -> Self {
        Self { name: name.text.clone(), span: name.span, inputs: Vec::new(), outputs: Vec::new(), torn: false }
    }
}

/// Where the type of an output is written.
fn type_span(outputs: &ast::Outputs, name: &str) -> Option<Span> {
    match outputs {
        ast::Outputs::Named(params) => params.iter().find(|param| param.name.text == name).map(|param| param.ty.span),
        _ => None,
    }
}

fn index(len: usize) -> u32 {
    u32::try_from(len.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// A name as Kubernetes likes it: lower-case letters, digits and `-`, at most 63 of them, a letter or digit at its ends.
pub(crate) fn kebab(name: &str) -> SmolStr {
    if name.len() <= 63 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return SmolStr::from(name);
    }
    let mut kebab = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter.to_ascii_lowercase() {
            letter if letter.is_ascii_alphanumeric() => kebab.push(letter),
            _ if kebab.is_empty() || kebab.ends_with('-') => {}
            _ => kebab.push('-'),
        }
    }
    let kebab = kebab.trim_end_matches('-');
    if kebab.is_empty() {
        return SmolStr::new_static("x");
    }
    if kebab.len() <= 63 {
        return SmolStr::from(kebab);
    }
    SmolStr::from(format!("{}-{:08x}", kebab[..54].trim_end_matches('-'), stable_hash(name)))
}

/// FNV-1a: the same on every machine and in every version.
fn stable_hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn names_become_dns_labels() {
        assert_eq!(kebab("train_model"), "train-model");
        assert_eq!(kebab("_Train__Model_"), "train-model");
        assert_eq!(kebab("___"), "x");
        let long = kebab(&"very_long_name_".repeat(10));
        assert!(long.len() <= 63 && long != kebab(&"very_long_name_".repeat(11)));
    }
}
