//! Command lines: the plan's words as Argo and the kubelet hand them to a program.
//!
//! In: words of a container. Out: its command and arguments; where words come and go, a patch that makes them.
//! Always holds: a value reaches the program byte for byte: what Argo (`{{`) or the kubelet (`$(`) would expand in it is
//! protected, the braces by a variable that holds one.

use super::expression::{ABSENT, decoded, member, text};
use super::leaves::{INPUTS, WORK};
use super::schema::{Container, EnvVar};
use super::translate::Translator;
use super::{metadata, run};
use crate::plan::{Component, DagId, ParamType, Piece, Port, Shape, TaskId, Word};
use crate::source::Span;

/// The variables that hold a brace.
const OPEN: &str = "MLC_OPEN";
const CLOSE: &str = "MLC_CLOSE";

/// Fields of a pod that an expression makes.
#[derive(Debug, Default)]
pub(super) struct Patch {
    /// Of the main container: `'args': […]`.
    pub(super) container: Vec<String>,
    /// Of the pod.
    pub(super) pod: Vec<String>,
}

impl Patch {
    /// The text of `podSpecPatch`.
    pub(super) fn text(&self) -> Option<String> {
        if self.container.is_empty() && self.pod.is_empty() {
            return None;
        }
        let mut fields = self.pod.clone();
        if !self.container.is_empty() {
            fields.insert(0, format!("'containers': [{{'name': 'main', {} }} ]", self.container.join(", ")));
        }
        Some(format!("{{{{=toJson({{{} }})}}}}", fields.join(", ")))
    }
}

/// Whose words they are: the component, a task that calls it, and where that stands.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'c> {
    pub(super) component: &'c Component,
    pub(super) at: (DagId, TaskId),
    pub(super) span: Span,
}

/// One piece of a word: as text with tags, and as an expression.
struct Part {
    tagged: String,
    expression: String,
}

impl Translator<'_> {
    /// The container that runs `command` and `args`, and what only an expression can make of it.
    pub(super) fn command(&mut self, leaf: Leaf<'_>, command: &[Word], args: &[Word]) -> (Container, Patch) {
        let mut patch = Patch::default();
        let mut container = Container::default();
        for (name, words, place) in [("command", command, 0), ("args", args, 1)] {
            if words.iter().any(|word| matches!(word, Word::IfPresent { .. })) {
                let list = self.list(leaf, words);
                patch.container.push(format!("'{name}': {list}"));
            } else {
                let words: Vec<String> = words.iter().map(|word| self.word(leaf, word).tagged).collect();
                if place == 0 {
                    container.command = words;
                } else {
                    container.args = words;
                }
            }
        }
        let texts: Vec<&String> = container.command.iter().chain(&container.args).chain(&patch.container).collect();
        container.env = braces(&texts);
        (container, patch)
    }

    /// An expression for a list of words, some of which come and go.
    fn list(&mut self, leaf: Leaf<'_>, words: &[Word]) -> String {
        let mut lists: Vec<String> = Vec::new();
        let mut fixed: Vec<String> = Vec::new();
        for word in words {
            if let Word::IfPresent { input, then, otherwise } = word {
                if !fixed.is_empty() {
                    lists.push(format!("[{}]", fixed.join(", ")));
                    fixed.clear();
                }
                let (then, otherwise) = (self.list(leaf, then), self.list(leaf, otherwise));
                lists.push(format!("({} != '{ABSENT}' ? {then} : {otherwise})", given(leaf.component, input)));
            } else {
                fixed.push(self.word(leaf, word).expression);
            }
        }
        if !fixed.is_empty() || lists.is_empty() {
            lists.push(format!("[{}]", fixed.join(", ")));
        }
        if lists.len() == 1 { lists.remove(0) } else { format!("concat({})", lists.join(", ")) }
    }

    fn word(&mut self, leaf: Leaf<'_>, word: &Word) -> Part {
        let parts: Vec<Part> = match word {
            Word::Text(pieces) => pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) if pieces.len() > 1 => beside_tags(text),
                    piece => self.piece(leaf, piece),
                })
                .collect(),
            Word::Concat(words) => words.iter().map(|word| self.word(leaf, word)).collect(),
            Word::IfPresent { input, then, otherwise } => {
                let mut joined = |words: &[Word]| {
                    let parts: Vec<String> = words.iter().map(|word| self.word(leaf, word).expression).collect();
                    if parts.is_empty() { "''".to_owned() } else { parts.join(" + ") }
                };
                let (then, otherwise) = (joined(then), joined(otherwise));
                let expression = format!("({} != '{ABSENT}' ? {then} : {otherwise})", given(leaf.component, input));
                vec![Part { tagged: format!("{{{{={expression}}}}}"), expression }]
            }
        };
        let expressions: Vec<&str> = parts.iter().map(|part| part.expression.as_str()).collect();
        let expression = if parts.is_empty() { "''".to_owned() } else { expressions.join(" + ") };
        Part { tagged: parts.iter().map(|part| part.tagged.as_str()).collect(), expression }
    }

    fn piece(&mut self, Leaf { component, at, span }: Leaf<'_>, piece: &Piece) -> Part {
        match piece {
            Piece::Text(literal) => fixed(literal),
            Piece::Input(name) => {
                let port = component.inputs.iter().find(|port| port.name == *name);
                let reference = format!("inputs.parameters{}", member(name));
                if port.is_some_and(is_number) {
                    Part { tagged: format!("{{{{inputs.parameters.{name}}}}}"), expression: reference }
                } else if port.is_some_and(|port| port.shape == Shape::Parameter(ParamType::String)) {
                    made(protected(&decoded(&reference)))
                } else {
                    made(protected(&reference))
                }
            }
            Piece::InputPath(name) => fixed(&format!("{INPUTS}/{name}")),
            Piece::OutputPath(name) | Piece::OutputParameterPath(name) => fixed(&format!("{WORK}/{name}")),
            Piece::InputUri(name) => {
                self.need_root(span);
                made(protected(&format!("fromJSON(inputs.parameters{}).uri", member(&metadata(name)))))
            }
            Piece::InputMetadata(name, key) => {
                let all = format!("fromJSON(inputs.parameters{}).metadata", member(&metadata(name)));
                made(protected(&match key {
                    Some(key) => {
                        let value = format!("get({all}, {})", text(key));
                        format!("({value} == nil ? '' : type({value}) == 'string' ? {value} : toJson({value}))")
                    }
                    None => format!("toJson({all})"),
                }))
            }
            Piece::OutputUri(name) => {
                self.need_root(span);
                let tagged = self.uri(name, self.lists.list(at, name)).unwrap_or_default();
                Part { expression: spliced(&tagged), tagged }
            }
            Piece::OutputMetadata(..) => fixed("{}"),
            // Refused by the capability table, as is what no variable holds.
            Piece::ExecutorInput => fixed(""),
            Piece::Run(field) => match run::pod_variable(*field) {
                Some(variable) => Part { tagged: format!("{{{{{variable}}}}}"), expression: variable.to_owned() },
                None => fixed(""),
            },
            Piece::WorkspacePath => fixed(super::WORKSPACE),
        }
    }
}

