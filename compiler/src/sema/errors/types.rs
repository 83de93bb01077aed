//! E03: types.

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::sema::subtype::fits;
use crate::sema::types::{Record, Type};
use crate::source::Span;
use smol_str::SmolStr;

/// A place with the reason why something is expected or made there.
pub(crate) type Because = Option<(Span, String)>;

/// `an Int`, `a Float`: a type with its article.
pub(crate) fn a(ty: &Type) -> String {
    let shown = ty.to_string();
    let article = if shown.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
    format!("{article} `{shown}`")
}

/// A value of one type stands where another is asked. `text` is its source.
pub(crate) fn mismatch(
    span: Span,
    text: &str,
    expected: &Type,
    found: &Type,
    asked: &Because,
    made: &Because,
) -> Diagnostic {
    let asked_for = if found.is_optional() { expected } else { expected.required() };
    let message = format!("expected `{asked_for}`, found `{found}`");
    let mut report = Diagnostic::error(Code::E0301, span, message, format!("this is {}", a(found)));
    for (place, text) in [asked, made].into_iter().flatten() {
        report = report.with(*place, text.clone());
    }
    match (expected.required(), found.required()) {
        (Type::Int, Type::Float) => report.note("a `Float` is not cut to an `Int` by itself"),
        (Type::List(item), found) if **item == *found => report.suggest("put it in a list", span, format!("[{text}]")),
        (expected, Type::List(item)) if *expected == **item => {
            report.help("it is a list: run over its items with `for item in … { }`")
        }
        (Type::String, Type::Int | Type::Float | Type::Bool) => as_text(report, span, text),
        (Type::Artifact(artifact), Type::String) => {
            let importer = format!("importer({}, {text})", artifact.name);
            report.suggest("what lies at a place becomes an artifact by", span, importer)
        }
        (Type::Record(expected), Type::Record(found)) => match difference(expected, found) {
            Some(difference) => report.note(difference),
            None => report,
        },
        (expected, found) if expected.is_artifact() && !found.is_artifact() => {
            report.note("an artifact is a file that a task made; a plain value is none")
        }
        (expected, found) if !expected.is_artifact() && found.is_artifact() => {
            report.note("an artifact is a file; a value comes out of it only by a component that reads it")
        }
        _ => report,
    }
}

/// The first field by which two records differ.
fn difference(expected: &Record, found: &Record) -> Option<String> {
    for asked in &expected.fields {
        match found.fields.iter().find(|field| field.name == asked.name) {
            None => return Some(format!("it lacks the field `{}`", asked.name)),
            Some(field) if !fits(&field.ty, &asked.ty) => {
                return Some(format!("its field `{}` is {}, not {}", field.name, a(&field.ty), a(&asked.ty)));
            }
            Some(_) => {}
        }
    }
    let known = |name: &SmolStr| expected.fields.iter().any(|field| field.name == *name);
    found
        .fields
        .iter()
        .find(|field| !known(&field.name))
        .map(|field| format!("its field `{}` is not asked for", field.name))
}

/// How text is made of a value: of a literal by quotes, of a name by `${}`.
fn as_text(report: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let first = text.chars().next().unwrap_or(' ');
    let plain = text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.'));
    match (plain, first.is_ascii_digit() || matches!(text, "true" | "false")) {
        (true, true) => report.suggest("put it in quotes", span, format!("\"{text}\"")),
        (true, false) => report.suggest("make text of it", span, format!("\"${{{text}}}\"")),
        (false, _) => report.help("give it a name with `let`; text is made of that by `\"${name}\"`"),
    }
}

/// A value that may be absent stands where one is needed.
pub(crate) fn optional_not_tested(span: Span, name: &str, expected: &Type, asked: &Because) -> Diagnostic {
    let report = Diagnostic::error(Code::E0302, span, format!("`{name}` may be absent"), "may be absent here");
    let report = match asked {
        Some((place, text)) => report.with(*place, text.clone()),
        None => report,
    };
    // A `Bool?` alone is no condition: it could ask for its value or whether it is there.
    let test = if *expected == Type::Bool { " != none" } else { "" };
    report.help(format!("test it first: `if {name}{test} {{ … }}`; in there it is {}", a(expected)))
}

