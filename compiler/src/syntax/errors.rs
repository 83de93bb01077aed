//! Reports of the lexer and the parser.
//!
//! In: spans and what stands there. Out: diagnostics of the codes E0101 to E0139.
//! Always holds: one constructor a fault; the message stands alone and speaks of the language, not of tokens.

pub(in crate::syntax) mod habits;
pub(in crate::syntax) mod lexical;

use super::ast::Name;
use super::parser::recover::What;
use super::token::TokenKind;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// A bracket that nothing closes.
pub(in crate::syntax) fn unclosed_bracket(at: Span, opener: Span, open: TokenKind, close: TokenKind) -> Diagnostic {
    let (open, close) = (open.spelling().unwrap_or(""), close.spelling().unwrap_or(""));
    Diagnostic::error(Code::E0103, at, format!("`{open}` is not closed"), format!("`{close}` is missing here"))
        .with(opener, "opens here")
        .suggest(format!("close it with `{close}`"), at, close)
}

/// A closing bracket that closes nothing.
pub(in crate::syntax) fn stray_bracket(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(Code::E0104, span, format!("`{text}` closes nothing"), "no bracket of its kind is open here")
        .suggest("take it out", span, "")
}

/// A closing bracket of another kind than the one that is open.
pub(in crate::syntax) fn other_bracket(span: Span, text: &str, opener: Span, close: TokenKind) -> Diagnostic {
    let close = close.spelling().unwrap_or("");
    Diagnostic::error(Code::E0104, span, format!("`{text}` does not close this bracket"), format!("`{close}` does"))
        .with(opener, "opens here")
        .suggest(format!("close it with `{close}`"), span, close)
}

/// Too many brackets inside of each other, or too many operators in a row.
pub(in crate::syntax) fn too_deep(span: Span, brackets: bool) -> Diagnostic {
    if brackets {
        return Diagnostic::error(Code::E0112, span, "brackets are nested more than 256 deep", "one too many")
            .help("give inner parts a name of their own");
    }
    Diagnostic::error(Code::E0112, span, "more than 500 operators, fields or calls in one value", "one too many")
        .help("give parts of it a name with `let` or `const`")
}

/// What stands where something else is asked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::syntax) enum Found<'t> {
    /// This token.
    Token(TokenKind, &'t str),
    /// Nothing more on the line.
    LineEnd,
    /// Nothing more in the declaration.
    End,
}

/// Something else is asked for.
pub(in crate::syntax) fn expected(span: Span, what: What, found: Found<'_>) -> Diagnostic {
    let asked = asked_for(what);
    let message = match what {
        What::End => format!("{} does not belong to the declaration above", describe(found)),
        _ => format!("expected {asked}, found {}", describe(found)),
    };
    let diagnostic = Diagnostic::error(Code::E0102, span, message, "");
    match (what, found) {
        (What::Head, Found::Token(TokenKind::LBrace, _)) => {
            diagnostic.help("`{` opens the block here; a record in its place stands in parentheses")
        }
        (What::Implementation, _) => diagnostic
            .help("say how it does its work: `python` and a fence or a file, or `container { command = […] }`"),
        (What::Token(TokenKind::Finally, _), _) => {
            diagnostic.help("a `try` is followed by `finally { … }`, which runs however the `try` ended")
        }
        _ => diagnostic,
    }
}

fn asked_for(what: What) -> String {
    let text = match what {
        What::Value => "a value",
        What::Operand => "a value behind the operator",
        What::Head => "a value before the block",
        What::Type => "a type",
        What::Name(of) => of,
        What::Statement => "a statement",
        What::Implementation => "`python` or `container`",
        What::PythonSource => "a fence, or a file in quotes",
        What::Source => "`std.…`, a file in quotes or `component`",
        What::End => "nothing more",
        What::Block(behind) => return format!("`{{` {behind}"),
        What::Token(kind, "") => return format!("`{}`", kind.spelling().unwrap_or("")),
        What::Token(kind, purpose) => return format!("`{}` {purpose}", kind.spelling().unwrap_or("")),
        What::Next(closer) => return format!("`,` or `{}`", closer.spelling().unwrap_or("")),
    };
    text.to_owned()
}

