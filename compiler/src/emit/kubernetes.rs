//! Objects of Kubernetes that any engine's documents hold, and how such objects are spelled.
//!
//! In: filled by the translators. Out: serialized by `emit/yaml.rs`.
//! Always holds: names are Kubernetes' own in camel case; what is empty is left out.

use indexmap::IndexMap;
use serde::Serialize;

/// A map that keeps its order.
pub(in crate::emit) type Map<T> = IndexMap<String, T>;

/// Whether a field is left out.
pub(in crate::emit) trait Empty {
    fn is_empty(&self) -> bool;
}

impl Empty for String {
    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl Empty for &str {
    fn is_empty(&self) -> bool {
        str::is_empty(self)
    }
}

impl Empty for bool {
    fn is_empty(&self) -> bool {
        !*self
    }
}

impl<T> Empty for Vec<T> {
    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

impl<T> Empty for Map<T> {
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T> Empty for Option<T> {
    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

macro_rules! objects {
    ($($(#[$about:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Default, PartialEq, Serialize)]
            #[serde(rename_all = "camelCase")]
            pub(in crate::emit) struct $name {
                $($(#[$attribute])* #[serde(skip_serializing_if = "Empty::is_empty")] pub(in crate::emit) $field: $type,)*
            }

            impl Empty for $name {
                fn is_empty(&self) -> bool {
                    *self == Self::default()
                }
            }
        )*
    };
}

pub(in crate::emit) use objects;

objects! {
    /// `ObjectMeta`
    Metadata {
        name: String,
        namespace: Option<String>,
        labels: Map<String>,
        annotations: Map<String>,
    }

    /// `SecretKeySelector`, `ConfigMapKeySelector`
    KeyRef {
        name: String,
        key: String,
        optional: Option<bool>,
    }
}
