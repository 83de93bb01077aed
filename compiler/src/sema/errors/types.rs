//! E03: types.

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::sema::types::Type;
use crate::source::Span;

/// A place with the reason why something is expected or made there.
pub(crate) type Because = Option<(Span, String)>;

/// A value of one type stands where another is asked.
pub(crate) fn mismatch(span: Span, expected: &Type, found: &Type, asked: &Because, made: &Because) -> Diagnostic {
    let message = format!("expected `{expected}`, found `{found}`");
    let mut report = Diagnostic::error(Code::E0301, span, message, format!("this is `{found}`"));
    for (place, text) in [asked, made].into_iter().flatten() {
        report = report.with(*place, text.clone());
    }
    match (expected.required(), found.required()) {
        (Type::Int, Type::Float) => report.note("a `Float` is not cut to an `Int` by itself"),
        (Type::List(item), found) if **item == *found => report.help("put it in a list: `[…]`"),
        (expected, Type::List(item)) if *expected == **item => {
            report.help("it is a list: run over its items with `for item in … { }`")
        }
        (Type::String, Type::Int | Type::Float | Type::Bool) => report.help("text is made of it by `\"${name}\"`"),
        (expected, found) if expected.is_artifact() && !found.is_artifact() => {
            report.note("an artifact is a file that a task made; a plain value is none")
        }
        (expected, found) if !expected.is_artifact() && found.is_artifact() => {
            report.note("an artifact is a file; a value comes out of it only by a component that reads it")
        }
        _ => report,
    }
}

/// A value that may be absent stands where one is needed.
pub(crate) fn optional_not_tested(span: Span, name: &str, expected: &Type, asked: &Because) -> Diagnostic {
    let report = Diagnostic::error(Code::E0302, span, format!("`{name}` may be absent"), "may be absent here");
    let report = match asked {
        Some((place, text)) => report.with(*place, text.clone()),
        None => report,
    };
    report.help(format!("test it first: `if {name} {{ … }}`; in there it is a `{expected}`"))
}

/// A record lacks fields that have no default.
pub(crate) fn missing_fields(span: Span, fields: &[(&str, &Type)], of: &Type) -> Diagnostic {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let report = Diagnostic::error(
        Code::E0303,
        span,
        format!("the record lacks {}", super::names::list(&names)),
        format!("needed for `{of}`"),
    );
    fields.iter().fold(report, |report, (name, ty)| report.note(format!("`{name}` is a `{ty}`")))
}

/// A record has a field that its type does not know.
pub(crate) fn unknown_field(span: Span, name: &str, of: &Type, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(Code::E0304, span, format!("`{of}` has no field `{name}`"), "unknown field");
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None => report.note(format!("its fields are {}", super::names::list(known))),
    }
}

/// A literal is none of an enumeration's.
pub(crate) fn not_in_enum(span: Span, value: &str, of: &Type, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(Code::E0305, span, format!("{value} is none of `{of}`"), "not one of them");
    match did_you_mean(value, known.iter().copied()) {
        Some(near) => report.suggest(format!("did you mean {near}?"), span, near),
        None => report,
    }
}

/// An integer that a double can't hold exactly.
pub(crate) fn integer_too_big(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0306, span, "this integer is too big", "beyond 9007199254740992 (2^53)")
        .note("both engines carry numbers as doubles, which hold whole numbers exactly up to 2^53 only")
        .help("pass it as text: put it in quotes and take it as a `String`")
}

/// A number with a unit where no duration or quantity is expected.
pub(crate) fn unit_not_expected(span: Span, text: &str, expected: Option<&Type>) -> Diagnostic {
    let report = Diagnostic::error(Code::E0307, span, format!("`{text}` has a unit"), "no duration or quantity here");
    match expected.map(Type::required) {
        Some(Type::String | Type::Json) => report.fix("pass it on as text", span, format!("\"{text}\"")),
        _ => report.help("numbers with units stand in settings such as `timeout(2h)` and `resources(memory = 16Gi)`"),
    }
}

/// An operator between types it does not work on.
pub(crate) fn operator(span: Span, operator: &str, left: &Type, right: &Type) -> Diagnostic {
    let message = format!("`{operator}` does not work on `{left}` and `{right}`");
    let report = Diagnostic::error(Code::E0308, span, message, "");
    match (operator, left.required(), right.required()) {
        ("+", Type::String, _) | ("+", _, Type::String) => report.help("put text together with `\"${a}${b}\"`"),
        ("<" | "<=" | ">" | ">=", ..) => report.note("numbers are ordered, and text by its letters; nothing else is"),
        _ => report,
    }
}

/// Two types that are never equal are compared.
pub(crate) fn never_equal(span: Span, left: &Type, right: &Type) -> Diagnostic {
    let message = format!("a `{left}` is never equal to a `{right}`");
    Diagnostic::error(Code::E0309, span, message, "compares unlike things")
        .note("comparing them would be false in every run")
}

