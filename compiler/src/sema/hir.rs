//! The program after checking: names resolved, types known, defaults filled in, still in the shape of the source.
//!
//! In: made by `sema/check`. Out: read by `lower`, lints and the editor's services.
//! Always holds where no error was reported: every value fits where it stands; a [`NodeId`] in a value is of a node that
//! is visible there; nodes stand in an order in which each comes after all that it uses.

use std::rc::Rc;

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::types::Type;
use crate::plan::{self, Key, RunField};
use crate::source::Span;

/// All that was declared, of every file.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Components, of all files, in an order that is the same for the same sources.
    pub components: Vec<Component>,
    /// Pipelines, likewise.
    pub pipelines: Vec<Pipeline>,
    /// Triggers of the entry files.
    pub triggers: Vec<Trigger>,
    /// The pipelines to build.
    pub entries: Vec<PipelineId>,
}

/// A place in [`Program::components`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComponentId(pub u32);

/// A place in [`Program::pipelines`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PipelineId(pub u32);

/// A task or block; unique in its pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// An input of a component or pipeline, or an output.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: SmolStr,
    /// Its type.
    pub ty: Type,
    /// What it is where the caller leaves it out.
    pub default: Option<Json>,
    /// `path name: T`
    pub path: bool,
    /// `/// …`
    pub description: Option<String>,
    /// Its declaration.
    pub span: Span,
}

impl Param {
    /// Whether a caller may leave it out.
    pub fn may_be_left_out(&self) -> bool {
        self.default.is_some() || self.ty.is_optional()
    }
}

/// A checked component.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its name as declared.
    pub name: SmolStr,
    /// `/// …`
    pub description: Option<String>,
    /// What it takes.
    pub inputs: Vec<Param>,
    /// What it makes; `Output` if it has one without a name.
    pub outputs: Vec<Param>,
    /// How.
    pub implementation: plan::Implementation,
    /// What its file's and the project's decorators say; constants only.
    pub base: Rc<Settings>,
    /// What its own decorators say; constants only.
    pub settings: Rc<Settings>,
    /// The name in its declaration.
    pub span: Span,
}

/// A checked pipeline.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// Its name as declared.
    pub name: SmolStr,
    /// Its name on the cluster.
    pub cluster_name: String,
    /// `/// …`, or the file's `//! …` if it is the file's only pipeline.
    pub description: Option<String>,
    /// What it takes.
    pub inputs: Vec<Param>,
    /// What it yields.
    pub outputs: Vec<Param>,
    /// Its tasks; its value agrees with `outputs` in number and order.
    pub body: Block,
    /// What runs at its end.
    pub finally: Option<Finally>,
    /// Settings of the run.
    pub config: plan::RunConfig,
    /// Defaults for the pods and policies of its tasks.
    pub settings: Rc<Settings>,
    /// The name in its declaration.
    pub span: Span,
}

/// What decorators and modifiers say of a task, as layers are laid over each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Its pod.
    pub pod: plan::Pod<Value>,
    /// Its retry, cache and the like.
    pub policy: plan::Policy,
    /// Its name on the engine, instead of its name in the source.
    pub name: Option<SmolStr>,
    /// `role(…)`
    pub role: Option<Role>,
    /// Packages and interpreter of Python components.
    pub python: PythonSettings,
    /// `requires_env(…)`: variables that some layer must set.
    pub requires_env: Vec<SmolStr>,
}

/// `packages`, `pip_index` and `python(…)`: each `None` where not said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PythonSettings {
    /// Packages for pip.
    pub packages: Option<Vec<String>>,
    /// Index URLs, the first instead of pip's own.
    pub pip_index: Option<Vec<String>>,
    /// Hosts that pip trusts without TLS.
    pub pip_trusted_hosts: Option<Vec<String>>,
    /// The interpreter.
    pub executable: Option<String>,
    /// Whether packages go into a virtual environment.
    pub use_venv: Option<bool>,
    /// Whether the `kfp` package is installed at the start.
    pub install_kfp: Option<bool>,
    /// Which version of it.
    pub kfp_version: Option<String>,
}

