//! The body of a `@dsl.container_component`: which command line it stands for.
//!
//! In: the function and its parameters' kinds. Out: image, command and arguments, or the expression that cannot be
//! known before it runs. Always holds: the body is followed as Python would run it, one statement after the other;
//! nothing but constants, parameters, f-strings, lists and KFP's own placeholders is understood.

use std::collections::HashMap;

use ruff_python_ast::{Expr, ExprCall, FStringPart, InterpolatedStringElement, Stmt, StmtFunctionDef};
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::{
    constants, errors,
    placeholder::{dsl_constant, pieces},
    python::PythonFile,
    python_types::PyKind,
    signature::PySignature,
};
use crate::{
    diag::Diagnostic,
    plan::{Piece, Word},
};

/// Calls and lists that may stand in each other.
const MAX_NESTING: usize = 32;

/// What a container component runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ContainerSpec {
    /// `image=`
    pub image: String,
    /// `command=`
    pub command: Vec<Word>,
    /// `args=`
    pub args: Vec<Word>,
}

/// Follows the body to its `return dsl.ContainerSpec(…)`.
pub fn container_spec(
    file: &PythonFile,
    function: &StmtFunctionDef,
    signature: &PySignature,
) -> Result<ContainerSpec, Box<Diagnostic>> {
    let mut body = Body { file, signature, locals: HashMap::new() };
    for stmt in &function.body {
        match stmt {
            Stmt::Expr(statement) if statement.value.is_string_literal_expr() => {}
            Stmt::Pass(_) | Stmt::Import(_) | Stmt::ImportFrom(_) => {}
            Stmt::Assign(assign) => match assign.targets.as_slice() {
                [Expr::Name(name)] => {
                    let value = body.eval(&assign.value, 0)?;
                    body.locals.insert(name.id.as_str(), value);
                }
                _ => return Err(body.unreadable(stmt, "only `name = value` can be followed")),
            },
            Stmt::AnnAssign(assign) => match (&*assign.target, &assign.value) {
                (Expr::Name(name), Some(value)) => {
                    let value = body.eval(value, 0)?;
                    body.locals.insert(name.id.as_str(), value);
                }
                _ => return Err(body.unreadable(stmt, "only `name = value` can be followed")),
            },
            Stmt::Return(ret) => {
                return match ret.value.as_deref() {
                    Some(Expr::Call(call)) if body.name(&call.func).as_deref() == Some("kfp.dsl.ContainerSpec") => {
                        body.spec(call)
                    }
                    _ => Err(body.unreadable(stmt, "it has to return `dsl.ContainerSpec(…)`")),
                };
            }
            _ => return Err(body.unreadable(stmt, "this statement decides at run time of Python, not of the pipeline")),
        }
    }
    Err(body.unreadable(&function.name, "it has to return `dsl.ContainerSpec(…)`"))
}

/// What an expression of the body is.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    /// A constant that is no text.
    Constant(Json),
    /// One word, text or structure.
    Word(Word),
    List(Vec<Value>),
    /// An artifact by itself: only its `.path`, `.uri` and `.metadata` are words.
    Artifact {
        name: SmolStr,
        output: bool,
    },
    /// An artifact's metadata, all of it.
    Metadata {
        name: SmolStr,
        output: bool,
    },
}

struct Body<'a> {
    file: &'a PythonFile,
    signature: &'a PySignature,
    locals: HashMap<&'a str, Value>,
}

type Outcome<T> = Result<T, Box<Diagnostic>>;

impl<'a> Body<'a> {
    fn spec(&self, call: &'a ExprCall) -> Outcome<ContainerSpec> {
        let mut spec = ContainerSpec { image: String::new(), command: Vec::new(), args: Vec::new() };
        let by_place = ["image", "command", "args"].into_iter().zip(&call.arguments.args);
        let by_name =
            call.arguments.keywords.iter().map(|keyword| (keyword.arg.as_deref().unwrap_or(""), &keyword.value));
        for (name, expr) in by_place.chain(by_name) {
            let value = self.eval(expr, 0)?;
            match (name, value) {
                ("image", Value::Word(Word::Text(text))) => match text.as_slice() {
                    [Piece::Text(image)] => spec.image.clone_from(image),
                    _ => return Err(errors::image_at_run_time(self.file.span(expr)).into()),
                },
                ("command" | "args", Value::Constant(Json::Null)) => {}
                ("command", value) => spec.command = self.words(value, expr)?,
                ("args", value) => spec.args = self.words(value, expr)?,
                _ => return Err(self.unreadable(expr, "`ContainerSpec` has `image`, `command` and `args`")),
            }
        }
        if spec.image.is_empty() {
            return Err(self.unreadable(call, "`image` is missing"));
        }
        Ok(spec)
    }