/// An artifact stands where one is needed, of a block that may not make it.
pub(crate) fn artifact_not_made(span: Span, name: &str, asked: &Because) -> Diagnostic {
    let report = Diagnostic::error(Code::E0302, span, format!("`{name}` may be absent"), "may not be made");
    let report = match asked {
        Some((place, text)) => report.with(*place, text.clone()),
        None => report,
    };
    report.help(MADE_IN_BLOCK)
}

/// Where an artifact is used that a block may not make.
const MADE_IN_BLOCK: &str = "use it inside of the block that makes it, or let an `else` make one, too";

/// A record lacks fields that have no default; `insert` is the place behind its last field, or behind its `{`.
pub(crate) fn missing_fields(
    span: Span,
    fields: &[(&str, &Type)],
    of: &Type,
    asked: &Because,
    insert: (Span, bool),
) -> Diagnostic {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let message = format!("the record lacks {}", super::names::list(&names));
    let mut report = Diagnostic::error(Code::E0303, span, message, format!("needed for `{of}`"));
    if let Some((place, text)) = asked {
        report = report.with(*place, text.clone());
    }
    for (name, ty) in fields {
        report = report.note(format!("`{name}` is {}", a(ty)));
    }
    let given: Vec<String> = names.iter().map(|name| format!("{name} = …")).collect();
    let (place, comma) = insert;
    let lead = if comma { ", " } else { " " };
    report.suggest("give what is missing", place, format!("{lead}{}", given.join(", ")))
}

/// A record has a field that its type does not know.
pub(crate) fn unknown_field(span: Span, name: &str, of: &Type, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(Code::E0304, span, format!("`{of}` has no field `{name}`"), "unknown field");
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None => report.note(format!("it has {}", super::names::list(known))),
    }
}

/// A literal is none of an enumeration's.
pub(crate) fn not_in_enum(span: Span, value: &str, of: &Type, known: &[&str], asked: &Because) -> Diagnostic {
    let report = Diagnostic::error(Code::E0305, span, format!("{value} is none of `{of}`"), "not one of them");
    let report = match asked {
        Some((place, text)) => report.with(*place, text.clone()),
        None => report,
    };
    let text = |value: &str| value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).map(str::to_owned);
    let Some(value) = text(value) else { return report };
    let known: Vec<String> = known.iter().filter_map(|known| text(known)).collect();
    match did_you_mean(&value, known.iter().map(String::as_str)) {
        Some(near) => report.suggest(format!("did you mean \"{near}\"?"), span, format!("\"{near}\"")),
        None => report,
    }
}

/// An integer that a double can't hold exactly.
pub(crate) fn integer_too_big(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0306, span, "this integer is too big", "beyond 9007199254740992 (2^53)")
        .note("both engines carry numbers as doubles, which hold whole numbers exactly up to 2^53 only")
        .help("pass it as text: put it in quotes and take it as a `String`")
}

/// A number that no double holds.
pub(crate) fn number_too_big(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0306, span, "this number is too big", "beyond 1.7976931348623157e308")
        .note("both engines carry numbers as doubles, and this would be infinite")
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
    let report = Diagnostic::error(Code::E0308, span, message, format!("{} and {}", a(left), a(right)));
    match operator {
        "<" | "<=" | ">" | ">=" => report.note("numbers are ordered, and text by its letters; nothing else is"),
        "+" | "-" | "*" | "/" => report.note("it works on numbers"),
        "in" | "not in" => report.note("a list has items, and a map or record has keys; nothing else holds anything"),
        "and" | "or" => report.note("it works on what is true or false"),
        _ => report,
    }
}

/// `+` between texts; `joined` is what to say instead, where that is plain.
pub(crate) fn text_added(span: Span, joined: Option<String>) -> Diagnostic {
    let report = Diagnostic::error(Code::E0308, span, "`+` adds numbers, no text", "text is not added");
    match joined {
        Some(joined) => report.suggest("put the values into the text", span, joined),
        None => report.help("put the values into the text: `\"${a}/${b}\"`"),
    }
}

/// A division by a constant zero.
pub(crate) fn divided_by_zero(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0308, span, "this divides by zero", "has no result")
}

