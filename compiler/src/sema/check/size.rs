//! How big constants and types may grow: each use copies, and what doubles at every step soon fills any memory.
//!
//! In: constants and types at the places that copy them. Out: whether that may be, and one report where it may not.
//! Always holds: what a source makes of constants takes at most [`MAX_COPIED`] more than the source itself; values and
//! types are nested so little that walking through them overflows nothing.

use serde_json::Value as Json;

use super::Checker;
use crate::sema::errors::names as errors;
use crate::sema::types::Type;
use crate::source::Span;

/// How many bytes all uses of constants and defaults may come to, each value counted as [`VALUE`] and its text.
const MAX_COPIED: usize = 16 << 20;
/// What a value takes besides its text.
const VALUE: usize = 32;
/// How deep a constant may be nested.
const MAX_NESTED: usize = 256;
/// Of how many parts a type may be made, those of its fields' types counted in.
pub(crate) const MAX_PARTS: usize = 4096;

/// The weight of a constant; `None` if it is nested too deep.
fn weight(value: &Json, depth: usize) -> Option<usize> {
    let room = depth.checked_sub(1)?;
    let inner = match value {
        Json::String(text) => text.len(),
        Json::Array(items) => items.iter().try_fold(0, |sum, item| Some(sum + weight(item, room)?))?,
        Json::Object(map) => {
            map.iter().try_fold(0, |sum, (key, item)| Some(sum + VALUE + key.len() + weight(item, room)?))?
        }
        _ => 0,
    };
    Some(VALUE + inner)
}

impl Checker<'_> {
    /// Whether one more copy of a constant may be made at `span`; the first one too many is reported.
    pub(crate) fn may_copy(&mut self, value: &Json, span: Span) -> bool {
        match weight(value, MAX_NESTED) {
            Some(weight) => self.may_take(weight, span),
            None => {
                self.report(errors::nested_too_deep(span));
                false
            }
        }
    }

    /// Whether `count` numbers may be made at `span`; the first one too many is reported.
    pub(crate) fn may_count(&mut self, count: u64, span: Span) -> bool {
        self.may_take(usize::try_from(count).unwrap_or(usize::MAX).saturating_mul(VALUE), span)
    }

    /// Of a copy that was made only `value` has stayed.
    pub(crate) fn gave_back(&mut self, whole: Option<usize>, value: Option<&Json>) {
        let stays = value.and_then(|value| weight(value, MAX_NESTED)).unwrap_or(0);
        if self.copied <= MAX_COPIED {
            self.copied = self.copied.saturating_sub(whole.unwrap_or(0).saturating_sub(stays));
        }
    }

    fn may_take(&mut self, weight: usize, span: Span) -> bool {
        let before = self.copied;
        self.copied = before.saturating_add(weight);
        if before <= MAX_COPIED && self.copied > MAX_COPIED {
            self.report(errors::too_big(span));
        }
        self.copied <= MAX_COPIED
    }
}

/// What a constant takes.
pub(crate) fn weight_of(value: &Json) -> Option<usize> {
    weight(value, MAX_NESTED)
}

/// Of how many parts a type is made.
pub(crate) fn parts(ty: &Type) -> usize {
    1 + match ty {
        Type::List(inner) | Type::Map(inner) | Type::Optional(inner) => parts(inner),
        Type::Record(record) => record.fields.iter().map(|field| parts(&field.ty)).sum(),
        _ => 0,
    }
}
