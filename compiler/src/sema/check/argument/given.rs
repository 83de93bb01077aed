//! Checked arguments, by name.
//!
//! In: made by [`super::bind`]. Out: read by those who fold a decorator or source.

use indexmap::IndexMap;
use serde_json::Value as Json;
use smol_str::SmolStr;

use crate::sema::decorators::Signature;
use crate::sema::hir::{PipelineId, Value};
use crate::sema::types::Type;
use crate::source::Span;

/// A checked value of an argument.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    /// Wrong, and reported.
    Error,
    /// `none`
    Absent,
    /// Text of the form that was asked for.
    Text(String),
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A duration.
    Seconds(u64),
    /// A value that may be known only at run time.
    Value(Value),
    /// A list.
    List(Vec<Given>),
    /// A record with keys of the user's own.
    Map(IndexMap<String, Given>),
    /// A record with known fields, or a call of that signature.
    Call(Box<Bound>),
    /// A type.
    Type(Type),
    /// A pipeline.
    Pipeline(PipelineId),
}

/// The checked arguments of one call.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    signature: &'static Signature,
    span: Span,
    failed: bool,
    given: IndexMap<&'static str, (Given, Span)>,
    rest: Vec<RestGiven>,
}

/// An argument that the signature does not name.
#[derive(Debug, Clone)]
pub(crate) struct RestGiven {
    /// Its name, where such arguments have names.
    pub name: Option<(SmolStr, Span)>,
    /// What it is.
    pub given: Given,
    /// Where.
    pub span: Span,
}

impl Bound {
    pub(super) fn new(signature: &'static Signature, span: Span) -> Self {
        Self { signature, span, failed: false, given: IndexMap::new(), rest: Vec::new() }
    }

    pub(super) fn push(&mut self, name: &'static str, given: Given, span: Span) {
        self.failed |= matches!(given, Given::Error);
        self.given.insert(name, (given, span));
    }

    pub(super) fn push_rest(&mut self, name: Option<(SmolStr, Span)>, given: Given, span: Span) {
        self.failed |= matches!(given, Given::Error);
        self.rest.push(RestGiven { name, given, span });
    }

    pub(super) fn fail(&mut self) {
        self.failed = true;
    }

    /// Whether something of it was reported.
    pub(crate) fn failed(&self) -> bool {
        self.failed
    }

    /// What was called.
    pub(crate) fn signature(&self) -> &'static Signature {
        self.signature
    }

    /// The call.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// Arguments in source order, with their places.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'static str, &Given, Span)> {
        self.given.iter().map(|(name, (given, span))| (*name, given, *span))
    }

    /// Arguments that the signature does not name, in source order.
    pub(crate) fn rest(&self) -> &[RestGiven] {
        &self.rest
    }

    /// The argument of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&Given> {
        self.given.get(name).map(|(given, _)| given)
    }

    /// Where the argument of that name stands; the call if it is not given.
    pub(crate) fn place(&self, name: &str) -> Span {
        self.given.get(name).map_or(self.span, |(_, span)| *span)
    }

    /// Text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.get(name).and_then(Given::text)
    }

    /// `true`, `false`
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            Some(Given::Bool(value)) => Some(*value),
            _ => None,
        }
    }

    /// A whole number.
    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        match self.get(name) {
            Some(Given::Int(value)) => Some(*value),
            _ => None,
        }
    }

    /// A whole number that its bounds keep small.
    pub(crate) fn count(&self, name: &str) -> Option<u32> {
        self.int(name).and_then(|value| u32::try_from(value).ok())
    }

    /// A number.
    pub(crate) fn float(&self, name: &str) -> Option<f64> {
        match self.get(name) {
            Some(Given::Float(value)) => Some(*value),
            _ => None,
        }
    }

    /// A duration.
    pub(crate) fn seconds(&self, name: &str) -> Option<u64> {
        match self.get(name) {
            Some(Given::Seconds(value)) => Some(*value),
            _ => None,
        }
    }

    /// A value that may be known only at run time.
    pub(crate) fn value(&self, name: &str) -> Option<Value> {
        match self.get(name) {
            Some(Given::Value(value)) => Some(value.clone()),
            _ => None,
        }
    }

    /// A list of texts, empty where not given.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        self.get(name).map(Given::texts).unwrap_or_default()
    }

    /// The texts given beyond named arguments.
    pub(crate) fn rest_texts(&self) -> Vec<String> {
        self.rest.iter().filter_map(|one| one.given.text()).collect()
    }

    /// A record of texts, empty where not given.
    pub(crate) fn map(&self, name: &str) -> IndexMap<String, String> {
        match self.get(name) {
            Some(Given::Map(entries)) => {
                entries.iter().filter_map(|(key, given)| Some((key.clone(), given.text()?))).collect()
            }
            _ => IndexMap::new(),
        }
    }

    /// Records of known fields.
    pub(crate) fn records(&self, name: &str) -> Vec<&Bound> {
        match self.get(name) {
            Some(Given::List(items)) => items.iter().filter_map(Given::call).collect(),
            _ => Vec::new(),
        }
    }
}

impl Given {
    /// Text.
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// A list's texts.
    pub(crate) fn texts(&self) -> Vec<String> {
        match self {
            Self::List(items) => items.iter().filter_map(Self::text).collect(),
            _ => Vec::new(),
        }
    }

    /// A call or a record of known fields.
    pub(crate) fn call(&self) -> Option<&Bound> {
        match self {
            Self::Call(bound) => Some(bound),
            _ => None,
        }
    }

    /// The constant as JSON; `None` for what is no constant.
    pub(crate) fn json(&self) -> Option<Json> {
        Some(match self {
            Self::Text(text) => Json::from(text.as_str()),
            Self::Bool(value) => Json::from(*value),
            Self::Int(value) => Json::from(*value),
            Self::Float(value) => Json::from(*value),
            Self::Seconds(value) => Json::from(*value),
            Self::List(items) => Json::Array(items.iter().filter_map(Self::json).collect()),
            Self::Map(entries) => {
                Json::Object(entries.iter().filter_map(|(key, given)| Some((key.clone(), given.json()?))).collect())
            }
            Self::Value(value) => value.as_constant()?.clone(),
            Self::Error | Self::Absent | Self::Call(_) | Self::Type(_) | Self::Pipeline(_) => return None,
        })
    }
}
