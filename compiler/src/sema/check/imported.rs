//! Components that exist elsewhere: `use "./components.py".{train}`, `use component "x.yaml" as x`.
//!
//! In: an import and the text it leads to. Out: a component like a declared one.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::{Checker, Def, Signature};
use crate::diag::Diagnostic;
use crate::foreign::python::PythonFile;
use crate::foreign::{self, Origin, component_yaml, components_py};
use crate::modules::ModuleId;
use crate::plan::policy::EnvValue;
use crate::plan::{ParamType, Port, Shape};
use crate::sema::hir::{self, Param, Settings, Value};
use crate::sema::types::{Artifact, BUILTIN_ARTIFACTS, Type};
use crate::source::{FileId, Span};
use crate::syntax::ast;

/// Python files that were parsed, so that each is parsed once for all names that are taken from it.
pub(crate) type PythonFiles = FxHashMap<FileId, Option<PythonFile>>;

impl Checker<'_> {
    /// `use "./components.py".{train}`
    pub(crate) fn read_function(
        &mut self,
        module: ModuleId,
        name: &ast::UseName,
        text: FileId,
        files: &mut PythonFiles,
    ) -> Def {
        let sources = self.sources;
        let reports = &mut self.reports;
        let file = files.entry(text).or_insert_with(|| {
            let source = sources.get(text).map_or("", |file| file.text.as_str());
            match PythonFile::parse(source, Origin::file(text)) {
                Ok(file) => Some(file),
                Err(report) => {
                    reports.push(*report);
                    None
                }
            }
        });
        let Some(file) = file else { return Def::Broken };
        let read = components_py::component(file, &name.name.text, name.name.span);
        self.take_foreign(module, name, read)
    }

    /// `use component "x.yaml" as x`
    pub(crate) fn read_component(&mut self, module: ModuleId, name: &ast::UseName, text: FileId) -> Def {
        let sources = self.sources;
        let source = sources.get(text).map_or("", |file| file.text.as_str());
        let read = component_yaml::read(source, &Origin::file(text));
        self.take_foreign(module, name, read)
    }

    fn take_foreign(
        &mut self,
        module: ModuleId,
        name: &ast::UseName,
        (component, reports): (Option<foreign::Component>, Vec<Diagnostic>),
    ) -> Def {
        self.reports.extend(reports);
        let Some(component) = component else { return Def::Broken };
        let span = name.name.span;
        let param = |port: &Port| param(port, component.span);
        let inputs: Vec<Param> = component.inputs.iter().map(param).collect();
        let outputs: Vec<Param> = component.outputs.iter().map(param).collect();
        let signature = Signature {
            name: name.name.text.clone(),
            span,
            inputs: inputs.clone(),
            outputs: outputs.clone(),
            torn: false,
        };
        let id = self.add_component(module, None, signature);
        let mut settings = Settings::default();
        settings.pod.image =
            component.image.map(|image| Value::constant(Json::String(image), Type::String, component.span));
        for (variable, text) in component.env {
            settings.pod.env.insert(variable, EnvValue::Text(text));
        }
        self.components[id.0 as usize].checked = Some(hir::Component {
            name: component.name,
            description: component.description,
            inputs,
            outputs,
            implementation: component.implementation,
            base: Rc::default(),
            settings: Rc::new(settings),
            span: component.span,
        });
        Def::Component(id)
    }
}

/// A port as the parameter that it would be if it were declared here.
fn param(port: &Port, span: Span) -> Param {
    let ty = match &port.shape {
        _ if !port.literals.is_empty() => Type::Enum(port.literals.clone().into()),
        Shape::Parameter(ty) => match ty {
            ParamType::String => Type::String,
            ParamType::Int => Type::Int,
            ParamType::Float => Type::Float,
            ParamType::Bool => Type::Bool,
            ParamType::List => Type::list(Type::Json),
            ParamType::Struct => Type::Json,
            ParamType::Status => Type::Status,
        },
        Shape::Artifact { schema, list } => {
            let builtin = BUILTIN_ARTIFACTS.iter().find(|(_, title)| *title == schema.title);
            let builtin = builtin.and_then(|(name, _)| Artifact::builtin(name));
            let artifact = match builtin {
                Some(artifact) => artifact,
                None if schema.title == "system.Artifact" => Artifact::any(),
                None => Artifact {
                    name: port.python.clone(),
                    schema: schema.clone(),
                    parent: Some(Rc::new(Artifact::any())),
                },
            };
            let artifact = Type::Artifact(Rc::new(artifact));
            if *list { Type::list(artifact) } else { artifact }
        }
    };
    let optional = port.optional && port.default.is_none();
    Param {
        name: port.name.clone(),
        ty: if optional { ty.optional() } else { ty },
        default: port.default.clone(),
        path: port.path,
        description: port.description.clone(),
        span,
    }
}
