//! Components: from a declaration to what runs in the container.
//!
//! In: a component's declaration, its signature and its file's decorators. Out: [`hir::Component`].

use std::rc::Rc;

use super::body::Body;
use super::container::Container;
use super::decorator::{self, Layer, layered};
use super::{Checker, Signature};
use crate::diag::did_you_mean;
use crate::foreign::body::{PythonText, check_body, check_file};
use crate::foreign::signature::{PySignature, compare};
use crate::foreign::{Origin, errors as foreign_errors, returns};
use crate::modules::{ModuleId, Target};
use crate::plan::{Implementation, Port, Python, PythonCode};
use crate::sema::decorators::{Place, find};
use crate::sema::errors::{tasks as errors, types as type_errors};
use crate::sema::hir::{self, Param, PythonSettings};
use crate::syntax::ast::{self, ComponentBody, StrPiece};

/// What the decorators of a list come to at a place, checked in `module`.
pub(crate) fn layer<'d>(
    checker: &mut Checker<'_>,
    module: ModuleId,
    decorators: impl Iterator<Item = &'d ast::Decorator>,
    place: Place,
) -> Layer {
    let mut layer = Layer::default();
    let mut body = Body::constants(checker, module);
    for decorator in decorators {
        decorator::apply(&decorator.name, &decorator.args, decorator.span, place, &mut layer, &mut body);
    }
    layer
}

/// Words that can't be names in Python (`keyword.kwlist`), without those that are none in this language either.
const PYTHON_KEYWORDS: &[&str] = &[
    "False", "None", "True", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "except", "from", "global", "import", "is", "lambda", "nonlocal", "pass", "raise", "while", "with", "yield",
];

/// The port of a parameter.
pub(crate) fn port(param: &Param) -> Port {
    Port {
        name: param.name.clone(),
        shape: param.ty.shape(),
        literals: param.ty.literals(),
        optional: param.may_be_left_out(),
        default: param.default.clone(),
        description: param.description.clone(),
        path: param.path,
        python: param.ty.python(),
    }
}

impl<'a> Checker<'a> {
    /// Checks one declared component.
    pub(crate) fn check_component(&mut self, index: usize) {
        let entry = &self.components[index];
        let Some((item, decl)) = entry.decl else { return };
        let (module, signature) = (entry.module, Rc::clone(&entry.signature));
        let base = Rc::clone(&self.file_settings[module.index()]);
        let mut own = item.decorators.iter().filter(|decorator| decorator.name.text != "engine").peekable();
        let (settings, python) = match own.peek() {
            None => (Rc::clone(&self.plain), base.python.clone()),
            Some(_) => {
                let own = layer(self, module, own, Place::Component).settings;
                let python = layered(&base, &own).python;
                (Rc::new(own), python)
            }
        };
        let engine = item.decorators.iter().find(|decorator| decorator.name.text == "engine");
        let implementation = match engine {
            Some(decorator) => self.engine(module, decorator),
            None => self.implementation(module, decl, &signature, &python),
        };
        self.components[index].checked = Some(hir::Component {
            name: signature.name.clone(),
            description: item.doc.as_ref().map(|doc| doc.text.clone()),
            inputs: signature.inputs.clone(),
            outputs: signature.outputs.clone(),
            implementation,
            base,
            settings,
            span: signature.span,
        });
    }

    /// `@engine(create_pvc)`: work that an engine does itself; in the standard library only.
    fn engine(&mut self, module: ModuleId, decorator: &ast::Decorator) -> Implementation {
        let name = decorator.args.first().map_or("", |arg| self.sources.text(arg.value.span));
        let is_std = self.modules.get(module).is_some_and(crate::modules::Module::is_std);
        match name {
            "create_pvc" if is_std => Implementation::CreatePvc,
            "delete_pvc" if is_std => Implementation::DeletePvc,
            _ => {
                let report = crate::sema::errors::names::wrong_kind(
                    "engine",
                    decorator.name.span,
                    "for the standard library",
                    "a decorator of yours",
                );
                self.report(report);
                Implementation::Container { command: Vec::new(), args: Vec::new() }
            }
        }
    }

    fn implementation(
        &mut self,
        module: ModuleId,
        decl: &'a ast::ComponentDecl,
        signature: &Signature,
        python: &PythonSettings,
    ) -> Implementation {
        if matches!(decl.body, ComponentBody::PythonFence(_) | ComponentBody::PythonRef(_)) {
            let names = signature.inputs.iter().chain(&signature.outputs).map(|param| (&param.name, param.span));
            for (name, span) in names.chain([(&signature.name, signature.span)]) {
                if PYTHON_KEYWORDS.contains(&name.as_str()) {
                    self.report(crate::sema::errors::names::python_keyword(name, span));
                }
            }
        }
        match &decl.body {
            _ if signature.torn => Implementation::Container { command: Vec::new(), args: Vec::new() },
            ComponentBody::Container { fields, span } => {
                let mut body = Body::constants(self, module);
                let (command, args) = Container::new(&mut body, signature).check(fields, *span);
                Implementation::Container { command, args }
            }
            ComponentBody::PythonFence(fence) => {
                let code = self.fence(module, fence, signature);
                let place = if matches!(code, PythonCode::Module(_)) { fence.body } else { fence.span };
                Implementation::Python(python_component(&signature.name, code, place, python))
            }
            ComponentBody::PythonRef(text) => self.python_reference(module, text, signature, python),
            ComponentBody::Error => Implementation::Container { command: Vec::new(), args: Vec::new() },
        }
    }

