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

    /// `ConfigMap` that is never changed.
    ConfigMap {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        immutable: bool,
        data: Map<String>,
    }

    /// `ServiceAccount`, `Role`, `RoleBinding`
    Access {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        rules: Vec<Rule>,
        role_ref: Option<RoleRef>,
        subjects: Vec<Subject>,
    }

    /// `PolicyRule`
    Rule {
        api_groups: Vec<&'static str>,
        resources: Vec<&'static str>,
        verbs: Vec<&'static str>,
    }

    /// `RoleRef`
    RoleRef {
        api_group: &'static str,
        kind: &'static str,
        name: String,
    }

    /// `Subject`
    Subject {
        kind: &'static str,
        name: String,
        namespace: Option<String>,
    }
}

/// A service account that may do what `rules` say in its namespace, and nothing else.
pub(in crate::emit) fn access(metadata: &Metadata, rules: Vec<Rule>) -> [Access; 3] {
    const AUTHORIZATION: &str = "rbac.authorization.k8s.io/v1";
    let name = metadata.name.clone();
    let account = Access { api_version: "v1", kind: "ServiceAccount", metadata: metadata.clone(), ..Access::default() };
    let role =
        Access { api_version: AUTHORIZATION, kind: "Role", metadata: metadata.clone(), rules, ..Access::default() };
    let binding = Access {
        api_version: AUTHORIZATION,
        kind: "RoleBinding",
        metadata: metadata.clone(),
        role_ref: Some(RoleRef { api_group: "rbac.authorization.k8s.io", kind: "Role", name: name.clone() }),
        subjects: vec![Subject { kind: "ServiceAccount", name, namespace: metadata.namespace.clone() }],
        ..Access::default()
    };
    [account, role, binding]
}
