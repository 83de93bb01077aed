//! The tree: what the source says, nothing more. Each node shows the source it stands for.
//!
//! In: built by `syntax/parser`. Out: read by `sema`, the formatter and the editor's services.
//! Always holds: every node has the span of the text it stands for; text that could not be read is an `Error` node,
//! reported once by the parser, and stays silent afterwards.

use smol_str::SmolStr;

use crate::source::Span;

/// A name, or a quoted name where one is allowed: `"app.kubernetes.io/name"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name without quotes.
    pub text: SmolStr,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// `/// text` above an item, or `//! text` at a file's head; lines joined, one blank behind the slashes taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    /// The lines.
    pub text: String,
    /// From the first line to the last.
    pub span: Span,
}

/// A whole file.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// `//! …`
    pub doc: Option<Doc>,
    /// `@!name(…)`
    pub decorators: Vec<Decorator>,
    /// Declarations in source order.
    pub items: Vec<Item>,
    /// The whole text.
    pub span: Span,
}

/// One declaration with what stands above it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// `/// …`
    pub doc: Option<Doc>,
    /// `@name(…)`
    pub decorators: Vec<Decorator>,
    /// The declaration itself.
    pub kind: ItemKind,
    /// From its keyword to its end, doc and decorators left out.
    pub span: Span,
}

/// What a declaration declares.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// `use …`
    Use(UseDecl),
    /// `const …`
    Const(ConstDecl),
    /// `type …`
    Type(TypeDecl),
    /// `artifact …`
    Artifact(ArtifactDecl),
    /// `component …`
    Component(Box<ComponentDecl>),
    /// `pipeline …`
    Pipeline(Box<PipelineDecl>),
    /// `trigger …`
    Trigger(TriggerDecl),
    /// Text that could not be read.
    Error,
}

/// `use std.mlflow.{log as log_run}`, `use "./parts.ml".{train}`, `use component "x.yaml" as x`.
#[derive(Debug, Clone, PartialEq)]
pub struct UseDecl {
    /// Where the names come from.
    pub source: UseSource,
    /// What is taken.
    pub names: Vec<UseName>,
}

/// The right of `use`.
#[derive(Debug, Clone, PartialEq)]
pub enum UseSource {
    /// `std.mlflow`: the path's names, `std` first.
    Std(Vec<Name>),
    /// `"./parts.ml"`, `"./components.py"`.
    File(StrLit),
    /// `component "x.yaml"`: exactly one name, after `as`.
    Component(StrLit),
}

/// `log as log_run`
#[derive(Debug, Clone, PartialEq)]
pub struct UseName {
    /// The name over there; for `use component` the name given by `as`.
    pub name: Name,
    /// The name here, where it differs.
    pub alias: Option<Name>,
}

/// `const RAW: String = "s3://raw"`
#[derive(Debug, Clone, PartialEq)]
pub struct ConstDecl {
    /// `RAW`
    pub name: Name,
    /// `: String`
    pub ty: Option<TypeExpr>,
    /// `= "s3://raw"`; without it `--set`, `--vars` or a profile gives the value.
    pub value: Option<Expr>,
}

/// `type Hyper = { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDecl {
    /// `Hyper`
    pub name: Name,
    /// `{ … }`
    pub ty: TypeExpr,
}

/// `artifact Features: Dataset = "acme.Features@0.0.1"`
#[derive(Debug, Clone, PartialEq)]
pub struct ArtifactDecl {
    /// `Features`
    pub name: Name,
    /// `Dataset`
    pub parent: Name,
    /// `"acme.Features@0.0.1"`
    pub schema: StrLit,
}

/// `component NAME(inputs) -> outputs IMPLEMENTATION`
#[derive(Debug, Clone, PartialEq)]
pub struct ComponentDecl {
    /// Its name.
    pub name: Name,
    /// What it takes.
    pub inputs: Vec<ParamDecl>,
    /// What it makes.
    pub outputs: Outputs,
    /// How.
    pub body: ComponentBody,
    /// Whether a part of its signature could not be read, so that what it takes and yields is not known well.
    pub torn: bool,
}

