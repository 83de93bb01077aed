//! The plan: a target-neutral graph of one entry pipeline, in which nothing is left to resolve.
//!
//! In: made by `lower`. Out: read by `emit` (and by whatever else looks at a pipeline as a graph).
//! Always holds (`lower/verify.rs` checks it in debug builds):
//! - A [`Dag`] is closed: a [`Source`] names an input of the DAG that holds the task, or an output of a task beside it.
//! - Names of tasks are unique in their DAG and good as Kubernetes names; names of ports are unique a side.
//! - A task with `when` or `each` calls a DAG of its own, which no other task calls.
//! - A DAG's tasks stand in an order in which every task comes after all that it waits for.
//! - Every required port of what a task calls has an argument.

pub mod form;
pub mod policy;
pub mod trigger;

use std::fmt;
use std::rc::Rc;

use serde_json::Value as Json;
use smol_str::SmolStr;

pub use form::Form;
pub use policy::{Pod, Policy, RunConfig};

use crate::source::Span;

/// One entry pipeline with all that it uses.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The cluster's name of the pipeline: kebab-case, or `@name`.
    pub name: String,
    /// Settings of the whole run.
    pub config: RunConfig,
    /// Leaf components, each once however often it is called.
    pub components: Vec<Component>,
    /// DAGs; a sub-pipeline stands once, a block once a place.
    pub dags: Vec<Dag>,
    /// The pipeline's own DAG.
    pub root: DagId,
    /// What values of its inputs look like, in their order.
    pub forms: Vec<Form>,
    /// The pipeline's declaration, for messages.
    pub span: Span,
}

impl Plan {
    /// The component of `id`.
    pub fn component(&self, id: ComponentId) -> &Component {
        &self.components[id.0 as usize]
    }

    /// The DAG of `id`.
    pub fn dag(&self, id: DagId) -> &Dag {
        &self.dags[id.0 as usize]
    }
}

/// A place in [`Plan::components`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComponentId(pub u32);

/// A place in [`Plan::dags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DagId(pub u32);

/// A place in [`Dag::tasks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(pub u32);

/// What a parameter is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParamType {
    /// Text.
    String,
    /// A whole number, at most 2^53 in size.
    Int,
    /// A double.
    Float,
    /// `true` or `false`.
    Bool,
    /// A JSON array.
    List,
    /// A JSON object, or anything (`Json`).
    Struct,
    /// The outcome of a `try`.
    Status,
}

/// An artifact's type: KFP's `schemaTitle` and `schemaVersion`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Schema {
    /// `system.Dataset`
    pub title: SmolStr,
    /// `0.0.1`
    pub version: SmolStr,
}

/// `system.Dataset@0.0.1`
impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.title, self.version)
    }
}

/// What goes through a port.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A value.
    Parameter(ParamType),
    /// A file or folder with metadata; `list` for several.
    Artifact {
        /// Its type.
        schema: Schema,
        /// Whether it is a list of them.
        list: bool,
    },
}

/// An input or output of a component or DAG.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    /// Its name.
    pub name: SmolStr,
    /// What goes through it.
    pub shape: Shape,
    /// The values an enumeration allows; empty if it is none.
    pub literals: Vec<Json>,
    /// Whether a caller may leave it out.
    pub optional: bool,
    /// What it is where the caller leaves it out; `None` for absent.
    pub default: Option<Json>,
    /// What the source says of it.
    pub description: Option<String>,
    /// `path name: T`: the Python function gets or fills a path.
    pub path: bool,
    /// The type as Python's `typing` writes it: `List[int]`; for artifacts the class name: `Dataset`, or with the class
    /// of KFP's own below it: `Features(Dataset)`. `TaskConfig` marks KFP's input of that type.
    pub python: SmolStr,
}

impl Port {
    /// A port that every caller fills, with nothing said of it.
    pub fn new(name: SmolStr, shape: Shape, python: SmolStr) -> Self {
        let (literals, default, description) = (Vec::new(), None, None);
        Self { name, shape, literals, optional: false, default, description, path: false, python }
    }

    /// Whether artifacts go through it.
    pub fn is_artifact(&self) -> bool {
        matches!(self.shape, Shape::Artifact { .. })
    }

