//! Runs of pipelines as events.
//!
//! In: which runs. Out: where a field lies in a workflow, whose outputs are wire texts.

use super::code::{Code, at};
use crate::plan::trigger::Run;
use crate::plan::{ParamType, Port, Shape};

/// A field of a run that has ended.
pub(super) fn field(run: &Run, name: &str) -> Code {
    match name {
        "run_id" => Code::at("body.metadata.uid"),
        "state" => {
            let (phase, spec) = (at("body.status.phase"), at("body.spec"));
            let stopped = format!("(ternary \"CANCELED\" \"FAILED\" (hasKey {spec} \"shutdown\"))");
            Code::of(format!("(ternary \"COMPLETE\" {stopped} (eq {phase} \"Succeeded\"))"))
        }
        _ => outputs(run),
    }
}

/// The outputs by name, each read from its wire text; those that the run has not made are left out.
fn outputs(run: &Run) -> Code {
    let mut before = vec![
        "{{- $made := dict }}".to_owned(),
        "{{- range dig \"status\" \"outputs\" \"parameters\" list .Input.body }}\
         {{- $_ := set $made .name .value }}{{- end }}"
            .to_owned(),
        "{{- $outputs := dict }}".to_owned(),
    ];
    before.extend(run.outputs.iter().filter_map(output));
    Code { before, ..Code::of("$outputs".to_owned()) }
}

/// The statement that takes over one output; `None` for an artifact, which lies in a store.
fn output(port: &Port) -> Option<String> {
    let Shape::Parameter(ty) = port.shape else { return None };
    let (name, text) = (&port.name, format!("(index $made \"{}\")", port.name));
    let present = format!("and (hasKey $made \"{name}\") (ne {text} \"mlc:none\")");
    let set = |value: &str| format!("{{{{- $_ := set $outputs \"{name}\" {value} }}}}");
    let read = match ty {
        ParamType::String => format!(
            "{{{{- if hasPrefix \"mlc:\" {text} }}}}{}{{{{- else }}}}{}{{{{- end }}}}",
            set(&format!("(mustFromJson (trimPrefix \"mlc:\" {text}))")),
            set(&text)
        ),
        _ => set(&format!("(mustFromJson {text})")),
    };
    Some(format!("{{{{- if {present} }}}}{read}{{{{- end }}}}"))
}
