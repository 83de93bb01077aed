//! The standard library's modules, embedded.
//!
//! In: a module's name without `std.`. Out: its text, in the language itself.
//! Always holds: every file of `stdlib/` stands in the table (`tests/house` looks).

macro_rules! modules {
    ($($name:literal)*) => {
        /// `(name, text)` of every module, sorted by name.
        pub const MODULES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../stdlib/", $name, ".ml")))),*];
    };
}

modules! {
    "k8s"
    "mlflow"
    "notify"
}

/// The text of `std.NAME`.
pub fn text(name: &str) -> Option<&'static str> {
    MODULES.iter().find(|(module, _)| *module == name).map(|(_, text)| *text)
}
