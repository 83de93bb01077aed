//! Reports on what Python, YAML and their like write differently.
//!
//! In: spans and what was written. Out: one diagnostic each, with what to write instead.
//! Always holds: the parser goes on with what is meant, so that nothing is reported twice.

use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// `&&`, `===`, `+=`, `%`
pub(in crate::syntax) fn operator(span: Span, text: &str, meant: &str) -> Diagnostic {
    let message = format!("`{text}` is no operator");
    let diagnostic = Diagnostic::error(Code::E0128, span, message, "from another language");
    match (text, meant) {
        (_, "") if text.ends_with('=') => {
            diagnostic.help("a name gets its value once; give the new value a name of its own")
        }
        (_, "") => diagnostic.help("compute it in a component"),
        _ => diagnostic.fix(format!("write `{}`", meant.trim()), span, meant),
    }
}

/// `;`
pub(in crate::syntax) fn semicolon(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0129, span, "statements need no `;`", "not needed").fix("take it out", span, "")
}

/// `f(a; b)`
pub(in crate::syntax) fn semicolon_in_list(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0129, span, "`,` stands between the parts of a list, not `;`", "from another language")
        .fix("write `,`", span, ",")
}

/// `# text`
pub(in crate::syntax) fn hash_comment(span: Span, sign: Span) -> Diagnostic {
    Diagnostic::error(Code::E0123, span, "a comment begins with `//`", "`#` begins no comment")
        .fix("use `//`", sign, "//")
}

/// `True`, `False`, `None`, `null`
pub(in crate::syntax) fn constant(span: Span, text: &str, meant: &str) -> Diagnostic {
    Diagnostic::error(Code::E0120, span, format!("`{text}` is spelled `{meant}`"), "spelled as in another language")
        .fix(format!("write `{meant}`"), span, meant)
}

/// `elif`
pub(in crate::syntax) fn elif(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(Code::E0121, span, format!("`{text}` is spelled `else if`"), "from another language").fix(
        "write `else if`",
        span,
        "else if",
    )
}

/// `List[Int]`; `text` is all of it.
pub(in crate::syntax) fn square_type(span: Span, name: &str, text: &str) -> Diagnostic {
    let inner = text.get(name.len()..).unwrap_or("").trim();
    let inner = inner.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or("");
    let diagnostic = Diagnostic::error(Code::E0125, span, "what a type holds stands in `<` and `>`", "square brackets");
    if inner.contains(['[', ']', '<', '>']) {
        return diagnostic.help(format!("write `{name}<…>`"));
    }
    match (name, inner) {
        ("Dict" | "dict", _) => diagnostic.help("a map's keys are text, and its values' type stands alone: `Map<Int>`"),
        ("Union" | "Literal", _) => diagnostic.help("one of several values is written `\"a\" | \"b\"`"),
        ("list", _) => diagnostic.fix("use `<` and `>`", span, format!("List<{inner}>")),
        ("Optional", _) => diagnostic.fix("write `?` behind the type", span, format!("{inner}?")),
        _ => diagnostic.fix("use `<` and `>`", span, format!("{name}<{inner}>")),
    }
}

/// `:` and lines below, in place of `{ … }`.
pub(in crate::syntax) fn colon_block(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0126, span, "a block stands in `{` and `}`", "`:` opens no block")
        .help("write `{` here, and `}` behind the block's last line")
}

/// Whether a word begins a statement of Python that has no counterpart of the same name.
pub(in crate::syntax) fn is_statement(word: &str) -> bool {
    matches!(
        word,
        "with"
            | "def"
            | "class"
            | "import"
            | "from"
            | "while"
            | "async"
            | "await"
            | "lambda"
            | "del"
            | "raise"
            | "assert"
            | "global"
            | "yield"
            | "match"
            | "switch"
            | "var"
            | "val"
            | "except"
    )
}

/// `with dsl.If(…):`, `def …`, `try:`
pub(in crate::syntax) fn statement(span: Span, word: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(Code::E0127, span, format!("`{word}` begins no statement"), "from another language");
    diagnostic.help(match word {
        "with" => "`dsl.If` is `if c { … }`, `dsl.ParallelFor` is `for x in list { … }`, `dsl.ExitHandler` is `try { … } finally { … }`",
        "def" | "async" | "lambda" => "code stands in a component, outside of the pipeline: `component name() python` and a fence",
        "class" => "a record's type stands outside of the pipeline: `type Name = { field: Type }`",
        "import" | "from" => "names come in at the top of the file: `use std.name.{…}`; Python's imports stand in a component",
        "while" => "a pipeline has no open loop: `for x in list { … }` goes over a list, `.retry(n)` repeats a task",
        "try" | "except" | "finally" | "else" => "blocks stand in braces: `try { … } finally { … }`, `if c { … } else { … }`",
        "var" | "val" => "a name is given with `let`",
        "pass" => "an empty block is `{ }`",
        "match" | "switch" => "write `if x == \"a\" { … } else if x == \"b\" { … }`",
        _ => "what computes stands in a component",
    })
}

/// `,` behind a statement.
pub(in crate::syntax) fn statement_comma(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0129, span, "statements need no `,`", "not needed").fix("take it out", span, "")
}

/// `@dsl.component`
pub(in crate::syntax) fn python_decorator(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0127, span, "a decorator's name has no parts", "from Python")
        .help("`@dsl.component` and `@dsl.pipeline` are the words `component` and `pipeline` before a name")
}