fn describe(found: Found<'_>) -> String {
    match found {
        Found::LineEnd => "the end of the line".to_owned(),
        Found::End => "the end of the declaration".to_owned(),
        Found::Token(TokenKind::Str, _) => "text in quotes".to_owned(),
        Found::Token(TokenKind::Fence, _) => "a fence".to_owned(),
        Found::Token(_, text) => format!("`{text}`"),
    }
}

/// `///` above nothing.
pub(in crate::syntax) fn idle_doc(span: Span) -> Diagnostic {
    let slashes = Span { end: span.start + 3, ..span };
    Diagnostic::error(Code::E0113, span, "a `///` comment describes what stands below it", "nothing stands below").fix(
        "make it a plain comment",
        slashes,
        "//",
    )
}

/// One more line of it.
pub(in crate::syntax) fn more_of_idle_doc(report: &mut Diagnostic, span: Span) {
    if let Some(help) = report.help.first_mut() {
        help.edits.push((Span { end: span.start + 3, ..span }, String::from("//")));
    }
}

/// Two items without a comma between.
pub(in crate::syntax) fn missing_comma(item: Span, gap: Span) -> Diagnostic {
    Diagnostic::error(Code::E0114, item, "a comma is missing before this", "the next one begins here").fix(
        "put a comma in",
        gap,
        ",",
    )
}

/// `a < b < c`
pub(in crate::syntax) fn chain(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0115, span, "comparisons don't chain", "the second comparison")
        .help("compare twice: `a < b and b < c`")
}

/// A block as part of a value.
pub(in crate::syntax) fn block_as_operand(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0116, span, "a block can't be part of a value", "a block")
        .help("give it a name: `let result = if … { … } else { … }`, and use `result` here")
}

/// `return` alone.
pub(in crate::syntax) fn empty_return(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0117, span, "`return` needs a value", "returns nothing")
        .help("a pipeline without outputs has no `return`; nothing ends it early: put the rest in an `if`")
}

/// `return a, b`
pub(in crate::syntax) fn several_returned(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0129, span, "`return` gives one value", "a second one follows")
        .help("several outputs are a record: `return { a = x, b = y }`")
}

/// `x = f()`
pub(in crate::syntax) fn missing_let(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(Code::E0118, span, format!("`{name}` is given a value without `let`"), "a new name").fix(
        "put `let` before it",
        span.before(),
        "let ",
    )
}

/// `a = x, b = y` as a block's last line.
pub(in crate::syntax) fn bare_record(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(Code::E0118, span, "a record stands in braces of its own", "fields without braces").suggest(
        "put braces around it, within those of the block",
        span,
        format!("{{ {text} }}"),
    )
}

/// A reserved word where a name is asked.
pub(in crate::syntax) fn reserved_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(Code::E0119, span, format!("`{word}` is a word of the language"), "can't be a name here").suggest(
        "take another name",
        span,
        format!("{word}_"),
    )
}

/// The keyword that a misspelled one is nearest to.
pub(in crate::syntax) fn meant_keyword(text: &str) -> Option<&'static str> {
    let meant = match text {
        "task" | "step" | "op" | "func" | "function" => Some("component"),
        "workflow" | "dag" => Some("pipeline"),
        _ => None,
    };
    meant.or_else(|| did_you_mean(text, ["use", "const", "type", "artifact", "component", "pipeline", "trigger"]))
}

/// No keyword of a declaration; perhaps this one is meant.
pub(in crate::syntax) fn unknown_declaration(span: Span, text: &str, meant: Option<&str>) -> Diagnostic {
    let message = match text {
        "let" | "if" | "for" | "try" | "return" => format!("`{text}` stands inside of a pipeline"),
        _ => format!("`{text}` begins no declaration"),
    };
    let diagnostic = Diagnostic::error(Code::E0131, span, message, "expected a declaration here")
        .note("a file holds `use`, `const`, `type`, `artifact`, `component`, `pipeline` and `trigger`");
    match (text, meant) {
        ("def", _) => diagnostic.help("write `component name(input: Type) -> Type python` and the body in a fence"),
        ("import" | "from", _) => diagnostic.help("write `use std.name.{…}` or `use \"./file.py\".{…}`"),
        ("class", _) => diagnostic.help("write `type Name = { field: Type }`"),
        (_, Some(meant)) => diagnostic.suggest(format!("did you mean `{meant}`?"), span, meant),
        _ => diagnostic,
    }
}

