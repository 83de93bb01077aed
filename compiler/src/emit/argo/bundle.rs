//! The config map that holds the code of a pipeline's Python components, and the executor that runs it.
//!
//! In: components. Out: one object, named after what is in it.
//! Always holds: the same code has the same name, and other code another one, so that runs under way keep theirs.

use rustc_hash::FxHashMap;

use super::super::python::{EXECUTOR, Place};
use super::code::files;
use super::schema::{Map, Metadata, Object};
use crate::emit::digest;
use crate::emit::names::{Names, kebab};
use crate::plan::{Component, ComponentId, Python};

/// Files of a config map.
#[derive(Debug)]
pub(super) struct Bundle {
    files: Map<String>,
    names: Names,
    known: FxHashMap<ComponentId, String>,
}

impl Default for Bundle {
    fn default() -> Self {
        let mut names = Names::default();
        // `executor.py` stands beside what components are called.
        names.reserve("executor");
        Self { files: Map::default(), names, known: FxHashMap::default() }
    }
}

impl Bundle {
    /// The name under which `component` stands here, without an ending.
    pub(super) fn add(&mut self, id: ComponentId, component: &Component, python: &Python, place: Place<'_>) -> String {
        if let Some(name) = self.known.get(&id) {
            return name.clone();
        }
        let name = self.names.unique(&kebab(&component.name)).to_string();
        self.files.extend(files(component, python, &name, place));
        self.known.insert(id, name.clone());
        name
    }

    /// The object; `None` where there is no code.
    pub(super) fn object(mut self, pipeline: &str, namespace: Option<String>) -> Option<Object> {
        if self.files.is_empty() {
            return None;
        }
        self.files.insert("executor.py".to_owned(), EXECUTOR.to_owned());
        let hash = digest::folded(self.files.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()]));
        let room = 253 - "-code-".len() - 8;
        let base: String = pipeline.chars().take(room).collect();
        let metadata = Metadata { name: format!("{base}-code-{hash:08x}"), namespace, ..Metadata::default() };
        Some(Object {
            api_version: "v1",
            kind: "ConfigMap",
            metadata,
            immutable: true,
            data: self.files,
            ..Object::default()
        })
    }
}
