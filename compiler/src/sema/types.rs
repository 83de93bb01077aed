//! Types: what values and artifacts are.
//!
//! In: nothing. Out: [`Type`] with its text form, its wire form and its look-ups.
//! Always holds: [`Type::Error`] stands for something already reported and never causes a second report.

use std::fmt;
use std::rc::Rc;

use serde_json::Value as Json;
use smol_str::SmolStr;

use crate::plan::{Form, ParamType, Schema, Shape};

/// The type of a value, an artifact or something not yet known to be wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Already reported.
    Error,
    /// `String`
    String,
    /// `Int`
    Int,
    /// `Float`
    Float,
    /// `Bool`
    Bool,
    /// `Json`: anything.
    Json,
    /// `Status`: a `try`'s outcome.
    Status,
    /// `"a" | "b"`
    Enum(Rc<[Json]>),
    /// `List<T>`, of values or artifacts.
    List(Rc<Type>),
    /// `Map<T>`
    Map(Rc<Type>),
    /// `{ a: T }`
    Record(Rc<Record>),
    /// `Dataset`
    Artifact(Rc<Artifact>),
    /// `T?`
    Optional(Rc<Type>),
}

/// A record type.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The name it was declared by.
    pub name: Option<SmolStr>,
    /// Its fields in order.
    pub fields: Vec<RecordField>,
}

/// A field of a record type.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordField {
    /// Its name.
    pub name: SmolStr,
    /// Its type; `T?` may be left out.
    pub ty: Type,
    /// What a literal that leaves it out gets.
    pub default: Option<Json>,
}

/// An artifact type.
#[derive(Debug, Clone, PartialEq)]
pub struct Artifact {
    /// The name it is declared by, and the class of that name in Python.
    pub name: SmolStr,
    /// What it is called on the wire.
    pub schema: Schema,
    /// The type above it; `None` for `Artifact`.
    pub parent: Option<Rc<Artifact>>,
}

/// The artifact types that every file knows, each with the name of its parent.
pub const BUILTIN_ARTIFACTS: &[(&str, &str)] = &[
    ("Dataset", "system.Dataset"),
    ("Model", "system.Model"),
    ("Metrics", "system.Metrics"),
    ("ClassificationMetrics", "system.ClassificationMetrics"),
    ("SlicedClassificationMetrics", "system.SlicedClassificationMetrics"),
    ("HTML", "system.HTML"),
    ("Markdown", "system.Markdown"),
];

impl Artifact {
    /// `Artifact`, above all others.
    pub fn any() -> Self {
        Self {
            name: SmolStr::new_static("Artifact"),
            schema: Schema { title: SmolStr::new_static("system.Artifact"), version: SmolStr::new_static("0.0.1") },
            parent: None,
        }
    }

    /// The built-in type of that name.
    pub fn builtin(name: &str) -> Option<Self> {
        if name == "Artifact" {
            return Some(Self::any());
        }
        BUILTIN_ARTIFACTS.iter().find(|(known, _)| *known == name).map(|(name, title)| Self {
            name: SmolStr::new_static(name),
            schema: Schema { title: SmolStr::new_static(title), version: SmolStr::new_static("0.0.1") },
            parent: Some(Rc::new(Self::any())),
        })
    }

    /// The class's name in Python, with the one of KFP's own above it where it is not KFP's own: `Features(Dataset)`.
    pub fn python(&self) -> SmolStr {
        let own = |artifact: &Self| Self::builtin(&artifact.name).is_some_and(|known| known.schema == artifact.schema);
        let mut above = self;
        while !own(above) {
            match &above.parent {
                Some(parent) => above = parent,
                None => break,
            }
        }
        if own(self) { self.name.clone() } else { SmolStr::from(format!("{}({})", self.name, above.name)) }
    }

    /// Whether this is `other` or below it.
    pub fn is_a(&self, other: &Self) -> bool {
        self.schema == other.schema || self.parent.as_ref().is_some_and(|parent| parent.is_a(other))
    }
}

impl Type {
    /// `List<T>`
    pub fn list(item: Self) -> Self {
        Self::List(Rc::new(item))
    }

    /// `T?`; optional types do not nest.
    #[must_use]
    pub fn optional(self) -> Self {
        match self {
            Self::Optional(_) | Self::Error => self,
            other => Self::Optional(Rc::new(other)),
        }
    }

    /// Without its `?`.
    pub fn required(&self) -> &Self {
        match self {
            Self::Optional(inner) => inner,
            other => other,
        }
    }

    /// Whether it is `T?`.
    pub fn is_optional(&self) -> bool {
        matches!(self, Self::Optional(_))
    }

    /// Whether it is an artifact or a list of them, optional or not.
    pub fn is_artifact(&self) -> bool {
        match self.required() {
            Self::Artifact(_) => true,
            Self::List(item) => item.is_artifact(),
            _ => false,
        }
    }

    /// The artifact type in an artifact or a list of artifacts.
    pub fn artifact(&self) -> Option<&Rc<Artifact>> {
        match self.required() {
            Self::Artifact(artifact) => Some(artifact),
            Self::List(item) => item.artifact(),
            _ => None,
        }
    }

