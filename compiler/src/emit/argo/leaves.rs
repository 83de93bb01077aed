//! Leaf components: the template of one, with all that its pod needs.
//!
//! In: a component, and a task that calls it. Out: a template.
//! Always holds: tasks whose pods look alike share a template; a container's values are never part of a command that a
//! shell reads, unless the source says so.

use smol_str::SmolStr;

use super::super::python::Place;
use super::dags;
use super::expression::{member, text};
use super::lists::is_list;
use super::metadata;
use super::schema::{Arguments, Artifact, Bucket, Container, Metadata, Parameter, Raw, Template, ValueFrom};
use super::translate::Translator;
use super::words::Leaf;
use crate::emit::errors;
use crate::plan::{Component, ComponentId, DagId, Implementation, Port, Python, Shape, Task, TaskId, Word};
use crate::source::Span;

/// Where a pod writes what it makes.
pub(super) const WORK: &str = "/mlc/work";

/// Where a pod finds artifacts.
pub(super) const INPUTS: &str = "/mlc/inputs";

/// What the executor puts the pod's name for.
const POD: &str = "{pod}";

/// Where Amazon's S3 is.
pub(super) const S3: &str = "s3.amazonaws.com";

/// Where a pod finds the values of a Python component.
const VALUES: &str = "/mlc/inputs.json";

impl<'a> Translator<'a> {
    /// The template for a task that calls `id`, made where none looks like it.
    pub(super) fn leaf(&mut self, id: ComponentId, task: &Task, place: (DagId, TaskId)) -> String {
        let component = self.plan.component(id);
        let mut template = match &component.implementation {
            Implementation::Python(python) => self.python((id, component), python, task, place),
            Implementation::Container { command, args } => self.program(component, (command, args), task, place),
            Implementation::Importer(importer) => self.importer(component, importer, task.span),
            Implementation::CreatePvc => super::volumes::create(component),
            Implementation::DeletePvc => super::volumes::delete(component),
            Implementation::Approval { message, timeout } => self.gate(component, message, *timeout),
            // Refused by the capability table.
            Implementation::Ir { .. } => Template::default(),
        };
        template.metadata.annotations.extend(self.annotations(component.span));
        let look = format!("{} {}", id.0, serde_json::to_string(&template).unwrap_or_default());
        if let Some(name) = self.leaves.get(&look) {
            return name.clone();
        }
        let name = self.names.unique(&crate::emit::names::kebab(&component.name)).to_string();
        template.name.clone_from(&name);
        self.leaves.insert(look, name.clone());
        self.add(template);
        name
    }

    /// A Python component: the executor reads its values as data and calls the function.
    fn python(
        &mut self,
        (id, component): (ComponentId, &Component),
        python: &Python,
        task: &Task,
        at: (DagId, TaskId),
    ) -> Template {
        let name = self.code.add(id, component, python, Place::of(python, self.sources));
        let mut template = self.base(component, at);
        let values = Artifact {
            name: "mlc-inputs".to_owned(),
            path: Some(VALUES.to_owned()),
            raw: Some(Raw { data: values(component, self.root(), self.lists.of(at.0, at.1)) }),
            ..Artifact::default()
        };
        template.inputs.artifacts.push(values);
        let executable = python.executable.clone().unwrap_or_else(|| "python3".to_owned());
        template.container = Some(Container {
            command: vec![executable, "/mlc/code/executor.py".to_owned()],
            args: vec![format!("/mlc/code/{name}.json"), VALUES.to_owned()],
            ..Container::default()
        });
        self.pod(&mut template, task, super::words::Patch::default(), true);
        template
    }

    /// A program of the image.
    fn program(
        &mut self,
        component: &Component,
        (command, args): (&[Word], &[Word]),
        task: &Task,
        at: (DagId, TaskId),
    ) -> Template {
        let mut template = self.base(component, at);
        let (container, patch) = self.command(Leaf { component, at, span: task.span }, command, args);
        template.container = Some(container);
        self.pod(&mut template, task, patch, false);
        template
    }

    /// What every leaf with a pod has: its ports.
    fn base(&mut self, component: &Component, at: (DagId, TaskId)) -> Template {
        let mut inputs = dags::inputs(&component.inputs, str::to_owned);
        for port in component.inputs.iter().filter(|port| is_list(port)) {
            inputs.artifacts.push(self.folder(&port.name));
        }
        for artifact in &mut inputs.artifacts {
            artifact.path = Some(format!("{INPUTS}/{}", artifact.name));
        }
        let mut outputs = Arguments::default();
        for port in &component.outputs {
            self.output(port, self.lists.list(at, &port.name), &mut outputs);
        }
        let mut metadata = Metadata::default();
        if let Some(description) = &component.description {
            metadata.annotations.insert("mlc/description".to_owned(), crate::emit::text::calm(description));
        }
        Template { metadata, inputs, outputs, ..Template::default() }
    }

    /// The folder of a list's artifacts, which its metadata names; nothing for an empty one.
    fn folder(&self, port: &str) -> Artifact {
        let described = format!("fromJSON(inputs.parameters{})", member(&metadata(port)));
        let list = format!("(len({described}) == 0 ? 'none' : {described}[0].list)");
        let lists = text(&format!("/{}", super::lists::prefix("")));
        let key = format!("{{{{=workflow.uid + {lists} + {list}}}}}");
        let mut artifact = Artifact { name: port.to_owned(), optional: true, ..Artifact::default() };
        super::lists::keep(&mut artifact, self.root(), &key);
        artifact.archive = None;
        artifact
    }