/// Two types that are never equal are compared.
pub(crate) fn never_equal(span: Span, left: &Type, right: &Type) -> Diagnostic {
    let message = format!("{} is never equal to {}", a(left), a(right));
    Diagnostic::error(Code::E0309, span, message, "compares unlike things")
        .note("the answer would be the same in every run")
}

/// What can't be absent is compared with `none`.
pub(crate) fn always_there(span: Span, found: &Type) -> Diagnostic {
    Diagnostic::error(Code::E0309, span, format!("{} is never `none`", a(found)), "always there")
        .note("only a `T?` can be absent: what is declared so, or the value of a block that may not run")
}

/// A condition that is none. `text` is its source.
pub(crate) fn not_a_condition(span: Span, found: &Type, text: &str) -> Diagnostic {
    let message = format!("a condition is a `Bool`, this is {}", a(found));
    let report = Diagnostic::error(Code::E0310, span, message, "neither true nor false");
    match found {
        Type::Optional(inner) if **inner == Type::Bool => report
            .suggest("ask for its value", span, format!("{text} == true"))
            .suggest("ask whether it is there", span, format!("{text} != none")),
        Type::Optional(_) => report,
        Type::String => report.suggest("compare it", span, format!("{text} != \"\"")),
        ty if ty.is_number() => report.suggest("compare it", span, format!("{text} != 0")),
        Type::List(_) => report.note("whether a list is empty is known only to a component that reads it"),
        _ => report,
    }
}

/// An artifact where only a value can stand.
pub(crate) fn artifact_as_value(span: Span, found: &Type, place: &str) -> Diagnostic {
    let message = format!("an artifact can't stand in {place}");
    Diagnostic::error(Code::E0311, span, message, format!("this is {}", a(found)))
        .note("the engine knows where an artifact lies, not what is in it")
        .help("let the component that makes it also yield the value: `-> (data: Dataset, rows: Int)`")
}

/// Whether a block has made an artifact is asked.
pub(crate) fn artifact_asked_for(span: Span, found: &Type) -> Diagnostic {
    let message = "whether an artifact was made can't be asked";
    Diagnostic::error(Code::E0311, span, message, format!("this is {}", a(found)))
        .note("the engine's conditions read values only, and it hands no artifact out of a block that made none")
        .help(MADE_IN_BLOCK)
}

/// A loop over what is no list. `text` is its source.
pub(crate) fn not_a_list(span: Span, found: &Type, text: &str) -> Diagnostic {
    let report =
        Diagnostic::error(Code::E0312, span, format!("`for` runs over a list, this is {}", a(found)), "no list");
    match found.required() {
        Type::Optional(_) => report,
        Type::Int => report.suggest("to count, say", span, format!("range({text})")),
        Type::String => report.help("text is not run over letter by letter: let a component make a `List<String>`"),
        Type::Map(_) | Type::Record(_) => report.help("make it a list of records: `[{ key = …, value = … }]`"),
        _ => report,
    }
}

/// A loop over `none`.
pub(crate) fn none_is_no_list(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0312, span, "`for` runs over a list, and `none` is nothing at all", "no list").suggest(
        "for a loop that never runs, say",
        span,
        "[]",
    )
}

/// Arithmetic or a comparison on run-time values outside of a condition.
pub(crate) fn run_time_arithmetic(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0313, span, "this can't be computed between tasks", "known only when the pipeline runs")
        .note("engines compare and calculate in conditions only; constants are calculated by the compiler")
        .help("let a component calculate it")
}

/// A comparison as one side of another.
pub(crate) fn truth_compared(span: Span) -> Diagnostic {
    let message = "what a comparison says can't be compared again";
    Diagnostic::error(Code::E0313, span, message, "true or false only when the pipeline runs")
        .help("join comparisons by `and`, `or` and `not`: `a == b` of two of them is `a and b or not a and not b`")
}

