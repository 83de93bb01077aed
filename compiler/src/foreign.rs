//! Reading what exists: Python functions, `@dsl.component`s, `component.yaml`, compiled KFP pipelines.
//!
//! In: texts and where they stand. Out: components, signatures and facts as data, diagnostics that point into the text
//! that was read. Always holds: nothing is executed, no file is opened, and no input makes a reader panic, overflow the
//! stack or take more than bounded time.

pub mod agreement;
pub mod body;
pub mod component_yaml;
pub mod components_py;
pub mod constants;
pub mod container;
pub mod docstring;
pub mod errors;
pub mod ir;
pub mod names;
pub mod origin;
pub mod placeholder;
pub mod ports;
pub mod python;
pub mod python_types;
pub mod returns;
pub mod settings;
pub mod signature;
pub mod surroundings;
pub mod yaml;
pub mod yaml_scalar;

pub use origin::Origin;

use smol_str::SmolStr;

use crate::{
    plan::{Implementation, Port},
    source::Span,
};

/// A component that was read from a file that is not mlc's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// The function's name, or the name that the file gives it.
    pub name: SmolStr,
    /// What the file says of it.
    pub description: Option<String>,
    /// What it takes.
    pub inputs: Vec<Port>,
    /// What it makes.
    pub outputs: Vec<Port>,
    /// How.
    pub implementation: Implementation,
    /// The image, where the file names one; always `None` for a whole pipeline.
    pub image: Option<String>,
    /// Environment variables that the file sets.
    pub env: Vec<(SmolStr, String)>,
    /// The place in the file that declares it.
    pub span: Span,
}