    /// An artifact's class and the one of KFP's own below it, from [`Port::python`].
    pub fn class(&self) -> (&str, &str) {
        let text = self.python.as_str();
        let text = text.strip_prefix("List[").and_then(|inner| inner.strip_suffix(']')).unwrap_or(text);
        match text.split_once('(') {
            Some((name, base)) => (name, base.trim_end_matches(')')),
            None => (text, "Artifact"),
        }
    }
}

/// A leaf: one container's work.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Its name as declared.
    pub name: SmolStr,
    /// What the source says of it.
    pub description: Option<String>,
    /// What it takes.
    pub inputs: Vec<Port>,
    /// What it makes.
    pub outputs: Vec<Port>,
    /// How.
    pub implementation: Implementation,
    /// The declaration.
    pub span: Span,
}

/// How a component does its work.
#[derive(Debug, Clone, PartialEq)]
pub enum Implementation {
    /// A Python function.
    Python(Python),
    /// A program in the image.
    Container {
        /// The image's entry point is replaced by these.
        command: Vec<Word>,
        /// What follows them.
        args: Vec<Word>,
    },
    /// Registers what lies at a URI as an artifact. Its `inputs` hold what is given at run time.
    Importer(Importer),
    /// Makes a persistent volume claim (KFP's `CreatePVC`).
    CreatePvc,
    /// Deletes a persistent volume claim (KFP's `DeletePVC`).
    DeletePvc,
    /// `approve("…", timeout)`: a person decides; a rejection or the time-out fails it.
    Approval {
        /// What the person is asked.
        message: String,
        /// Seconds until it counts as rejected; for ever if `None`.
        timeout: Option<u64>,
    },
    /// A compiled KFP pipeline, taken whole: its pipeline spec, and its platform spec if it has one.
    Ir {
        /// The `PipelineSpec` document.
        spec: Rc<Json>,
        /// The `PlatformSpec` document.
        platform: Option<Rc<Json>>,
    },
}

/// A Python component.
#[derive(Debug, Clone, PartialEq)]
pub struct Python {
    /// The function that is called.
    pub function: SmolStr,
    /// Where it is.
    pub code: PythonCode,
    /// Packages that pip installs first.
    pub packages: Vec<String>,
    /// `--index-url` and `--extra-index-url`s of pip, in that order.
    pub pip_index: Vec<String>,
    /// `--trusted-host`s of pip.
    pub pip_trusted_hosts: Vec<String>,
    /// Whether the packages go into a virtual environment.
    pub use_venv: bool,
    /// Whether the `kfp` package is installed at the start.
    pub install_kfp: bool,
    /// The `kfp` version to install; the target's default if `None`.
    pub kfp_version: Option<String>,
    /// The interpreter, `python3` if `None`.
    pub executable: Option<String>,
    /// Where the code stands: a body where its fence opens, a module where its text begins.
    pub place: Span,
}

/// Where a Python component's function is.
#[derive(Debug, Clone, PartialEq)]
pub enum PythonCode {
    /// The lines inside the function; the signature is made from the ports.
    Body(String),
    /// A module's text that defines the function; its own signature says how things travel.
    Module(String),
    /// A module that is installed in the image: `acme.train`; it is imported and the function is called.
    Installed(String),
    /// A Jupyter notebook, as JSON text, run with the inputs as its parameters (KFP's `@dsl.notebook_component`);
    /// the function's lines around it hold `dsl.run_notebook(…)`.
    Notebook {
        /// The notebook's JSON.
        notebook: String,
        /// The function's lines.
        body: String,
    },
}

/// One word of a command line.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// Pieces put together into one word.
    Text(Vec<Piece>),
    /// `concat(a, b)`: KFP's `Concat` form.
    Concat(Vec<Word>),
    /// `if x { … } else { … }`: words that stand only where the caller gave the input `x`.
    IfPresent {
        /// The input's name.
        input: SmolStr,
        /// The words if it is given.
        then: Vec<Word>,
        /// The words if it is not.
        otherwise: Vec<Word>,
    },
}