    fn fence(&mut self, module: ModuleId, fence: &ast::Fence, signature: &Signature) -> PythonCode {
        if self.modules.get(module).is_some_and(crate::modules::Module::is_std) {
            return PythonCode::Body(fence.text.clone());
        }
        let source = self.sources.get(fence.span.file).map_or("", |file| file.text.as_str());
        let origin = Origin::fence(fence.body, source, &fence.text);
        let (text, reports) = check_body(&fence.text, origin, &signature.name);
        self.reports.extend(reports);
        match text {
            PythonText::Module(python) => {
                self.compare_signature(signature, &python);
                PythonCode::Module(fence.text.clone())
            }
            PythonText::Body { returns: found, .. } => {
                let outputs: Vec<Port> = signature.outputs.iter().map(port).collect();
                self.reports.extend(returns::check(&outputs, &found));
                PythonCode::Body(fence.text.clone())
            }
            PythonText::Error => PythonCode::Body(fence.text.clone()),
        }
    }

    /// Reports where a function does not agree with the declaration that it works for.
    fn compare_signature(&mut self, signature: &Signature, python: &PySignature) {
        let inputs: Vec<Port> = signature.inputs.iter().map(port).collect();
        let outputs: Vec<Port> = signature.outputs.iter().map(port).collect();
        for mismatch in compare(&inputs, &outputs, python).iter().filter(|mismatch| !mismatch.adaptable) {
            let declared = signature
                .inputs
                .iter()
                .chain(&signature.outputs)
                .find(|param| param.name == mismatch.name)
                .map_or(signature.span, |param| param.span);
            self.report(foreign_errors::signature_mismatch(mismatch, declared));
        }
        self.reports.extend(returns::check(&outputs, &python.returns));
    }

    /// `python "./train.py::fit"`, `python "acme.train::main"`
    fn python_reference(
        &mut self,
        module: ModuleId,
        text: &ast::StrLit,
        signature: &Signature,
        python: &PythonSettings,
    ) -> Implementation {
        let written = match text.pieces.as_slice() {
            [StrPiece::Text(written)] => written.as_str(),
            _ => {
                self.report(type_errors::not_constant(text.span, "where a function is"));
                return Implementation::Container { command: Vec::new(), args: Vec::new() };
            }
        };
        let (path, function) = written.split_once("::").unwrap_or((written, signature.name.as_str()));
        if !path.contains('/') && !path.contains(".py") {
            let code = PythonCode::Installed(path.to_owned());
            return Implementation::Python(python_component(function, code, text.span, python));
        }
        let target = self.modules.get(module).map(|module| module.target(text.span));
        let Some(Target::Text(file)) = target else {
            return Implementation::Container { command: Vec::new(), args: Vec::new() };
        };
        let source = self.sources.get(file).map_or("", |file| file.text.as_str());
        let (read, reports) = check_file(source, Origin::file(file), function, text.span);
        self.reports.extend(reports);
        if let PythonText::Module(found) = &read {
            self.compare_signature(signature, found);
        }
        Implementation::Python(python_component(
            function,
            PythonCode::Module(source.to_owned()),
            crate::source::Span::new(file, 0, 0),
            python,
        ))
    }

    /// Whether a decorator of the component, its file or the project was to give it an image; what is wrong with that
    /// was reported.
    fn tried_an_image(&self, entry: &super::ComponentEntry) -> bool {
        let file = self.modules.get(entry.module).map(|module| &module.ast.decorators);
        let own = entry.decl.map(|(item, _)| &item.decorators);
        let given = self.options.defaults.iter();
        own.into_iter().chain(file).flatten().chain(given).any(|decorator| {
            let name = decorator.name.text.as_str();
            name == "image" || (find(name).is_none() && did_you_mean(name, ["image"]).is_some())
        })
    }

    /// Reports components that some task runs without an image.
    pub(crate) fn check_images(&mut self) {
        let missing: Vec<(crate::source::Span, String)> = self
            .components
            .iter()
            .filter(|entry| entry.without_image && !self.tried_an_image(entry))
            .map(|entry| (entry.signature.span, entry.signature.name.to_string()))
            .collect();
        for (span, name) in missing {
            self.report(errors::no_image(span, &name));
        }
    }
}

fn python_component(function: &str, code: PythonCode, place: crate::source::Span, settings: &PythonSettings) -> Python {
    Python {
        function: function.into(),
        code,
        packages: settings.packages.clone().unwrap_or_default(),
        pip_index: settings.pip_index.clone().unwrap_or_default(),
        pip_trusted_hosts: settings.pip_trusted_hosts.clone().unwrap_or_default(),
        use_venv: settings.use_venv.unwrap_or(false),
        install_kfp: settings.install_kfp.unwrap_or(true),
        kfp_version: settings.kfp_version.clone(),
        executable: settings.executable.clone(),
        place,
    }
}