/// `path data: Dataset? = none`, an input of a component or pipeline, or a named output.
#[derive(Debug, Clone, PartialEq)]
pub struct ParamDecl {
    /// `/// …` above it.
    pub doc: Option<Doc>,
    /// `path`, where it stands.
    pub path: Option<Span>,
    /// `data`
    pub name: Name,
    /// `Dataset?`
    pub ty: TypeExpr,
    /// `= …`; never on an output (the parser reports it).
    pub default: Option<Expr>,
}

/// `-> …`
#[derive(Debug, Clone, PartialEq)]
pub enum Outputs {
    /// No arrow.
    None,
    /// `-> T`: one, named `Output`.
    Single(TypeExpr),
    /// `-> (a: T, path b: U)`.
    Named(Vec<ParamDecl>),
}

/// How a component does its work.
#[derive(Debug, Clone, PartialEq)]
pub enum ComponentBody {
    /// `` python ```…``` ``
    PythonFence(Fence),
    /// `python "./train.py::fit"` or `python "acme.train::main"`
    PythonRef(StrLit),
    /// `container { command = […] args = […] }`
    Container {
        /// `command = …`, `args = …`, in source order.
        fields: Vec<Field>,
        /// The braces and what is between.
        span: Span,
    },
    /// Missing or not readable; reported by the parser.
    Error,
}

/// `pipeline NAME(inputs) -> outputs { … } finally(status) { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct PipelineDecl {
    /// Its name.
    pub name: Name,
    /// What it takes.
    pub inputs: Vec<ParamDecl>,
    /// What it yields.
    pub outputs: Outputs,
    /// Its tasks.
    pub body: Block,
    /// What runs at its end, however it ends.
    pub finally: Option<Finally>,
    /// Whether a part of its signature could not be read, so that what it takes and yields is not known well.
    pub torn: bool,
}

/// `finally(status) { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Finally {
    /// `status`
    pub status: Option<Name>,
    /// `{ … }`
    pub body: Block,
}

/// `trigger NAME = SOURCE -> PIPELINE(arguments)`
#[derive(Debug, Clone, PartialEq)]
pub struct TriggerDecl {
    /// Its name.
    pub name: Name,
    /// `schedule("0 2 * * *")`
    pub source: Expr,
    /// `churn(uri = event.key)`
    pub target: Expr,
}

/// `@name(arguments)` or, at a file's head, `@!name(arguments)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Decorator {
    /// `name`
    pub name: Name,
    /// `(…)`; empty without parentheses.
    pub args: Vec<Arg>,
    /// From the `@` to the end.
    pub span: Span,
}

/// `name = value`, `value` or, in a component's call, `name` alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Arg {
    /// `name =`
    pub name: Option<Name>,
    /// The value; an `Error` expression where it is missing.
    pub value: Expr,
    /// All of it.
    pub span: Span,
}

/// `{ statement … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// In source order.
    pub stmts: Vec<Stmt>,
    /// The braces and what is between.
    pub span: Span,
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Stmt {
    /// What it does.
    pub kind: StmtKind,
    /// All of it.
    pub span: Span,
}

/// What a statement does.
#[derive(Debug, Clone, PartialEq)]
pub enum StmtKind {
    /// `let name = value`; the name may be `_`.
    Let {
        /// `name`
        name: Name,
        /// `value`
        value: Expr,
    },
    /// `return value`
    Return(Expr),
    /// A call, a block, or the block's value on its last line.
    Expr(Expr),
    /// Text that could not be read.
    Error,
}

