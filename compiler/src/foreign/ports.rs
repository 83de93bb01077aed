//! The ports that KFP gives a decorated function.
//!
//! In: its signature. Out: inputs and outputs in KFP's order, with defaults and descriptions.
//! Always holds: a port without a type that KFP has is an error at its annotation, and so is a default whose value is
//! not known or does not fit.

use ruff_python_ast::StmtFunctionDef;
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::{
    docstring::{self, Docstring},
    errors,
    python::PythonFile,
    python_types::{PyArtifact, PyKind, PyPath, PyType},
    signature::{PyParam, PyResult, PySignature},
};
use crate::{
    diag::Diagnostic,
    plan::{ParamType, Port, Shape},
    source::Span,
};

/// The interface of a function.
#[derive(Debug, Default)]
pub struct Ports {
    /// What its docstring says before the sections.
    pub description: Option<String>,
    /// Inputs in the parameters' order.
    pub inputs: Vec<Port>,
    /// Outputs: those written through parameters, then those returned.
    pub outputs: Vec<Port>,
}

/// The interface of a function; of a container component if `container`.
pub fn of(
    file: &PythonFile,
    function: &StmtFunctionDef,
    signature: &PySignature,
    container: bool,
) -> Result<Ports, Vec<Diagnostic>> {
    let doc = signature.doc.as_deref().unwrap_or("");
    let (about, about_results) = (docstring::parse(doc), docstring::parse_results(doc));
    let mut maker = Maker { container, diagnostics: Vec::new() };
    let mut ports = Ports { description: about.description.clone(), ..Ports::default() };
    for param in &signature.params {
        match &param.kind {
            PyKind::Output(_) | PyKind::OutputPath(_) => {
                ports.outputs.extend(maker.port(&param.name, &param.kind, param.span, &about_results, true));
            }
            PyKind::Embedded => {}
            _ => ports.inputs.extend(maker.input(param, &about)),
        }
    }
    for param in [&function.parameters.vararg, &function.parameters.kwarg].into_iter().flatten() {
        maker.refuse(file.span(&**param), "`*args` and `**kwargs` have no type in KFP");
    }
    maker.results(signature, &about_results, &mut ports.outputs);
    if maker.diagnostics.is_empty() { Ok(ports) } else { Err(maker.diagnostics) }
}

struct Maker {
    container: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Maker {
    fn refuse(&mut self, at: Span, why: &str) {
        self.diagnostics.push(errors::annotation_unreadable(at, why));
    }

    fn input(&mut self, param: &PyParam, about: &Docstring) -> Option<Port> {
        let port = self.port(&param.name, &param.kind, param.span, about, false)?;
        if let Some(span) = param.unreadable_default {
            self.diagnostics.push(errors::default_unreadable(span, &param.name, "is not known before Python runs"));
            return None;
        }
        if let Some(default) = &param.default
            && !default_fits(&port, default)
        {
            self.diagnostics.push(errors::default_unreadable(
                param.default_span.unwrap_or(param.span),
                &param.name,
                "does not fit its type",
            ));
            return None;
        }
        let status = port.shape == Shape::Parameter(ParamType::Status);
        Some(Port { optional: param.optional || status, default: param.default.clone(), ..port })
    }

    fn port(&mut self, name: &str, kind: &PyKind, at: Span, about: &Docstring, output: bool) -> Option<Port> {
        if output && matches!(kind, PyKind::Input(artifact) | PyKind::Output(artifact) if artifact.list) {
            self.refuse(at, "KFP makes a list of artifacts by a loop, not by a component");
            return None;
        }
        let path = matches!(kind, PyKind::InputPath(_) | PyKind::OutputPath(_));
        let port = |shape, python: &SmolStr, literals: &[Json]| Port {
            name: name.into(),
            shape,
            literals: literals.to_vec(),
            optional: false,
            default: None,
            description: about.param(name).map(str::to_owned),
            path,
            python: python.clone(),
        };
        match kind {
            PyKind::Parameter(ty)
            | PyKind::InputPath(PyPath::Parameter(ty))
            | PyKind::OutputPath(PyPath::Parameter(ty)) => {
                let PyType { ty, literals, spelled } = ty;
                Some(port(Shape::Parameter(*ty), spelled, literals))
            }
            PyKind::Input(PyArtifact { wrapped: false, .. }) if self.container => {
                self.refuse(at, "a container component's artifacts are `Input[…]` or `Output[…]`");
                None
            }
            PyKind::Input(artifact)
            | PyKind::Output(artifact)
            | PyKind::InputPath(PyPath::Artifact(artifact))
            | PyKind::OutputPath(PyPath::Artifact(artifact)) => {
                let shape = Shape::Artifact { schema: artifact.schema.clone(), list: artifact.list };
                Some(port(shape, &artifact.class, &[]))
            }
            PyKind::Status => Some(port(Shape::Parameter(ParamType::Status), &"PipelineTaskFinalStatus".into(), &[])),
            PyKind::TaskConfig => {
                self.refuse(at, "`TaskConfig` takes over settings of the task");
                None
            }
            PyKind::Missing => {
                self.refuse(at, &format!("`{name}` has no annotation"));
                None
            }
            PyKind::Unknown(text) => {
                self.refuse(at, &format!("KFP has no type for `{text}`"));
                None
            }
            PyKind::Embedded => None,
        }
    }

    fn results(&mut self, signature: &PySignature, about: &Docstring, outputs: &mut Vec<Port>) {
        match &signature.result {
            PyResult::Missing | PyResult::None(_) => {}
            // A container component may say that it returns a `ContainerSpec`.
            _ if self.container => {}
            PyResult::Single(kind, span) => outputs.extend(self.port("Output", kind, *span, about, true)),
            PyResult::Named { fields, .. } => {
                for (name, kind, span) in fields {
                    outputs.extend(self.port(name, kind, *span, about, true));
                }
            }
            PyResult::Unknown(span) => self.refuse(*span, "KFP has no type for this result"),
        }
    }
}

fn default_fits(port: &Port, default: &Json) -> bool {
    match &port.shape {
        Shape::Parameter(ParamType::String) => default.is_string(),
        Shape::Parameter(ParamType::Int) => default.is_i64(),
        Shape::Parameter(ParamType::Float) => default.is_number(),
        Shape::Parameter(ParamType::Bool) => default.is_boolean(),
        Shape::Parameter(ParamType::List) => default.is_array(),
        Shape::Parameter(ParamType::Struct) => default.is_object(),
        Shape::Parameter(ParamType::Status) | Shape::Artifact { .. } => false,
    }
}
