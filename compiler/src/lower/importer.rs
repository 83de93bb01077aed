//! `importer(…)`: a leaf of its own, with a port for each part of it that a run knows.
//!
//! In: a checked importer. Out: its component, shared where two are the same, and its task.

use std::rc::Rc;

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::{Lowering, frame};
use crate::plan::{
    self, Callee, Implementation, ImportUri, Importer, Meta, ParamType, Port, Schema, Shape, Source, TaskId, TextPart,
};
use crate::sema::hir::{self, Node, TextPiece, Value, ValueKind};
use crate::sema::layered;
use crate::sema::types::Type;

/// Ports for run-time parts, under construction.
struct Parts {
    ports: Vec<Port>,
    arguments: Vec<(SmolStr, Source)>,
}

impl Lowering<'_> {
    pub(super) fn importer(&mut self, node: &Node, importer: &hir::Importer) -> TaskId {
        let uri = self.source(&importer.uri);
        let constant = importer.uri.as_constant().and_then(Json::as_str).map(str::to_owned);
        let mut parts = Parts { ports: Vec::new(), arguments: Vec::new() };
        parts.ports.push(parameter("uri", ParamType::String));
        parts.arguments.push((SmolStr::new_static("uri"), uri));
        let metadata = match importer.metadata.as_ref().map(|value| self.meta(value, &mut parts)) {
            Some(Meta::Record(fields)) => fields,
            Some(Meta::Constant(Json::Object(map))) => {
                map.into_iter().map(|(key, value)| (vec![TextPart::Text(key)], Meta::Constant(value))).collect()
            }
            _ => Vec::new(),
        };
        let artifact = importer.ty.artifact().map_or_else(
            || Schema { title: "system.Artifact".into(), version: "0.0.1".into() },
            |artifact| artifact.schema.clone(),
        );
        let output = Port {
            shape: Shape::Artifact { schema: artifact.clone(), list: false },
            ..parameter("artifact", ParamType::String)
        };
        let component = plan::Component {
            name: SmolStr::new_static("importer"),
            description: None,
            inputs: parts.ports,
            outputs: vec![output],
            implementation: Implementation::Importer(Importer {
                uri: constant.map_or(ImportUri::Input(SmolStr::new_static("uri")), ImportUri::Constant),
                schema: artifact,
                reimport: importer.reimport,
                metadata,
                workspace: importer.workspace,
            }),
            span: node.span,
        };
        let component = self.share_importer(component);
        let pipeline = &self.program.pipelines[self.current.0 as usize];
        let settings = layered(&pipeline.settings, &node.settings);
        let name = self.top().unique(&node.name);
        let mut task = frame::call(name, Callee::Component(component), Rc::clone(&self.plain), node.span);
        task.arguments = parts.arguments;
        task.policy = settings.policy;
        self.top().push(task)
    }

    fn share_importer(&mut self, component: plan::Component) -> plan::ComponentId {
        let same = self.importers.iter().copied().find(|id| {
            let known = &self.components[id.0 as usize];
            known.inputs == component.inputs && known.implementation == component.implementation
        });
        same.unwrap_or_else(|| {
            let id = self.add_component(component);
            self.importers.push(id);
            id
        })
    }

    /// A value of the metadata, its run-time parts taken in by ports.
    fn meta(&mut self, value: &Value, parts: &mut Parts) -> Meta {
        match &value.kind {
            ValueKind::Constant(json) => Meta::Constant(json.clone()),
            ValueKind::Text(pieces) => Meta::Text(self.parts(pieces, parts)),
            ValueKind::List(items) => Meta::List(items.iter().map(|item| self.meta(item, parts)).collect()),
            ValueKind::Record(fields) => Meta::Record(
                fields
                    .iter()
                    .filter(|(_, value)| !matches!(value.kind, ValueKind::Absent))
                    .map(|(key, value)| (self.parts(key, parts), self.meta(value, parts)))
                    .collect(),
            ),
            _ => Meta::Input(self.part(value, parts)),
        }
    }

    fn parts(&mut self, pieces: &[TextPiece], parts: &mut Parts) -> Vec<TextPart> {
        pieces
            .iter()
            .map(|piece| match piece {
                TextPiece::Text(text) => TextPart::Text(text.clone()),
                TextPiece::Value(value) => TextPart::Input(self.part(value, parts)),
            })
            .collect()
    }

    /// The port that brings a run-time value; one a value.
    fn part(&mut self, value: &Value, parts: &mut Parts) -> SmolStr {
        let source = self.source(value);
        if let Some((name, _)) = parts.arguments.iter().find(|(name, known)| *name != "uri" && *known == source) {
            return name.clone();
        }
        let name = match parts.arguments.len() {
            1 => SmolStr::new_static("metadata"),
            count => SmolStr::from(format!("metadata-{count}")),
        };
        parts.ports.push(parameter(&name, value.ty.wire().unwrap_or(ParamType::String)));
        parts.arguments.push((name.clone(), source));
        name
    }
}

fn parameter(name: &str, ty: ParamType) -> Port {
    Port::new(name.into(), Shape::Parameter(ty), Type::String.python())
}