/// A condition that is none.
pub(crate) fn not_a_condition(span: Span, found: &Type) -> Diagnostic {
    let report = Diagnostic::error(Code::E0310, span, format!("a condition is a `Bool`, this is `{found}`"), "");
    match found {
        Type::Optional(inner) if **inner == Type::Bool => {
            report.help("say which you mean: `x == true` asks for its value, `x != none` whether it is there")
        }
        Type::Optional(_) => report,
        Type::String => report.help("compare it: `x == \"…\"`"),
        ty if ty.is_number() => report.help("compare it: `x != 0`"),
        Type::List(_) => report.note("whether a list is empty is known only to a component that reads it"),
        _ => report,
    }
}

/// An artifact where only a value can stand.
pub(crate) fn artifact_as_value(span: Span, found: &Type, place: &str) -> Diagnostic {
    let message = format!("an artifact can't stand in {place}");
    Diagnostic::error(Code::E0311, span, message, format!("this is `{found}`"))
        .note("the engine knows where an artifact lies, not what is in it")
        .help("let the component that makes it also yield the value: `-> (data: Dataset, rows: Int)`")
}

/// A loop over what is no list.
pub(crate) fn not_a_list(span: Span, found: &Type) -> Diagnostic {
    let report = Diagnostic::error(Code::E0312, span, format!("`for` runs over a list, this is `{found}`"), "no list");
    match found.required() {
        Type::Optional(_) => report,
        Type::Int => report.help("to count, say `for i in range(n)`"),
        Type::String => report.help("text is not run over letter by letter: let a component make a `List<String>`"),
        Type::Map(_) | Type::Record(_) => report.help("make it a list of records: `[{ key = …, value = … }]`"),
        _ => report,
    }
}

/// Arithmetic or a comparison on run-time values outside of a condition.
pub(crate) fn run_time_arithmetic(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0313, span, "this can't be computed between tasks", "known only when the pipeline runs")
        .note("engines compare and calculate in conditions only; constants are calculated by the compiler")
        .help("let a component calculate it")
}

/// A task that yields nothing, or several things, where one value is needed.
pub(crate) fn no_single_value(span: Span, name: &str, outputs: &[&str]) -> Diagnostic {
    match outputs {
        [] => Diagnostic::error(Code::E0314, span, format!("`{name}` yields nothing"), "a value is needed here"),
        names => {
            let choices: Vec<String> = names.iter().map(|output| format!("`{name}.{output}`")).collect();
            Diagnostic::error(Code::E0314, span, format!("`{name}` yields several values"), "which one?")
                .help(format!("say {}", choices.join(" or ")))
        }
    }
}

/// Branches of an `if` whose values do not agree, where the value is used.
pub(crate) fn branches_disagree(span: Span, why: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::error(Code::E0315, span, format!("the branches do not agree: {why}"), "the value is used here")
        .with(first, "this branch")
        .with(second, "and this one")
        .help("let every branch end with values of the same number and types")
}

/// An output that is declared optional.
pub(crate) fn optional_output(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0316, span, "an output can't be optional", "this `?`")
        .note("an engine waits for every output that a task declares")
        .help("say with another output whether there is one: `-> (found: Bool, value: T)`")
}

/// A field of something that has none.
pub(crate) fn no_fields(span: Span, found: &Type, name: &str) -> Diagnostic {
    let report = Diagnostic::error(Code::E0317, span, format!("a `{found}` has no field `{name}`"), "no such field");
    match found.required() {
        Type::List(_) => report.help("take an item first: `list[0].field`, or run over it with `for`"),
        ty if ty.is_artifact() => {
            report.note("`.path`, `.uri` and `.metadata` are known inside of components, not between tasks")
        }
        _ => report,
    }
}

/// An index that does not fit.
pub(crate) fn bad_index(span: Span, found: &Type) -> Diagnostic {
    Diagnostic::error(Code::E0318, span, format!("this is no index into `{found}`"), "")
        .help("lists take a constant number from 0, records and maps a constant text: `list[0]`, `map[\"key\"]`")
}

/// `none` where a value is needed.
pub(crate) fn none_not_allowed(span: Span, expected: &Type, asked: &Because) -> Diagnostic {
    let report =
        Diagnostic::error(Code::E0319, span, format!("`none` can't stand for a `{expected}`"), "a value is needed");
    match asked {
        Some((place, text)) => report.with(*place, text.clone()),
        None => report,
    }
}

/// Something that has to be known at compile time is not.
pub(crate) fn not_constant(span: Span, place: &str) -> Diagnostic {
    Diagnostic::error(Code::E0330, span, format!("{place} must be a constant"), "known only when the pipeline runs")
        .help("use a literal or a `const`")
}

/// A secret outside of `env` and `mount`.
pub(crate) fn secret_as_value(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0331, span, "a secret can't be passed as a value", "would reach logs and manifests")
        .help("give it to the pod: `.env(NAME = secret(\"name\", \"key\"))`, or `.mount(\"/path\", secret = \"name\")`")
}

/// A record key or list item given twice.
pub(crate) fn doubled_field(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::error(Code::E0332, span, format!("the field `{name}` is given twice"), "given again here")
        .with(first, "first given here")
}

/// A type that takes other arguments than it was given.
pub(crate) fn type_arguments(span: Span, name: &str, takes: &str) -> Diagnostic {
    Diagnostic::error(Code::E0333, span, format!("`{name}` takes {takes}"), "")
}

/// A run-time value in a list or record that must arrive typed.
pub(crate) fn literal_type(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(Code::E0334, span, text.to_owned(), "")
}