/// `role(…)`: what part in MLOps practice a task plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Checks data.
    Validate,
    /// Makes a model.
    Train,
    /// Measures a model.
    Evaluate,
    /// Records a model in a registry.
    Register,
    /// Moves an alias or stage.
    Promote,
    /// Puts a model into service.
    Deploy,
    /// Tells people.
    Notify,
}

/// Statements of a block, checked.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// Tasks and inner blocks, in source order.
    pub nodes: Vec<Node>,
    /// What the block yields, by name; empty if nothing.
    pub value: Vec<(SmolStr, Value)>,
}

/// `finally(status) { … }`
#[derive(Debug, Clone)]
pub struct Finally {
    /// Its tasks. [`ValueKind::Status`] in them is the outcome.
    pub body: Block,
    /// Where it stands.
    pub span: Span,
}

/// A task or a block.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its id.
    pub id: NodeId,
    /// Its name: the `let` name, or made from what it calls; kebab-case, unique in its block.
    pub name: SmolStr,
    /// What it is.
    pub kind: NodeKind,
    /// What it yields, by name.
    pub outputs: Vec<Output>,
    /// `.after(…)`
    pub after: Vec<NodeId>,
    /// Whether another node waits for this one or uses its value.
    pub awaited: bool,
    /// Its own modifiers, over the component's settings.
    pub settings: Rc<Settings>,
    /// The call, or the block's head.
    pub span: Span,
}

/// One output of a node.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// Its name.
    pub name: SmolStr,
    /// Its type.
    pub ty: Type,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// A call of a component.
    Task {
        /// What is called.
        component: ComponentId,
        /// Arguments by input; what is left out is not there.
        arguments: Vec<(SmolStr, Value)>,
    },
    /// A call of a pipeline.
    SubPipeline {
        /// What is called.
        pipeline: PipelineId,
        /// Arguments by input; what is left out is not there.
        arguments: Vec<(SmolStr, Value)>,
    },
    /// `importer(T, uri, …)`
    Importer(Box<Importer>),
    /// `approve("…", timeout = d)`
    Approve {
        /// What the person is asked.
        message: String,
        /// Seconds until it counts as rejected.
        timeout: Option<u64>,
    },
    /// `if c { } else if d { } else { }`
    If {
        /// Conditions and what runs where the first that holds is theirs; the last has none if it is the `else`.
        branches: Vec<Branch>,
    },
    /// `for x in list { }`
    For(Box<For>),
    /// `try { } finally(status) { }`
    Try {
        /// The first block.
        body: Block,
        /// The second.
        finally: Finally,
    },
}

/// A built-in importer's call.
#[derive(Debug, Clone)]
pub struct Importer {
    /// The artifact's type.
    pub ty: Type,
    /// Where it lies.
    pub uri: Value,
    /// Import again though the URI is known.
    pub reimport: bool,
    /// Metadata to record: a record with run-time parts.
    pub metadata: Option<Value>,
    /// Download into the workspace.
    pub workspace: bool,
}

/// One branch of an `if`.
#[derive(Debug, Clone)]
pub struct Branch {
    /// Its condition, without those before it; `None` for `else`.
    pub condition: Option<plan::Formula<Value>>,
    /// What runs. Its value agrees in number and order with the node's outputs, if the node has any.
    pub body: Block,
    /// Where it stands.
    pub span: Span,
}

/// `for x in list parallel n { }`
#[derive(Debug, Clone)]
pub struct For {
    /// The name of the item.
    pub item: SmolStr,
    /// Its type.
    pub item_ty: Type,
    /// What is looped over.
    pub items: Items,
    /// How many run at once.
    pub parallel: Option<u32>,
    /// What runs for each.
    pub body: Block,
}

/// What a loop runs over.
#[derive(Debug, Clone)]
pub enum Items {
    /// A list of values or of artifacts.
    List(Value),
    /// `range(n)`
    Range(Value),
}

