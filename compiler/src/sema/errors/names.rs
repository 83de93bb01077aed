//! E02: names.

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// `name` is declared nowhere; `known` are the names that could be meant.
pub(crate) fn unknown_name<'a>(name: &str, span: Span, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let report = Diagnostic::error(Code::E0201, span, format!("there is no `{name}` here"), "not declared");
    match did_you_mean(name, known) {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None => report.help("declare it, or bring it in with `use`"),
    }
}

/// `name` is declared twice in one file or block.
pub(crate) fn declared_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::E0202, span, format!("`{name}` is declared twice"), "declared again here")
        .with(first, "first declared here")
        .help("give one of them another name")
}

/// A name is imported, and declared or imported besides.
pub(crate) fn imported_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::E0202, span, format!("`{name}` is imported, and declared besides"), "imported here")
        .with(first, "the other one")
        .help(format!("import it under another name: `{name} as …`"))
}

/// `name` is used above its `let`, or within it.
pub(crate) fn used_before_let(name: &str, span: Span, declared: Span) -> Diagnostic {
    if declared.start < span.start {
        return Diagnostic::error(Code::E0203, span, format!("`{name}` is used in its own `let`"), "used here")
            .with(declared, "stands for the value only when it is made")
            .help("a `let` gives a name to something new: take another name, or another value");
    }
    Diagnostic::error(Code::E0203, span, format!("`{name}` is used before its `let`"), "used here")
        .with(declared, "declared here, further down")
        .help(format!("move the `let {name}` above this line"))
}

/// A `let`, loop name or `finally` name hides a name from outside of its block.
pub(crate) fn shadowed(name: &str, span: Span, outer: Span) -> Diagnostic {
    Diagnostic::error(Code::E0204, span, format!("`{name}` would hide another `{name}`"), "the same name again")
        .with(outer, "already the name of this")
        .help("a name means one thing within its reach: choose another")
}

/// The task or block has no such output.
pub(crate) fn unknown_output(name: &str, span: Span, of: &str, outputs: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(Code::E0205, span, format!("`{of}` has no output `{name}`"), "no such output");
    let report = match outputs {
        [] => report.note(format!("`{of}` yields nothing")),
        names => report.note(format!("it yields {}", list(names))),
    };
    near(report, name, span, outputs)
}

/// What the engine knows, or what a command line can say of an input or output, has no such part.
pub(crate) fn unknown_part(name: &str, span: Span, of: &str, parts: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(Code::E0205, span, format!("`{of}` has no `{name}`"), "no such part");
    let report = match parts {
        [] => report.note(format!("`{of}` stands for itself: it is put in as it is")),
        names => report.note(format!("it has {}", list(names))),
    };
    near(report, name, span, parts)
}

fn near(report: Diagnostic, name: &str, span: Span, known: &[&str]) -> Diagnostic {
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None => report,
    }
}

/// The name was declared in a block that has ended.
pub(crate) fn lives_in_block(name: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::error(Code::E0206, span, format!("`{name}` lives in another block"), "not known here")
        .with(declared, "declared in this block, which has ended")
        .help("let the block yield it: make it the block's last line, and give the block a name with `let`")
}

/// A `finally` uses a name of what it ends.
pub(crate) fn unknown_to_finally(name: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::error(Code::E0206, span, format!("a `finally` does not know `{name}`"), "not known here")
        .with(declared, "may not have come about when the `finally` runs")
        .help("a `finally` uses the pipeline's inputs, constants, and its status: `finally(status)`")
}

/// A name of one kind stands where another kind is needed.
pub(crate) fn wrong_kind(name: &str, span: Span, is: &str, needed: &str) -> Diagnostic {
    Diagnostic::error(Code::E0207, span, format!("`{name}` is {is}, not {needed}"), format!("{needed} is needed here"))
}

/// The type is declared nowhere.
pub(crate) fn unknown_type<'a>(name: &str, span: Span, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let report = Diagnostic::error(Code::E0208, span, format!("there is no type `{name}`"), "unknown type");
    if let Some(ours) = python_type(name) {
        return report.fix(format!("Python's `{name}` is `{ours}` here"), span, ours);
    }
    match did_you_mean(name, known) {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None if name == "Optional" => report.help("what may be absent is written `T?`"),
        None if matches!(name, "Union" | "Literal") => report.help("one of several values is written `\"a\" | \"b\"`"),
        None => report.help("the types are String, Int, Float, Bool, List<T>, Map<T>, Json, records and artifacts"),
    }
}

fn python_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "str" | "string" | "Str" | "Text" => "String",
        "int" | "integer" | "Integer" => "Int",
        "float" | "double" | "Double" | "Number" => "Float",
        "bool" | "boolean" | "Boolean" => "Bool",
        "list" | "Array" => "List",
        "dict" | "Dict" | "map" | "object" => "Map",
        "Any" | "any" => "Json",
        _ => return None,
    })
}

/// A constant or type is defined by itself.
pub(crate) fn defined_by_itself(name: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::error(Code::E0209, span, format!("`{name}` is defined by itself"), "leads back to where it began")
        .with(declared, "began here")
        .help("one of the definitions on the way must stand on its own")
}

/// Definitions that lean on each other in too long a row.
pub(crate) fn too_deep(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0213, span, format!("`{name}` leans on too many definitions"), "more than 256 in a row")
        .help("shorten the row: say some of them out in full")
}

/// A constant whose copies come to too much.
pub(crate) fn too_big(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0215, span, "the constants grow too big", "here they come to more than 16 MiB")
        .note("each use of a constant or of a default is a copy, and a list of numbers is longer than its count")
        .help("pass big data as an artifact, and make it in a component")
}

/// A constant that is nested too deep.
pub(crate) fn nested_too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0215, span, "this constant is nested too deep", "more than 256 lists or records deep")
        .help("keep it flat, or pass it as an artifact")
}

/// A record type of too many fields, with those of its fields.
pub(crate) fn too_many_parts(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0215, span, "this type has too many fields", "more than 4096, with those of its fields")
        .help("take `Json` or `Map` for what has no fixed shape")
}

/// A name that Python keeps for itself.
pub(crate) fn python_keyword(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0214, span, format!("`{name}` is a word of Python's own"), "can't be a parameter there")
        .suggest("choose another name", span, format!("{name}_"))
}

/// `_` is no name.
pub(crate) fn underscore_used(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0210, span, "`_` is no name: it can't be used", "used here")
        .help("give it a name with `let name = …` or `for name in …`")
}

/// Two names become one on the cluster.
pub(crate) fn names_collide(a: &str, b: &str, cluster: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("`{a}` and `{b}` are both `{cluster}` on the cluster");
    Diagnostic::error(Code::E0211, span, message, "and so does this")
        .with(first, format!("becomes `{cluster}`"))
        .note("Kubernetes' names have lower-case letters, digits and `-` only, so `_` becomes `-`")
        .help("rename one of them, or say its name on the cluster: `@name(\"…\")`")
}

/// A module has no such public name.
pub(crate) fn not_in_module<'a>(
    name: &str,
    span: Span,
    module: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let report = Diagnostic::error(Code::E0212, span, format!("`{module}` has no `{name}`"), "not declared over there");
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None if known.is_empty() => report.note("it declares nothing"),
        None => report.note(format!("it declares {}", list(&known))),
    }
}

/// `a`, `b` and `c`
pub(crate) fn list(names: &[&str]) -> String {
    match names {
        [] => String::from("none"),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}