/// One expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `"text ${name.field}"`
    Str(StrLit),
    /// Fenced text.
    Fence(Fence),
    /// `42`, underscores taken out.
    Int(SmolStr),
    /// `0.5`, `1e-3`, underscores taken out.
    Float(SmolStr),
    /// `30s`, `16Gi`, `500m`: a number with a unit, as spelled.
    Unit(SmolStr),
    /// `true`, `false`
    Bool(bool),
    /// `none`
    None,
    /// `name`
    Name(SmolStr),
    /// `base.name`; the name is empty where it is missing (reported by the parser).
    Field(Box<Expr>, Name),
    /// `base[index]`
    Index(Box<Expr>, Box<Expr>),
    /// `callee(arguments)`; a modifier is a call of a field.
    Call(Box<Expr>, Vec<Arg>),
    /// `-x`, `not x`
    Unary(UnaryOp, Box<Expr>),
    /// `a + b`
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `(x)`
    Paren(Box<Expr>),
    /// `[a, if c { b }]`
    List(Vec<ListItem>),
    /// `{ a = 1, "b-c" = 2 }`
    Record(Vec<Field>),
    /// `if c { … } else { … }`: only as a statement or after `let x =`, `return`, `name =`.
    If(Box<If>),
    /// `for x in list parallel 2 { … }`
    For(Box<For>),
    /// `try { … } finally(status) { … }`
    Try(Box<Try>),
    /// Text that could not be read; reported by the parser.
    Error,
}

/// A unary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `not`
    Not,
}

/// A binary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `or`
    Or,
    /// `and`
    And,
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
    /// `in`
    In,
    /// `not in`
    NotIn,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

/// `"text ${name.field} text"`, escapes resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct StrLit {
    /// Text and interpolations in turn; an empty string has no pieces.
    pub pieces: Vec<StrPiece>,
    /// The quotes and what is between.
    pub span: Span,
}

/// A part of a string.
#[derive(Debug, Clone, PartialEq)]
pub enum StrPiece {
    /// Literal text, escapes resolved.
    Text(SmolStr),
    /// `${name.field}`: a `Name` or a chain of `Field`s.
    Interpolation(Expr),
}

/// Another language's text between fences, its common indentation taken off, each line with its newline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// The text.
    pub text: String,
    /// The columns that were taken off each line.
    pub indent: u32,
    /// Offset of the first line of the text in the file.
    pub body: Span,
    /// The fences and what is between.
    pub span: Span,
}

/// `name = value` in a record or container; the key may be text with `${}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// `name`, or `"a-b"`.
    pub key: Key,
    /// `value`; a block may stand here.
    pub value: Expr,
}

/// A record's key.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// `name`
    Name(Name),
    /// `"a-b"`, `"${made}"`
    Str(StrLit),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum ListItem {
    /// `a`
    Expr(Expr),
    /// `if c { a, b } else { d }`
    If(ListIf),
}

/// `if c { a, b } else if d { e } else { f }` in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListIf {
    /// `c`
    pub cond: Expr,
    /// `a, b`
    pub then: Vec<ListItem>,
    /// After `else`; an `else if` is a list of one `If`.
    pub otherwise: Vec<ListItem>,
    /// All of it.
    pub span: Span,
}

/// `if c { … } else { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct If {
    /// `c`
    pub cond: Expr,
    /// `{ … }`
    pub then: Block,
    /// `else …`
    pub otherwise: Option<Else>,
}

/// What stands after `else`.
#[derive(Debug, Clone, PartialEq)]
pub enum Else {
    /// `else if …`, with its span.
    If(Box<If>, Span),
    /// `else { … }`
    Block(Block),
}

/// `for name in list parallel n { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct For {
    /// `name`; may be `_`.
    pub name: Name,
    /// `list`
    pub list: Expr,
    /// `n`
    pub parallel: Option<Expr>,
    /// `{ … }`
    pub body: Block,
}

/// `try { … } finally(status) { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Try {
    /// `{ … }`
    pub body: Block,
    /// `finally …`
    pub finally: Finally,
}

/// A type as written.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeExpr {
    /// What it says.
    pub kind: TypeExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What a type says.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeExprKind {
    /// `List<Int>`, `String`
    Name(Name, Vec<TypeExpr>),
    /// `{ a: Int, b: String = "x" }`
    Record(Vec<ParamDecl>),
    /// `"a" | "b"`, `1 | 2`
    Enum(Vec<Expr>),
    /// `T?`
    Optional(Box<TypeExpr>),
    /// Text that could not be read; reported by the parser.
    Error,
}