/// A task that yields nothing, or several things, where one value is needed.
pub(crate) fn no_single_value(span: Span, name: &str, outputs: &[&str]) -> Diagnostic {
    if outputs.is_empty() {
        return Diagnostic::error(Code::E0314, span, format!("`{name}` yields nothing"), "a value is needed here");
    }
    let report = Diagnostic::error(Code::E0314, span, format!("`{name}` yields several values"), "which one?");
    let end = Span { start: span.end, ..span };
    let choice =
        |report: Diagnostic, output: &&str| report.suggest(format!("take `{output}`"), end, format!(".{output}"));
    if outputs.len() > 3 {
        return report.note(format!("they are {}", super::names::list(outputs)));
    }
    outputs.iter().fold(report, choice)
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
    Diagnostic::error(Code::E0316, span, "an output can't be optional", "may be absent")
        .note("an engine waits for every output that a task declares")
        .help("say with another output whether there is one: `-> (found: Bool, value: T)`")
}

/// A field of something that has none.
pub(crate) fn no_fields(span: Span, found: &Type, name: &str) -> Diagnostic {
    let report = Diagnostic::error(Code::E0317, span, format!("{} has no field `{name}`", a(found)), "no such field");
    match found.required() {
        Type::List(_) => report.help("take an item first: `list[0].field`, or run over it with `for`"),
        ty if ty.is_artifact() => {
            report.note("`.path`, `.uri` and `.metadata` are known inside of components, not between tasks")
        }
        _ => report,
    }
}

/// A field of a status that only a component can read.
pub(crate) fn status_inside(span: Span, name: &str) -> Diagnostic {
    let message = format!("`status.{name}` is known inside of components only");
    Diagnostic::error(Code::E0317, span, message, "not known between tasks")
        .help("give a component an input `status: Status`, and pass it `status`")
}

/// An index that does not fit.
pub(crate) fn bad_index(span: Span, found: &Type) -> Diagnostic {
    let message = format!("this is no index into {}", a(found));
    let label = match found.required() {
        Type::List(_) if found.is_artifact() => "picks one artifact of a list",
        Type::List(_) => "a constant number from 0 is needed",
        Type::Map(_) | Type::Record(_) => "a constant text is needed",
        Type::Json => "a constant number from 0, or a constant text is needed",
        _ => "nothing to look into",
    };
    let report = Diagnostic::error(Code::E0318, span, message, label);
    if found.is_artifact() {
        return report.help("run over the list with `for`, or pass it as a whole to a component");
    }
    report.help("lists take numbers, maps and records text: `list[0]`, `map[\"key\"]`")
}

/// `none` where a value is needed.
pub(crate) fn none_not_allowed(span: Span, expected: &Type, asked: &Because) -> Diagnostic {
    let report =
        Diagnostic::error(Code::E0319, span, format!("`none` can't stand for {}", a(expected)), "a value is needed");
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

/// A type that takes other types than it was given; `label` says what it was given.
pub(crate) fn type_arguments(span: Span, name: &str, takes: &str, label: &str) -> Diagnostic {
    Diagnostic::error(Code::E0333, span, format!("`{name}` takes {takes}"), label)
}

/// A run-time value in a list or record that must arrive typed.
pub(crate) fn arrives_as_text(span: Span, part: &Type, input: &str, declared: Span, ty: &Type) -> Diagnostic {
    let message = format!("{} in a list or record arrives as text", a(part));
    Diagnostic::error(Code::E0334, span, message, "known only when the pipeline runs")
        .with(declared, format!("`{input}` is declared `{ty}` here"))
        .note("KFP puts run-time values into lists and records as text, so they fit only where text or `Json` is asked")
        .help("let it be an input of its own, or let a component make the list or record")
}

/// An enumeration with a value that can't be one of it.
pub(crate) fn enumeration(span: Span, message: &str, label: &str, first: Span) -> Diagnostic {
    Diagnostic::error(Code::E0335, span, message, label).with(first, "the first value")
}

/// The schema of an artifact type that is none.
pub(crate) fn artifact_schema(span: Span) -> Diagnostic {
    let message = "the schema of an artifact is a title and a version of three numbers";
    Diagnostic::error(Code::E0336, span, message, "no `title@1.2.3`").help("write it as in `\"acme.Features@0.0.1\"`")
}

/// An item with a condition outside of a command line.
pub(crate) fn conditional_item(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0337, span, "only a container's words depend on a condition", "an item with a condition")
        .help("make each list with a task of its own: `let items = if c { … } else { … }`")
}