/// A part of a word.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Literal text. On kfp a `{{$…}}` in it goes through as it is.
    Text(String),
    /// The value of an input parameter.
    Input(SmolStr),
    /// The local path of an input artifact.
    InputPath(SmolStr),
    /// The URI of an input artifact.
    InputUri(SmolStr),
    /// A key of an input artifact's metadata, or all of it as JSON.
    InputMetadata(SmolStr, Option<String>),
    /// The file that an output parameter's value is to be written to.
    OutputParameterPath(SmolStr),
    /// The local path that an output artifact is to be written to.
    OutputPath(SmolStr),
    /// The URI of an output artifact.
    OutputUri(SmolStr),
    /// A key of an output artifact's metadata, or all of it as JSON.
    OutputMetadata(SmolStr, Option<String>),
    /// The whole of KFP's executor input: `{{$}}`.
    ExecutorInput,
    /// What the engine knows of the run.
    Run(RunField),
    /// The workspace's path.
    WorkspacePath,
}

/// `importer(T, uri, …)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Importer {
    /// The URI: a constant, or the name of the input that brings it.
    pub uri: ImportUri,
    /// The artifact's type.
    pub schema: Schema,
    /// Import again though the URI is known.
    pub reimport: bool,
    /// Metadata to record; run-time parts are `{{$.inputs.parameters['…']}}` on KFP, told by [`Source`]s there.
    pub metadata: Vec<(Vec<TextPart>, Meta)>,
    /// Download into the run's workspace.
    pub workspace: bool,
}

/// Where an importer looks.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportUri {
    /// A constant.
    Constant(String),
    /// The input port of this name.
    Input(SmolStr),
}

/// A value in an importer's metadata, over the importer's own input ports.
#[derive(Debug, Clone, PartialEq)]
pub enum Meta {
    /// A constant.
    Constant(Json),
    /// The value of an input port.
    Input(SmolStr),
    /// Text with values of input ports in it.
    Text(Vec<TextPart>),
    /// A list.
    List(Vec<Meta>),
    /// A record; keys may be made at run time.
    Record(Vec<(Vec<TextPart>, Meta)>),
}

/// A part of a text over a component's own input ports.
#[derive(Debug, Clone, PartialEq)]
pub enum TextPart {
    /// Literal text.
    Text(String),
    /// The value of an input port.
    Input(SmolStr),
}

/// What a DAG stands for in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DagKind {
    /// A pipeline.
    Pipeline,
    /// All branches of an `if`, and the choice between their values.
    Branches,
    /// One branch.
    Branch,
    /// The body of a `for`.
    Loop,
    /// The first block of a `try`.
    Try,
    /// Several lines of a `finally`.
    Finally,
    /// A block's own frame, so that what waits for the block runs though the block ran nothing.
    Frame,
}

/// A closed graph of tasks.
#[derive(Debug, Clone)]
pub struct Dag {
    /// A name to make the target's name from, kebab-case; not unique.
    pub name: SmolStr,
    /// What it stands for.
    pub kind: DagKind,
    /// What the source says of it.
    pub description: Option<String>,
    /// What it takes.
    pub inputs: Vec<Port>,
    /// What it yields.
    pub outputs: Vec<DagOutput>,
    /// Its tasks, each after all that it waits for.
    pub tasks: Vec<Task>,
    /// The place in the source.
    pub span: Span,
}

/// One output of a DAG.
#[derive(Debug, Clone)]
pub struct DagOutput {
    /// Its name and type.
    pub port: Port,
    /// Where it comes from: one source, or the first of several whose task ran.
    pub from: Vec<Source>,
}

/// What a task calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Callee {
    /// A leaf.
    Component(ComponentId),
    /// A sub-pipeline or a block.
    Dag(DagId),
}

/// One node of a DAG.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its name, unique in its DAG: kebab-case, a DNS label.
    pub name: SmolStr,
    /// What it calls.
    pub callee: Callee,
    /// Values for the callee's input ports, by the ports' names; what is left out is absent or has its default.
    pub arguments: Vec<(SmolStr, Source)>,
    /// Tasks that it waits for beside those whose outputs it reads.
    pub after: Vec<TaskId>,
    /// Runs only if this holds; operands are sources of the DAG that holds the task.
    pub when: Option<Formula>,
    /// Runs once an item.
    pub each: Option<Each>,
    /// Runs when that task has ended, however it ended (a `finally`).
    pub exit_of: Option<TaskId>,
    /// Retry, time-out, cache and the like.
    pub policy: Policy,
    /// What its pod looks like; of no meaning on a DAG.
    pub pod: Rc<Pod>,
    /// The call.
    pub span: Span,
}