/// A value with its type and place.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Where it comes from.
    pub kind: ValueKind,
    /// What it is.
    pub ty: Type,
    /// Where it stands.
    pub span: Span,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// Already reported.
    Error,
    /// A constant.
    Constant(Json),
    /// `none`
    Absent,
    /// An input of the pipeline.
    Input(SmolStr),
    /// An output of a task or block.
    Output(NodeId, SmolStr),
    /// The item of a `for`.
    Item(NodeId),
    /// The outcome of the `try` (or of the pipeline's body) whose `finally` this is in.
    Status,
    /// A field or item of a JSON value.
    Select(Box<Value>, Vec<Key>),
    /// Text with values spliced in.
    Text(Vec<TextPiece>),
    /// A list with run-time parts.
    List(Vec<Value>),
    /// A record with run-time parts.
    Record(Vec<(Vec<TextPiece>, Value)>),
    /// What the engine knows of the run.
    Run(RunField),
    /// The workspace's path.
    WorkspacePath,
    /// What a trigger's event brings.
    Event(EventValue),
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum TextPiece {
    /// Literal text.
    Text(String),
    /// A value's text.
    Value(Value),
}

/// A value out of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum EventValue {
    /// A field, from outside in.
    Field(Vec<SmolStr>),
    /// `event.date(offset, format)` of a schedule: seconds and a strftime format.
    Date {
        /// Seconds to add to the time.
        offset: i64,
        /// `%Y-%m-%d`
        format: String,
    },
}

/// `trigger NAME = SOURCE -> PIPELINE(arguments)`
#[derive(Debug, Clone)]
pub struct Trigger {
    /// Its name.
    pub name: SmolStr,
    /// `/// …`
    pub description: Option<String>,
    /// What starts.
    pub pipeline: PipelineId,
    /// With what.
    pub arguments: Vec<(SmolStr, Value)>,
    /// What starts it; several for `any(…)`.
    pub sources: Vec<TriggerSource>,
    /// `@cooldown`, in seconds.
    pub cooldown: Option<u64>,
    /// `@concurrency`
    pub concurrency: plan::trigger::Concurrency,
    /// `@enabled`
    pub enabled: bool,
    /// The name in its declaration.
    pub span: Span,
}

/// One source of a trigger: its name and its checked arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct TriggerSource {
    /// `schedule`, `drift`, …
    pub name: SmolStr,
    /// Arguments by name.
    pub arguments: Vec<(SmolStr, SourceArgument)>,
    /// The call.
    pub span: Span,
}

/// An argument of a trigger's source.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceArgument {
    /// A constant.
    Constant(Json),
    /// `secret(name, key)`
    Secret {
        /// The secret's name.
        name: String,
        /// Its key; `None` where the whole secret is meant.
        key: Option<String>,
    },
    /// `minio(…)`, `sqs(…)`
    Call(Box<TriggerSource>),
    /// A pipeline, of `success(…)` and `failure(…)`.
    Pipeline(PipelineId),
    /// A type, of `webhook(body = T)`.
    Type(Type),
    /// `none`
    Absent,
}

impl Value {
    /// A value already reported.
    pub fn error(span: Span) -> Self {
        Self { kind: ValueKind::Error, ty: Type::Error, span }
    }

    /// A constant.
    pub fn constant(value: Json, ty: Type, span: Span) -> Self {
        Self { kind: ValueKind::Constant(value), ty, span }
    }

    /// Whether it, or a part of it, was reported already.
    pub fn is_broken(&self) -> bool {
        match &self.kind {
            ValueKind::Error => true,
            ValueKind::List(items) => items.iter().any(Self::is_broken),
            ValueKind::Record(fields) => fields.iter().any(|(_, value)| value.is_broken()),
            ValueKind::Select(base, _) => base.is_broken(),
            ValueKind::Text(pieces) => {
                pieces.iter().any(|piece| matches!(piece, TextPiece::Value(value) if value.is_broken()))
            }
            _ => false,
        }
    }

    /// The constant that it is.
    pub fn as_constant(&self) -> Option<&Json> {
        match &self.kind {
            ValueKind::Constant(value) => Some(value),
            _ => None,
        }
    }
}
