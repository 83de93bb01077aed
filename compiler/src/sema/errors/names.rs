//! E02: names.

/// `a`, `b` and `c`
pub(crate) fn list(names: &[&str]) -> String {
    match names {
        [] => String::from("none"),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}