    fn words(&self, value: Value, expr: &Expr) -> Outcome<Vec<Word>> {
        match value {
            Value::List(items) => items.into_iter().map(|item| self.word(item, expr)).collect(),
            _ => Err(self.unreadable(expr, "a list of texts and placeholders is expected")),
        }
    }

    fn word(&self, value: Value, expr: &Expr) -> Outcome<Word> {
        match value {
            Value::Word(word) => Ok(word),
            Value::Metadata { name, output } => Ok(text(metadata(name, output, None))),
            Value::Artifact { name, .. } => {
                Err(self.unreadable(expr, &format!("`{name}` is an artifact: say `{name}.path` or `{name}.uri`")))
            }
            Value::Constant(_) => Err(self.unreadable(expr, "each item has to be text: put it in quotes")),
            Value::List(_) => Err(self.unreadable(expr, "a list cannot be one word")),
        }
    }

    fn eval(&self, expr: &'a Expr, depth: usize) -> Outcome<Value> {
        if depth > MAX_NESTING {
            return Err(self.unreadable(expr, "it nests too deeply"));
        }
        if let Some(value) = self.known(expr) {
            return Ok(value);
        }
        match expr {
            Expr::List(list) => self.items(&list.elts, depth),
            Expr::Tuple(tuple) => self.items(&tuple.elts, depth),
            Expr::FString(string) => {
                let mut text = Vec::new();
                for part in string.value.as_slice() {
                    match part {
                        FStringPart::Literal(literal) => text.extend(pieces(&literal.value)),
                        FStringPart::FString(fstring) => {
                            for element in &fstring.elements {
                                text.extend(self.element(element, depth)?);
                            }
                        }
                    }
                }
                Ok(Value::Word(Word::Text(text)))
            }
            Expr::Attribute(attribute) => self.attribute(expr, &attribute.value, attribute.attr.as_str(), depth),
            Expr::Subscript(subscript) => {
                let key = constants::value(&subscript.slice, self.file.names());
                match (self.eval(&subscript.value, depth + 1)?, key) {
                    (Value::Metadata { name, output }, Ok(Json::String(key))) => {
                        Ok(Value::Word(text(metadata(name, output, Some(key)))))
                    }
                    _ => Err(self.unreadable(expr, "only `x.metadata['key']` can be looked up")),
                }
            }
            Expr::BinOp(binary) if binary.op == ruff_python_ast::Operator::Add => {
                match (self.eval(&binary.left, depth + 1)?, self.eval(&binary.right, depth + 1)?) {
                    (Value::List(mut left), Value::List(right)) => {
                        left.extend(right);
                        Ok(Value::List(left))
                    }
                    _ => Err(self.unreadable(expr, "put texts and placeholders together with an f-string")),
                }
            }
            Expr::Call(call) => self.call(expr, call, depth),
            _ => Err(self.unreadable(expr, "its value is not known before Python runs")),
        }
    }

    /// A local name, a parameter, a constant, or a placeholder of the `dsl` module.
    fn known(&self, expr: &Expr) -> Option<Value> {
        if let Expr::Name(name) = expr {
            if let Some(value) = self.locals.get(name.id.as_str()) {
                return Some(value.clone());
            }
            if let Some(value) = self.parameter(name.id.as_str()) {
                return Some(value);
            }
        }
        if let Some(full) = self.name(expr)
            && let Some(placeholder) = full.strip_prefix("kfp.dsl.").and_then(dsl_constant)
        {
            return Some(Value::Word(Word::Text(pieces(placeholder))));
        }
        match constants::value(expr, self.file.names()).ok()? {
            Json::Object(_) => None,
            constant => Some(from_constant(constant)),
        }
    }

    fn parameter(&self, name: &str) -> Option<Value> {
        let param = self.signature.params.iter().find(|param| param.name == name)?;
        let name = param.name.clone();
        Some(match &param.kind {
            PyKind::Input(artifact) if artifact.list => literal(&format!("{{{{$.inputs.artifacts['{name}']}}}}")),
            PyKind::Output(_) => Value::Artifact { name, output: true },
            PyKind::Input(_) => Value::Artifact { name, output: false },
            PyKind::OutputPath(_) => Value::Word(text(Piece::OutputParameterPath(name))),
            _ => Value::Word(text(Piece::Input(name))),
        })
    }