    /// Whether it is a number: `Int`, `Float`, or an enumeration of `Int`s.
    pub fn is_number(&self) -> bool {
        matches!(self.wire(), Some(ParamType::Int | ParamType::Float))
    }

    /// What a value of this type is on the wire; `None` for artifacts.
    pub fn wire(&self) -> Option<ParamType> {
        Some(match self.required() {
            Self::String => ParamType::String,
            Self::Int => ParamType::Int,
            Self::Float => ParamType::Float,
            Self::Bool => ParamType::Bool,
            Self::Enum(values) if values.iter().all(Json::is_number) => ParamType::Int,
            Self::Enum(_) => ParamType::String,
            Self::List(_) if self.is_artifact() => return None,
            Self::List(_) => ParamType::List,
            Self::Json | Self::Map(_) | Self::Record(_) | Self::Error => ParamType::Struct,
            Self::Status => ParamType::Status,
            Self::Artifact(_) => return None,
            Self::Optional(inner) => return inner.wire(),
        })
    }

    /// What a port of this type carries.
    pub fn shape(&self) -> Shape {
        match (self.wire(), self.artifact()) {
            (None, Some(artifact)) => {
                Shape::Artifact { schema: artifact.schema.clone(), list: matches!(self.required(), Self::List(_)) }
            }
            (wire, _) => Shape::Parameter(wire.unwrap_or(ParamType::Struct)),
        }
    }

    /// What a value of this type looks like; of an artifact what is said of it.
    pub fn form(&self) -> Form {
        match self {
            Self::String => Form::String,
            Self::Int => Form::Int,
            Self::Float => Form::Float,
            Self::Bool => Form::Bool,
            Self::Enum(values) => Form::OneOf(values.to_vec()),
            Self::List(item) => Form::List(Box::new(item.form())),
            Self::Map(item) => Form::Map(Box::new(item.form())),
            Self::Record(record) => {
                Form::Record(record.fields.iter().map(|field| (field.name.clone(), field.ty.form())).collect())
            }
            Self::Optional(inner) => Form::Optional(Box::new(inner.form())),
            Self::Artifact(_) => Form::Map(Box::new(Form::Json)),
            Self::Json | Self::Status | Self::Error => Form::Json,
        }
    }

    /// The values an enumeration allows, else nothing.
    pub fn literals(&self) -> Vec<Json> {
        match self.required() {
            Self::Enum(values) => values.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The type as Python's `typing` writes it; for artifacts the class's name.
    pub fn python(&self) -> SmolStr {
        match self {
            Self::String => SmolStr::new_static("str"),
            Self::Int => SmolStr::new_static("int"),
            Self::Float => SmolStr::new_static("float"),
            Self::Bool => SmolStr::new_static("bool"),
            Self::Enum(values) => {
                let values: Vec<String> = values.iter().map(ToString::to_string).collect();
                SmolStr::from(format!("Literal[{}]", values.join(", ")))
            }
            Self::List(item) if matches!(**item, Self::Json | Self::Error) => SmolStr::new_static("list"),
            Self::List(item) => SmolStr::from(format!("List[{}]", item.python())),
            Self::Map(item) if !matches!(**item, Self::Json | Self::Error) => {
                SmolStr::from(format!("Dict[str, {}]", item.python()))
            }
            Self::Json | Self::Map(_) | Self::Record(_) | Self::Error => SmolStr::new_static("dict"),
            Self::Status => SmolStr::new_static("dsl.PipelineTaskFinalStatus"),
            Self::Artifact(artifact) => artifact.python(),
            Self::Optional(inner) => inner.python(),
        }
    }

    /// Whether two types are the same type; both ways of a fit without widening.
    pub fn is_error(&self) -> bool {
        matches!(self.required(), Self::Error)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error => f.write_str("?"),
            Self::String => f.write_str("String"),
            Self::Int => f.write_str("Int"),
            Self::Float => f.write_str("Float"),
            Self::Bool => f.write_str("Bool"),
            Self::Json => f.write_str("Json"),
            Self::Status => f.write_str("Status"),
            Self::Enum(values) => {
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if index == 0 { "" } else { " | " })?;
                }
                Ok(())
            }
            Self::List(item) if **item == Self::Json => f.write_str("List"),
            Self::List(item) => write!(f, "List<{item}>"),
            Self::Map(item) if **item == Self::Json => f.write_str("Map"),
            Self::Map(item) => write!(f, "Map<{item}>"),
            Self::Record(record) => record.fmt(f),
            Self::Artifact(artifact) => f.write_str(&artifact.name),
            Self::Optional(inner) => write!(f, "{inner}?"),
        }
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            return f.write_str(name);
        }
        f.write_str("{")?;
        for (index, field) in self.fields.iter().enumerate() {
            write!(f, "{} {}: {}", if index == 0 { "" } else { "," }, field.name, field.ty)?;
        }
        f.write_str(" }")
    }
}
