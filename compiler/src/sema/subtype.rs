//! Which type fits where: the language's few widenings.
//!
//! In: two types. Out: whether one fits the other, or the smallest type that both fit.
//! Always holds: [`Type::Error`] fits everywhere, so that one fault is reported once.

use std::rc::Rc;

use serde_json::Value as Json;

use super::types::{Artifact, Record, Type};

/// Whether a value of type `from` may stand where `to` is asked.
pub fn fits(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (Type::Error, _) | (_, Type::Error) => true,
        (Type::Optional(from), Type::Optional(to)) => fits(from, to),
        (Type::Optional(_), _) => false,
        (from, Type::Optional(to)) => fits(from, to),
        (Type::Artifact(from), Type::Artifact(to)) => artifact_fits(from, to),
        (Type::List(from), Type::List(to)) => fits(from, to),
        (from, to) if from.is_artifact() || to.is_artifact() => false,
        (Type::Json, _) | (_, Type::Json) => true,
        (Type::Int, Type::Float) => true,
        (Type::Enum(from), Type::Enum(to)) => from.iter().all(|value| to.contains(value)),
        (Type::Enum(values), Type::String) => values.iter().all(Json::is_string),
        (Type::Enum(values), Type::Int | Type::Float) => values.iter().all(Json::is_number),
        (Type::Map(from), Type::Map(to)) => fits(from, to),
        (Type::Record(from), Type::Map(to)) => from.fields.iter().all(|field| fits(&field.ty, to)),
        (Type::Record(from), Type::Record(to)) => record_fits(from, to),
        (from, to) => from == to,
    }
}

/// A subtype fits its parent; plain `Artifact` fits any.
fn artifact_fits(from: &Artifact, to: &Artifact) -> bool {
    from.parent.is_none() || from.is_a(to)
}

/// Every field that is asked for is there and fits; none is there that is not asked for.
fn record_fits(from: &Record, to: &Record) -> bool {
    let known = |name: &smol_str::SmolStr| to.fields.iter().any(|field| field.name == *name);
    from.fields.iter().all(|field| known(&field.name))
        && to.fields.iter().all(|asked| match from.fields.iter().find(|field| field.name == asked.name) {
            Some(field) => fits(&field.ty, &asked.ty),
            None => asked.ty.is_optional(),
        })
}

/// Whether a JSON value is one of type `ty`.
pub fn json_fits(value: &Json, ty: &Type) -> bool {
    match ty {
        Type::Error | Type::Json => true,
        Type::String => value.is_string(),
        Type::Int => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Type::Float => value.is_number(),
        Type::Bool => value.is_boolean(),
        Type::Enum(values) => values.contains(value),
        Type::List(item) => value.as_array().is_some_and(|items| items.iter().all(|value| json_fits(value, item))),
        Type::Map(item) => value.as_object().is_some_and(|map| map.values().all(|value| json_fits(value, item))),
        Type::Record(record) => value.as_object().is_some_and(|map| {
            let known = |name: &String| record.fields.iter().any(|field| field.name == name.as_str());
            map.keys().all(known)
                && record.fields.iter().all(|field| match map.get(field.name.as_str()) {
                    Some(value) => json_fits(value, &field.ty),
                    None => field.ty.is_optional(),
                })
        }),
        Type::Optional(inner) => value.is_null() || json_fits(value, inner),
        Type::Artifact(_) | Type::Status => false,
    }
}

/// The smallest type that both fit, if there is one.
pub fn join(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        (Type::Error, other) | (other, Type::Error) => Some(other.clone()),
        (Type::Optional(_), _) | (_, Type::Optional(_)) => join(a.required(), b.required()).map(Type::optional),
        (Type::Artifact(a), Type::Artifact(b)) => Some(Type::Artifact(join_artifacts(a, b))),
        (Type::List(a), Type::List(b)) => join(a, b).map(Type::list),
        (a, b) if a.is_artifact() || b.is_artifact() => None,
        (Type::Json, _) | (_, Type::Json) => Some(Type::Json),
        (a, b) if fits(a, b) => Some(b.clone()),
        (a, b) if fits(b, a) => Some(a.clone()),
        (Type::Enum(a), Type::Enum(b)) => {
            let mut values = a.to_vec();
            values.extend(b.iter().filter(|value| !a.contains(value)).cloned());
            let alike = values.iter().all(Json::is_string) || values.iter().all(Json::is_number);
            alike.then(|| Type::Enum(values.into()))
        }
        _ => None,
    }
}

fn join_artifacts(a: &Rc<Artifact>, b: &Rc<Artifact>) -> Rc<Artifact> {
    let mut candidate = Rc::clone(a);
    while !b.is_a(&candidate) {
        match &candidate.parent {
            Some(parent) => candidate = Rc::clone(parent),
            None => return Rc::new(Artifact::any()),
        }
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(name: &str) -> Type {
        Type::Artifact(Rc::new(Artifact::builtin(name).unwrap()))
    }

    #[test]
    fn an_int_fits_a_float_and_not_the_other_way() {
        assert!(fits(&Type::Int, &Type::Float));
        assert!(!fits(&Type::Float, &Type::Int));
        assert!(fits(&Type::list(Type::Int), &Type::list(Type::Float)));
    }

    #[test]
    fn optionals_need_an_optional_place() {
        assert!(fits(&Type::Int, &Type::Int.optional()));
        assert!(!fits(&Type::Int.optional(), &Type::Int));
    }

    #[test]
    fn json_fits_any_parameter_and_no_artifact() {
        assert!(fits(&Type::Json, &Type::Int));
        assert!(fits(&Type::list(Type::Int), &Type::Json));
        assert!(!fits(&Type::Json, &artifact("Dataset")));
        assert!(!fits(&artifact("Dataset"), &Type::Json));
    }

    #[test]
    fn plain_artifacts_fit_any_and_siblings_do_not() {
        assert!(fits(&artifact("Dataset"), &artifact("Artifact")));
        assert!(fits(&artifact("Artifact"), &artifact("Dataset")));
        assert!(!fits(&artifact("Model"), &artifact("Dataset")));
        assert_eq!(join(&artifact("Model"), &artifact("Dataset")), Some(artifact("Artifact")));
    }
}