/// `component …` inside of a block.
pub(in crate::syntax) fn nested_declaration(span: Span, keyword: &str) -> Diagnostic {
    Diagnostic::error(
        Code::E0132,
        span,
        format!("a `{keyword}` is declared at the file's top level"),
        "inside of a block",
    )
    .help("move it out of the block; declarations stand in any order")
}

/// `-> (a: Int = 3)`
pub(in crate::syntax) fn output_default(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0133, span, "an output has no default", "what it is comes from the component")
        .help("take the `= …` out; an input may have a default")
}

/// `@!name` below a component.
pub(in crate::syntax) fn file_decorator_below(span: Span, above: Span) -> Diagnostic {
    Diagnostic::error(Code::E0134, span, "`@!` is for the whole file and stands above its components", "too far down")
        .with(above, "it holds for this one too")
        .help("move it to the top, or take the `!` out to decorate what comes next")
}

/// A decorator with nothing below it.
pub(in crate::syntax) fn nothing_decorated(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0135, span, "a declaration is missing below the decorator", "expected one here")
        .help("for every component of the file write `@!` in place of `@`")
}

/// `@retry(3)` above a statement.
pub(in crate::syntax) fn decorator_in_block(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(Code::E0135, span, "decorators stand above declarations, not above tasks", "inside of a block")
        .help(format!("write it behind the task's call: `task(…).{name}(…)`"))
}

/// `use std.mlflow` without names; `last` is a part of the path that is meant as one.
pub(in crate::syntax) fn use_names(span: Span, last: Option<&Name>) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(Code::E0136, span, "`use` lists the names that it takes", "expected `.{…}` here");
    match last {
        Some(name) => diagnostic.fix("put the name into braces", span, format!("{{{}}}", name.text)),
        None => diagnostic.help("list them: `use std.mlflow.{register_model}`"),
    }
}

/// `use std.mlflow{register_model}`
pub(in crate::syntax) fn use_without_dot(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0136, span, "`use` lists the names that it takes", "expected `.{…}` here").fix(
        "put a `.` before the names",
        span.before(),
        ".",
    )
}

/// Words that begin no statement; perhaps `meant` is.
pub(in crate::syntax) fn unknown_statement(span: Span, word: &str, meant: Option<&str>) -> Diagnostic {
    let message = format!("`{word}` begins no statement");
    let diagnostic = Diagnostic::error(Code::E0127, span, message, "not a word of the language");
    match meant {
        Some(meant) => diagnostic.suggest(format!("did you mean `{meant}`?"), span, meant),
        None => {
            diagnostic.note("a statement is `let name = …`, a call, a block behind `if`, `for` or `try`, or `return …`")
        }
    }
}

/// `name: value`
pub(in crate::syntax) fn colon(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0137, span, "`:` gives a type, `=` gives a value", "a value follows").fix(
        "write `=`",
        span,
        " =",
    )
}

/// `component f(): Int`
pub(in crate::syntax) fn colon_arrow(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0137, span, "outputs stand behind `->`", "not `:`").fix("write `->`", span, " ->")
}

/// `let x: Int = 3`
pub(in crate::syntax) fn let_type(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0138, span, "`let` takes no type", "its value says the type").fix("take it out", span, "")
}

/// `a if c else b`
pub(in crate::syntax) fn ternary(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0139, span, "a condition stands before its values", "behind the value")
        .help("write `let x = if condition { a } else { b }`; in a list `if condition { a } else { b }`")
}

/// `[f(x) for x in xs]`
pub(in crate::syntax) fn comprehension(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0139, span, "a loop stands before what it repeats", "behind the value")
        .help("write `let results = for x in list { … }`: its outputs are lists, in the items' order")
}

/// `"a" | Int`
pub(in crate::syntax) fn mixed_enum(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0102, span, "`|` stands between literals: `\"a\" | \"b\"`", "not only literals")
        .help("for a value of any kind the type is `Json`")
}
