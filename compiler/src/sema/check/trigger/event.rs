//! What `event` is in a trigger's target.
//!
//! In: checked sources. Out: a record type; the value of `event.date(…)`.

use std::rc::Rc;

use serde_json::Value as Json;
use smol_str::SmolStr;

use crate::sema::check::argument::bind;
use crate::sema::check::elaborate::Elaborate;
use crate::sema::hir::{EventValue, SourceArgument, TriggerSource};
use crate::sema::triggers::{self, DATE, EventField, EventType};
use crate::sema::types::{Record, RecordField, Type};
use crate::source::Span;
use crate::syntax::ast;

/// How a date is written where it is not said.
const DATE_FORMAT: &str = "%Y-%m-%d";

/// The type of `event`: a record; of several sources, the fields that all of them have.
pub(crate) fn event_type(sources: &[TriggerSource]) -> Type {
    let Some((first, others)) = sources.split_first() else { return Type::Error };
    let others: Vec<Vec<RecordField>> = others.iter().map(fields).collect();
    let common = |field: &RecordField| {
        others.iter().all(|fields| fields.iter().any(|other| other.name == field.name && other.ty == field.ty))
    };
    let fields = fields(first).into_iter().filter(common).collect();
    Type::Record(Rc::new(Record { name: Some(SmolStr::new_static("event")), fields }))
}

/// What `event.date(args)` of a schedule stands for; `None` where it was reported.
pub(crate) fn event_date(args: &[ast::Arg], span: Span, cx: &mut dyn Elaborate) -> Option<EventValue> {
    let bound = bind(&DATE, args, span, cx);
    if bound.failed() {
        return None;
    }
    let offset = bound.int("offset").unwrap_or(0);
    let format = bound.text("format").unwrap_or_else(|| DATE_FORMAT.to_owned());
    Some(EventValue::Date { offset, format })
}

fn fields(source: &TriggerSource) -> Vec<RecordField> {
    let Some(known) = triggers::find(&source.name) else { return Vec::new() };
    let field = |field: &EventField| RecordField {
        name: SmolStr::new_static(field.name),
        ty: field_type(field.ty, source),
        default: None,
    };
    known.event.iter().map(field).collect()
}

fn field_type(ty: EventType, source: &TriggerSource) -> Type {
    match ty {
        EventType::String => Type::String,
        EventType::Int => Type::Int,
        EventType::Float => Type::Float,
        EventType::Json => Type::Json,
        EventType::Texts => Type::Map(Rc::new(Type::String)),
        EventType::State => {
            let states = ["COMPLETE", "FAILED", "CANCELED"].map(Json::from);
            Type::Enum(Rc::from(states))
        }
        EventType::Body => source
            .arguments
            .iter()
            .find_map(|(_, argument)| match argument {
                SourceArgument::Type(ty) => Some(ty.clone()),
                _ => None,
            })
            .unwrap_or(Type::Json),
    }
}
