//! Forms: what a value from outside must look like, beyond what it is on the wire.
//!
//! In: made by `sema` of a type. Out: read by emitters that can check a value before a run begins.

use std::fmt;

use serde_json::Value as Json;
use smol_str::SmolStr;

/// What a value must look like.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// Anything.
    Json,
    /// Text.
    String,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// A truth value.
    Bool,
    /// One of these texts or of these whole numbers.
    OneOf(Vec<Json>),
    /// A list of such.
    List(Box<Form>),
    /// An object whose values are such.
    Map(Box<Form>),
    /// An object of just these fields.
    Record(Vec<(SmolStr, Form)>),
    /// Such a value, or none.
    Optional(Box<Form>),
}

/// As the type is written in the language.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json => f.write_str("Json"),
            Self::String => f.write_str("String"),
            Self::Int => f.write_str("Int"),
            Self::Float => f.write_str("Float"),
            Self::Bool => f.write_str("Bool"),
            Self::OneOf(values) => {
                let values: Vec<String> = values.iter().map(ToString::to_string).collect();
                f.write_str(&values.join(" | "))
            }
            Self::List(item) if **item == Self::Json => f.write_str("List"),
            Self::List(item) => write!(f, "List<{item}>"),
            Self::Map(item) if **item == Self::Json => f.write_str("Map"),
            Self::Map(item) => write!(f, "Map<{item}>"),
            Self::Record(fields) => {
                let fields: Vec<String> = fields.iter().map(|(name, form)| format!("{name}: {form}")).collect();
                write!(f, "{{ {} }}", fields.join(", "))
            }
            Self::Optional(form) => write!(f, "{form}?"),
        }
    }
}