/// `for item in items parallel n`.
#[derive(Debug, Clone)]
pub struct Each {
    /// What is looped over.
    pub items: Items,
    /// The callee's input port that gets the item.
    pub item: SmolStr,
    /// How many run at once; unbounded if `None`.
    pub parallel: Option<u32>,
}

/// What a loop runs over.
#[derive(Debug, Clone)]
pub enum Items {
    /// Constant items.
    Constant(Vec<Json>),
    /// A list that is known at run time.
    Parameter(Source),
    /// A list of artifacts.
    Artifacts(Source),
    /// `range(n)`: 0, 1, … n-1, n known at run time.
    Range(Source),
}

/// Where a value comes from, seen from inside one DAG.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A constant.
    Constant(Json),
    /// An input port of the DAG that holds the task.
    Input(SmolStr),
    /// An output port of a task beside it; of a task with `each`, the list of them.
    Output(TaskId, SmolStr),
    /// A field or an item of a JSON value, from outside in.
    Select(Box<Source>, Vec<Key>),
    /// Text with values spliced in.
    Text(Vec<TextPiece>),
    /// A list with run-time parts.
    List(Vec<Source>),
    /// A record with run-time parts.
    Record(Vec<(SmolStr, Source)>),
    /// The outcome of the task whose `finally` this is.
    Status(TaskId),
    /// What the engine knows of the run.
    Run(RunField),
    /// The workspace's path, a constant to be put before text.
    WorkspacePath,
}

/// One step into a JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A record's field.
    Field(SmolStr),
    /// A list's item, from 0.
    Index(u32),
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum TextPiece {
    /// Literal text.
    Text(String),
    /// A value's text.
    Value(Source),
}

/// What the engine knows of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunField {
    /// `run.id`
    Id,
    /// `run.name`
    Name,
    /// `run.resource_name`
    ResourceName,
    /// `run.root`
    Root,
    /// `run.created_at`
    CreatedAt,
    /// `run.scheduled_at`
    ScheduledAt,
    /// `run.task_id`
    TaskId,
    /// `run.task_name`
    TaskName,
    /// `run.url`
    Url,
}

/// A condition, or a number in one. Types were checked; both sides of a comparison are of one kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula<S = Source> {
    /// A literal.
    Constant(Json),
    /// A value and its type.
    Value(S, ParamType),
    /// Whether an optional value is there.
    Present(S),
    /// `not`
    Not(Box<Formula<S>>),
    /// `and`
    And(Vec<Formula<S>>),
    /// `or`
    Or(Vec<Formula<S>>),
    /// `== != < <= > >=`
    Compare(Comparison, Box<Formula<S>>, Box<Formula<S>>),
    /// `in`
    In(Box<Formula<S>>, Box<Formula<S>>),
    /// `+ - * /` on numbers.
    Arithmetic(Arithmetic, Box<Formula<S>>, Box<Formula<S>>),
    /// A list of literals or values, right of `in`.
    List(Vec<Formula<S>>),
}

impl<S> Formula<S> {
    /// The same formula with each value turned by `f`.
    pub fn map<T>(&self, f: &mut impl FnMut(&S) -> T) -> Formula<T> {
        match self {
            Self::Constant(value) => Formula::Constant(value.clone()),
            Self::Value(value, ty) => Formula::Value(f(value), *ty),
            Self::Present(value) => Formula::Present(f(value)),
            Self::Not(inner) => Formula::Not(Box::new(inner.map(f))),
            Self::And(parts) => Formula::And(parts.iter().map(|part| part.map(f)).collect()),
            Self::Or(parts) => Formula::Or(parts.iter().map(|part| part.map(f)).collect()),
            Self::Compare(op, left, right) => Formula::Compare(*op, Box::new(left.map(f)), Box::new(right.map(f))),
            Self::In(item, list) => Formula::In(Box::new(item.map(f)), Box::new(list.map(f))),
            Self::Arithmetic(op, left, right) => {
                Formula::Arithmetic(*op, Box::new(left.map(f)), Box::new(right.map(f)))
            }
            Self::List(items) => Formula::List(items.iter().map(|item| item.map(f)).collect()),
        }
    }
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

/// An arithmetic operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`: a double, as in Python.
    Div,
}
