//! What an event brings, as wire texts: the same that `wire.rs` writes of constants, written by a sensor's template.
//!
//! In: the variable that holds a value, and the input that gets it. Out: statements.
//! Always holds: no wire text has `{{` or `}}` or a letter that Argo can't carry; none is empty, and none is what Argo
//! Events takes for nothing.

use crate::emit::argo::wire;
use crate::emit::events::{statement, text};
use crate::plan::trigger::{Argument, Value};
use crate::plan::{ParamType, Shape};

/// Letters beyond U+FFFF.
const FAR: &str = "`[\\x{10000}-\\x{10ffff}]`";

/// What does not travel as it is.
const ODD: &str = "`[{]{2}|[}]{2}|[\\x00-\\x07\\x0b\\x0e-\\x1f\\x7f]|[\\x{10000}-\\x{10ffff}]`";

/// The type of the input.
pub(super) fn type_of(argument: &Argument) -> ParamType {
    match argument.port.shape {
        Shape::Parameter(ty) => ty,
        Shape::Artifact { .. } => ParamType::Struct,
    }
}

/// The statements that write the value in `variable`.
pub(super) fn encode(variable: &str, argument: &Argument) -> Vec<String> {
    let optional = matches!(&argument.value, Value::Event(field) if field.optional);
    let mut lines = Vec::new();
    if optional {
        lines.push(format!("{{{{- if kindIs \"invalid\" {variable} }}}}{}{{{{- else }}}}", wire::NONE));
    }
    match type_of(argument) {
        ParamType::String => string(variable, &mut lines),
        ParamType::Int | ParamType::Float | ParamType::Bool => lines.push(statement(&format!("toJson {variable}"))),
        ParamType::List | ParamType::Struct | ParamType::Status => json(variable, &mut lines),
    }
    if optional {
        lines.push("{{- end }}".to_owned());
    }
    lines
}

fn string(variable: &str, lines: &mut Vec<String>) {
    let mark = text(wire::MARK);
    lines.extend([
        statement(&format!("$text := {variable}")),
        statement(&format!(
            "if or (eq $text \"\") (eq $text \"<no value>\") (hasPrefix {mark} $text) (hasSuffix \"\\n\" $text) \
             (regexMatch {ODD} $text)"
        )),
        statement(
            "$text = toRawJson $text | replace \"{\" \"\\\\u007b\" | replace \"}\" \"\\\\u007d\" \
             | replace \"\\u007f\" \"\\\\u007f\"",
        ),
    ]);
    lines.push(far_letters("$text"));
    lines.extend([statement(&format!("$text = print {mark} $text")), "{{- end }}".to_owned(), statement("$text")]);
}

/// JSON with a blank between its braces: written on lines of its own, and the lines put together.
fn json(variable: &str, lines: &mut Vec<String>) {
    lines.push(statement(&format!("$text := regexReplaceAllLiteral \"\\n *\" (mustToPrettyJson {variable}) \" \"")));
    lines.push(statement(
        "$text = $text | replace \"{{\" \"{\\\\u007b\" | replace \"}}\" \"}\\\\u007d\" | replace \"\\u007f\" \"\\\\u007f\"",
    ));
    lines.push(far_letters("$text"));
    lines.push(statement("$text"));
}

/// Writes letters beyond U+FFFF in the JSON in `variable` as the pairs that JSON has for them.
fn far_letters(variable: &str) -> String {
    format!(
        "{{{{- range regexFindAll {FAR} {variable} -1 | uniq }}}}\
         {{{{- $far := sub (int64 (print \"0x\" (regexFind \"[0-9a-f]{{8}}\" (printf \"%+q\" .)))) 0x10000 }}}}\
         {{{{- $pair := printf \"\\\\u%04x\\\\u%04x\" (add 0xd800 (div $far 0x400)) (add 0xdc00 (mod $far 0x400)) }}}}\
         {{{{- {variable} = replace . $pair {variable} }}}}{{{{- end }}}}"
    )
}