/// The variables that [`protected`] and [`literal`] texts need.
pub(super) fn braces(texts: &[&String]) -> Vec<EnvVar> {
    [(OPEN, "{"), (CLOSE, "}")]
        .into_iter()
        .filter(|(name, _)| texts.iter().any(|text| text.contains(name)))
        .map(|(name, brace)| EnvVar { name: name.to_owned(), value: Some(brace.to_owned()), ..EnvVar::default() })
        .collect()
}

/// Literal text as Argo and the kubelet leave it alone.
pub(super) fn literal(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        match letter {
            '$' if matches!(next, Some('(' | '$')) => out.push_str("$$"),
            '{' if next == Some('{') => out.push_str("$(MLC_OPEN)"),
            '}' if next == Some('}') => out.push_str("$(MLC_CLOSE)"),
            letter => out.push(letter),
        }
    }
    out
}

/// The expression for a text that the kubelet leaves alone once Argo has put it in.
pub(super) fn protected(value: &str) -> String {
    format!("replace(replace({value}, '$', '$$'), '{{', '$({OPEN})')")
}

/// The expression for a text in which tags of variables stand.
fn spliced(tagged: &str) -> String {
    let mut parts = Vec::new();
    for (index, piece) in tagged.split("{{").enumerate() {
        match piece.split_once("}}").filter(|_| index > 0) {
            Some((variable, rest)) => parts.extend([variable.to_owned(), text(rest)]),
            None => parts.push(text(piece)),
        }
    }
    parts.join(" + ")
}

fn fixed(value: &str) -> Part {
    let tagged = literal(value);
    let expression = text(&tagged);
    Part { tagged, expression }
}

/// Literal text beside a tag, whose braces would be longer by one that stands at the text's end.
fn beside_tags(value: &str) -> Part {
    let mut tagged = literal(value);
    if let Some(rest) = tagged.strip_suffix('{') {
        tagged = format!("{rest}$({OPEN})");
    }
    if let Some(rest) = tagged.strip_prefix('}') {
        tagged = format!("$({CLOSE}){rest}");
    }
    let expression = text(&tagged);
    Part { tagged, expression }
}

fn made(expression: String) -> Part {
    Part { tagged: format!("{{{{={expression}}}}}"), expression }
}

fn is_number(port: &Port) -> bool {
    !port.optional && matches!(port.shape, Shape::Parameter(ParamType::Int | ParamType::Float | ParamType::Bool))
}

/// The expression that tells whether the caller gave `input`.
fn given(component: &Component, input: &str) -> String {
    let artifact = component.inputs.iter().any(|port| port.name == input && port.is_artifact());
    let name = if artifact { metadata(input) } else { input.to_owned() };
    format!("inputs.parameters{}", member(&name))
}
