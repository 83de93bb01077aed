//! Importers: an artifact that lies somewhere already is handed on as it is, without a pod.
//!
//! In: an [`Importer`]. Out: a DAG whose input has that place, and which does nothing.
//! Always holds: nothing is copied; who takes the artifact reads it from where it lies.

use super::expression::{decoded, member, text};
use super::leaves::{S3, place};
use super::metadata;
use super::schema::{Arguments, Artifact, Bucket, Dag, Parameter, Task, Template, ValueFrom};
use super::translate::Translator;
use crate::emit::{capabilities, errors};
use crate::plan::{Component, ImportUri, Importer, Meta, TextPart};
use crate::source::Span;

impl Translator<'_> {
    /// The template of an importer.
    pub(super) fn importer(&mut self, component: &Component, importer: &Importer, span: Span) -> Template {
        let name = component.outputs.first().map_or("artifact", |port| port.name.as_str()).to_owned();
        let mut artifact = Artifact { name: name.clone(), ..Artifact::default() };
        let uri = match &importer.uri {
            ImportUri::Constant(uri) => {
                if !place(&mut artifact, uri) {
                    self.refuse(&capabilities::IMPORTER, errors::import_scheme(uri, span));
                }
                text(uri)
            }
            ImportUri::Input(input) => {
                // The bucket and the key of `s3://bucket/key`, which Argo asks for by themselves.
                let uri = decoded(&format!("inputs.parameters{}", member(input)));
                artifact.s3 = Some(Bucket {
                    endpoint: Some(S3.to_owned()),
                    bucket: Some(format!("{{{{=split({uri}, '/')[2]}}}}")),
                    key: format!("{{{{=join(split({uri}, '/')[3:], '/')}}}}"),
                });
                uri
            }
        };
        let described = described(importer, &uri);
        let mut inputs = super::dags::inputs(&component.inputs, str::to_owned);
        inputs.artifacts.push(artifact);
        let handed = Artifact {
            name: name.clone(),
            from: Some(format!("{{{{inputs.artifacts.{name}}}}}")),
            ..Artifact::default()
        };
        let from = ValueFrom { expression: Some(described), ..ValueFrom::default() };
        let told = Parameter { name: metadata(&name), value_from: Some(from), ..Parameter::default() };
        let template = self.idle_template();
        let tasks = vec![Task { name: "nothing".to_owned(), template, ..Task::default() }];
        Template {
            inputs,
            outputs: Arguments { parameters: vec![told], artifacts: vec![handed] },
            dag: Some(Dag { tasks, ..Dag::default() }),
            ..Template::default()
        }
    }
}

/// The expression for the artifact's metadata on the wire.
fn described(importer: &Importer, uri: &str) -> String {
    let schema = importer.schema.to_string();
    let metadata: Vec<String> =
        importer.metadata.iter().map(|(key, value)| format!("{}: {}", json_key(key), meta(value))).collect();
    let parts = format!(
        "'name': 'artifact', 'type': {}, 'uri': {uri}, 'metadata': {{{} }}",
        text(&schema),
        metadata.join(", ")
    );
    super::expression::cleaned(&format!("toJson({{{parts} }})"))
}

/// A key of a map; expressions take one that is put together in parentheses.
fn json_key(parts: &[TextPart]) -> String {
    match parts {
        [TextPart::Text(key)] => text(key),
        _ => format!("({})", joined(parts)),
    }
}

fn joined(parts: &[TextPart]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            TextPart::Text(part) => text(part),
            TextPart::Input(name) => decoded(&format!("inputs.parameters{}", member(name))),
        })
        .collect();
    if parts.is_empty() { "''".to_owned() } else { parts.join(" + ") }
}

fn meta(value: &Meta) -> String {
    match value {
        Meta::Constant(value) => super::expression::literal(value),
        Meta::Input(name) => decoded(&format!("inputs.parameters{}", member(name))),
        Meta::Text(parts) => joined(parts),
        Meta::List(items) => format!("[{}]", items.iter().map(meta).collect::<Vec<_>>().join(", ")),
        Meta::Record(fields) => {
            let fields: Vec<_> =
                fields.iter().map(|(key, value)| format!("{}: {}", json_key(key), meta(value))).collect();
            format!("{{{} }}", fields.join(", "))
        }
    }
}