    fn output(&self, port: &Port, list: Option<&str>, outputs: &mut Arguments) {
        let path = format!("{WORK}/{}", port.name);
        let Shape::Artifact { schema, .. } = &port.shape else {
            let from = ValueFrom { path: Some(path), ..ValueFrom::default() };
            outputs.parameters.push(Parameter {
                name: port.name.to_string(),
                value_from: Some(from),
                ..Parameter::default()
            });
            return;
        };
        let root = self.root();
        let uri = self.uri(&port.name, list).unwrap_or_default();
        let mut artifact = Artifact { name: port.name.to_string(), path: Some(path.clone()), ..Artifact::default() };
        if root.is_some() || list.is_some() {
            super::lists::keep(&mut artifact, root, &key(&port.name, list));
        }
        let entry = list.map(|list| format!(",\"list\":\"{list}\",\"path\":\"{{{{pod.name}}}}\"")).unwrap_or_default();
        outputs.artifacts.push(artifact);
        let title = serde_json::Value::from(schema.to_string());
        let name = serde_json::Value::from(port.name.as_str());
        let default = format!("{{\"name\":{name},\"type\":{title},\"uri\":\"{uri}\",\"metadata\":{{}}{entry} }}");
        let from =
            ValueFrom { path: Some(format!("{path}.metadata.json")), default: Some(default), ..ValueFrom::default() };
        outputs.parameters.push(Parameter {
            name: metadata(&port.name),
            value_from: Some(from),
            ..Parameter::default()
        });
    }

    /// Where the output artifact `port` will lie, with the pod's own tags in it.
    pub(super) fn uri(&self, port: &str, list: Option<&str>) -> Option<String> {
        self.root().map(|root| format!("{root}/{}", key(port, list)))
    }

    /// Where artifacts are kept, if that is known.
    pub(super) fn root(&self) -> Option<&'a str> {
        self.options.artifact_root.as_deref().map(|root| root.trim_end_matches('/'))
    }

    /// A task that only a person ends.
    fn gate(&mut self, component: &Component, message: &str, timeout: Option<u64>) -> Template {
        let base = crate::emit::names::kebab(&component.name);
        let asked = self.names.unique(&format!("{base}-answer")).to_string();
        let refused = self.names.unique(&format!("{base}-refused")).to_string();
        let gate = super::approval::gate(&asked, &refused, message, timeout, &self.options.helper_image);
        for template in gate.parts {
            self.add(template);
        }
        gate.whole
    }

    /// Reports a URI that is known to nobody.
    pub(super) fn need_root(&mut self, span: Span) {
        if self.root().is_none() {
            self.report(errors::no_uri(span));
        }
    }
}

/// The key of an output artifact, with tags of its pod in it.
fn key(port: &str, list: Option<&str>) -> String {
    match list {
        Some(list) => format!("{{{{workflow.uid}}}}/{}/{{{{pod.name}}}}", super::lists::prefix(list)),
        None => format!("{{{{workflow.uid}}}}/{{{{pod.name}}}}/{port}"),
    }
}

/// Gives `artifact` the place `uri`; false where Argo does not read its scheme.
pub(super) fn place(artifact: &mut Artifact, uri: &str) -> bool {
    let bucket = |rest: &str| {
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        Bucket { endpoint: None, bucket: Some(bucket.to_owned()), key: key.to_owned() }
    };
    if let Some(rest) = uri.strip_prefix("s3://") {
        artifact.s3 = Some(Bucket { endpoint: Some(S3.to_owned()), ..bucket(rest) });
    } else if let Some(rest) = uri.strip_prefix("gs://") {
        artifact.gcs = Some(bucket(rest));
    } else if uri.starts_with("http://") || uri.starts_with("https://") {
        artifact.http = Some(super::schema::Http { url: uri.to_owned() });
    } else {
        return false;
    }
    true
}

/// The file of values: one expression, so that no value is put into text by Argo.
fn values(component: &Component, root: Option<&str>, lists: &[(SmolStr, String)]) -> String {
    let entry = |name: &SmolStr, parameter: &str| format!("{}: inputs.parameters{}", text(name), member(parameter));
    let (artifacts, parameters): (Vec<&Port>, Vec<&Port>) =
        component.inputs.iter().partition(|port| port.is_artifact());
    let parameters: Vec<String> = parameters.iter().map(|port| entry(&port.name, &port.name)).collect();
    let artifacts: Vec<String> = artifacts.iter().map(|port| entry(&port.name, &metadata(&port.name))).collect();
    let mut parts = vec![
        format!("'parameters': {{{}}}", parameters.join(", ")),
        format!("'artifacts': {{{}}}", artifacts.join(", ")),
    ];
    if let Some(root) = root {
        let uris: Vec<String> = component
            .outputs
            .iter()
            .filter(|port| port.is_artifact())
            .map(|port| {
                let list = lists.iter().find(|(name, _)| *name == port.name);
                let end = match list {
                    Some((_, list)) => format!("/{}/{POD}", super::lists::prefix(list)),
                    None => format!("/{POD}/{}", port.name),
                };
                let root = text(&format!("{root}/"));
                format!("{}: {root} + workflow.uid + {}", text(&port.name), text(&end))
            })
            .collect();
        parts.push(format!("'uris': {{{}}}", uris.join(", ")));
    }
    if !lists.is_empty() {
        let lists: Vec<String> = lists.iter().map(|(port, list)| format!("{}: {}", text(port), text(list))).collect();
        parts.push(format!("'lists': {{{}}}", lists.join(", ")));
    }
    format!("{{{{=toJson({{{} }})}}}}", parts.join(", "))
}
