//! A name that is unknown in many places is one fault.
//!
//! In: reports. Out: the same, where those that say of several places that they lack the same name are one: at the
//! first place, with the others beside it and one edit for all.

use rustc_hash::FxHashMap;

use crate::diag::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// How many further places are shown.
const SHOWN: usize = 4;

/// Puts together what is said of one name in several places.
pub(crate) fn once(reports: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known: FxHashMap<(FileId, String, String), usize> = FxHashMap::default();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(reports.len());
    let mut further: FxHashMap<usize, Vec<Diagnostic>> = FxHashMap::default();
    for report in reports {
        let (Some(at), Code::E0201 | Code::E0205 | Code::E0208) = (place(&report), report.code) else {
            kept.push(report);
            continue;
        };
        let advice = report.help.first().map(|help| help.text.clone()).unwrap_or_default();
        let index = *known.entry((at.file, report.message.clone(), advice)).or_insert(kept.len());
        if index == kept.len() {
            kept.push(report);
        } else {
            further.entry(index).or_default().push(report);
        }
    }
    for (index, mut others) in further {
        if let Some(first) = kept.get_mut(index) {
            others.push(first.clone());
            others.sort_by_key(place);
            let mut others = others.into_iter();
            if let Some(nearest) = others.next() {
                *first = together(nearest, others);
            }
        }
    }
    kept
}

fn place(report: &Diagnostic) -> Option<Span> {
    report.primary.as_ref().map(|label| label.span)
}

/// A report with the places of others, which lie behind it.
fn together(mut first: Diagnostic, others: impl Iterator<Item = Diagnostic>) -> Diagnostic {
    let (mut shown, mut hidden) = (0_usize, 0_usize);
    for other in others {
        if let (Some(to), Some(from)) = (first.help.first_mut(), other.help.into_iter().next()) {
            to.edits.extend(from.edits);
        }
        match other.primary {
            Some(label) if Some(label.span) == place(&first) => {}
            Some(label) if shown < SHOWN => {
                shown += 1;
                first = first.with(label.span, "and here");
            }
            _ => hidden += 1,
        }
    }
    match hidden {
        0 => first,
        1 => first.note("and in one more place"),
        more => first.note(format!("and in {more} more places")),
    }
}