    fn items(&self, items: &'a [Expr], depth: usize) -> Outcome<Value> {
        let mut out = Vec::new();
        for item in items {
            match item {
                Expr::Starred(starred) => match self.eval(&starred.value, depth + 1)? {
                    Value::List(items) => out.extend(items),
                    _ => return Err(self.unreadable(item, "only a list can be spread")),
                },
                _ => out.push(self.eval(item, depth + 1)?),
            }
        }
        Ok(Value::List(out))
    }

    fn element(&self, element: &'a InterpolatedStringElement, depth: usize) -> Outcome<Vec<Piece>> {
        let hole = match element {
            InterpolatedStringElement::Literal(literal) => return Ok(pieces(&literal.value)),
            InterpolatedStringElement::Interpolation(hole) => hole,
        };
        if !hole.conversion.is_none() || hole.format_spec.is_some() || hole.debug_text.is_some() {
            return Err(self.unreadable(hole, "a placeholder has no format"));
        }
        match self.eval(&hole.expression, depth + 1)? {
            Value::Word(Word::Text(text)) => Ok(text),
            Value::Metadata { name, output } => Ok(vec![metadata(name, output, None)]),
            Value::Constant(Json::Number(number)) if number.is_i64() => Ok(vec![Piece::Text(number.to_string())]),
            _ => Err(self.unreadable(&*hole.expression, "this cannot stand in an f-string")),
        }
    }

    fn attribute(&self, expr: &'a Expr, base: &'a Expr, field: &str, depth: usize) -> Outcome<Value> {
        let Value::Artifact { name, output } = self.eval(base, depth + 1)? else {
            return Err(self.unreadable(expr, "only artifacts have fields here"));
        };
        Ok(match (field, output) {
            ("path", false) => Value::Word(text(Piece::InputPath(name))),
            ("path", true) => Value::Word(text(Piece::OutputPath(name))),
            ("uri", false) => Value::Word(text(Piece::InputUri(name))),
            ("uri", true) => Value::Word(text(Piece::OutputUri(name))),
            ("metadata", output) => Value::Metadata { name, output },
            _ => return Err(self.unreadable(expr, "an artifact has `.path`, `.uri` and `.metadata` here")),
        })
    }

    fn call(&self, expr: &'a Expr, call: &'a ExprCall, depth: usize) -> Outcome<Value> {
        let argument = |place: usize, name: &str| {
            let by_name = call.arguments.keywords.iter().find(|keyword| keyword.arg.as_deref() == Some(name));
            call.arguments.args.get(place).or(by_name.map(|keyword| &keyword.value))
        };
        let listed = |place: usize, name: &str| match argument(place, name) {
            None => Ok(Vec::new()),
            Some(part) => match self.eval(part, depth + 1)? {
                Value::List(items) => items.into_iter().map(|item| self.word(item, part)).collect(),
                Value::Constant(Json::Null) => Ok(Vec::new()),
                value => Ok(vec![self.word(value, part)?]),
            },
        };
        match self.name(&call.func).as_deref() {
            Some("kfp.dsl.ConcatPlaceholder") => Ok(Value::Word(Word::Concat(listed(0, "items")?))),
            Some("kfp.dsl.IfPresentPlaceholder") => {
                let input = argument(0, "input_name").map(|name| constants::value(name, self.file.names()));
                let Some(Ok(Json::String(input))) = input else {
                    return Err(self.unreadable(expr, "`input_name` has to be text"));
                };
                Ok(Value::Word(Word::IfPresent {
                    input: input.into(),
                    then: listed(1, "then")?,
                    otherwise: listed(2, "else_")?,
                }))
            }
            Some("str") => match argument(0, "object") {
                Some(part) => Ok(Value::Word(self.word(self.eval(part, depth + 1)?, part)?)),
                None => Ok(literal("")),
            },
            _ => Err(self.unreadable(expr, "what this call gives is not known before Python runs")),
        }
    }

    fn name(&self, expr: &Expr) -> Option<String> {
        self.file.names().resolve(expr)
    }

    fn unreadable(&self, node: &impl ruff_text_size::Ranged, why: &str) -> Box<Diagnostic> {
        errors::container_unreadable(self.file.span(node), &self.signature.name, why).into()
    }
}

fn text(piece: Piece) -> Word {
    Word::Text(vec![piece])
}

fn literal(text: &str) -> Value {
    Value::Word(Word::Text(pieces(text)))
}

fn metadata(name: SmolStr, output: bool, key: Option<String>) -> Piece {
    if output { Piece::OutputMetadata(name, key) } else { Piece::InputMetadata(name, key) }
}

fn from_constant(constant: Json) -> Value {
    match constant {
        Json::String(text) => literal(&text),
        Json::Array(items) => Value::List(items.into_iter().map(from_constant).collect()),
        other => Value::Constant(other),
    }
}
