//! Names that Kubernetes takes: objects, DNS labels, keys and values of labels, keys of secrets, variables.
//!
//! In: text. Out: whether it is such a name (apimachinery's `validation.go`).

use super::Fault;

fn is_lower(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// RFC 1123's label: at most 63 of `a-z 0-9 -`, no `-` at an end.
pub(crate) fn label(text: &str) -> Result<(), Fault> {
    shorter(text, 63)?;
    let wrong = text.chars().find(|c| !is_lower(*c) && *c != '-');
    lower_case(text, wrong, "lower-case letters, digits and `-`")?;
    ends(text, is_lower)
}

/// RFC 1123's subdomain: labels with dots between them, at most 253.
pub(crate) fn object(text: &str) -> Result<(), Fault> {
    shorter(text, 253)?;
    let wrong = text.chars().find(|c| !is_lower(*c) && !matches!(c, '-' | '.'));
    lower_case(text, wrong, "lower-case letters, digits, `-` and `.`")?;
    text.split('.').try_for_each(|part| {
        if part.is_empty() {
            Err(Fault::new("two dots stand together, or one at an end"))
        } else {
            ends(part, is_lower)
        }
    })
}

/// A key of a secret or config map.
pub(crate) fn data_key(text: &str) -> Result<(), Fault> {
    shorter(text, 253)?;
    if matches!(text, "." | "..") {
        return Err(Fault::new("it is a folder's name"));
    }
    only(text, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'), "letters, digits, `-`, `_` and `.`")
}

/// `[prefix/]name`: the prefix a subdomain, the name at most 63.
pub(crate) fn metadata_key(text: &str) -> Result<(), Fault> {
    let name = match text.split_once('/') {
        Some((prefix, name)) => {
            object(prefix).map_err(|fault| Fault::new(format!("of the part before `/`: {}", fault.reason)))?;
            name
        }
        None => text,
    };
    if name.is_empty() {
        return Err(Fault::new("nothing stands behind `/`"));
    }
    label_part(name)
}

/// A label's value: empty, or at most 63 of letters, digits, `-`, `_`, `.`.
pub(crate) fn label_value(text: &str) -> Result<(), Fault> {
    if text.is_empty() { Ok(()) } else { label_part(text) }
}

/// An environment variable: letters, digits, `_`, no digit first, as KFP asks.
pub(crate) fn env_name(text: &str) -> Result<(), Fault> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Fault::new("it begins with a digit"));
    }
    let result = only(text, |c| c.is_ascii_alphanumeric() || c == '_', "letters, digits and `_`");
    let instead = text.replace(['-', '.', ' '], "_");
    if result.is_err() && env_like(&instead) { result.map_err(|fault| fault.instead(instead)) } else { result }
}

fn env_like(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn label_part(text: &str) -> Result<(), Fault> {
    shorter(text, 63)?;
    only(text, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'), "letters, digits, `-`, `_` and `.`")?;
    ends(text, |c| c.is_ascii_alphanumeric())
}

fn shorter(text: &str, max: usize) -> Result<(), Fault> {
    if text.len() > max { Err(Fault::new(format!("it is longer than {max} characters"))) } else { Ok(()) }
}

fn only(text: &str, good: impl Fn(char) -> bool, what: &str) -> Result<(), Fault> {
    match text.chars().find(|c| !good(*c)) {
        Some(wrong) => Err(Fault::new(format!("`{wrong}` cannot stand in it: {what} can"))),
        None => Ok(()),
    }
}

fn lower_case(text: &str, wrong: Option<char>, what: &str) -> Result<(), Fault> {
    let Some(wrong) = wrong else { return Ok(()) };
    let fault = Fault::new(format!("`{wrong}` cannot stand in it: {what} can"));
    let instead = text.to_lowercase().replace(['_', ' '], "-");
    let good = instead.chars().all(|c| is_lower(c) || matches!(c, '-' | '.'));
    Err(if good { fault.instead(instead) } else { fault })
}

fn ends(text: &str, good: impl Fn(char) -> bool) -> Result<(), Fault> {
    if text.starts_with(&good) && text.ends_with(&good) {
        Ok(())
    } else {
        Err(Fault::new("it must begin and end with a letter or digit"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_names() {
        assert_eq!(label("accelerator-count"), Ok(()));
        assert_eq!(object("my.secret-1"), Ok(()));
        assert_eq!(data_key("tls.crt"), Ok(()));
        assert_eq!(data_key("API_KEY"), Ok(()));
        assert_eq!(metadata_key("app.kubernetes.io/name"), Ok(()));
        assert_eq!(metadata_key("Team_1"), Ok(()));
        assert_eq!(label_value(""), Ok(()));
        assert_eq!(label_value("v1.2_3"), Ok(()));
        assert_eq!(env_name("_WANDB_API_KEY2"), Ok(()));
    }

    #[test]
    fn refuses_others() {
        let long = "a".repeat(64);
        for (result, text) in [
            (label("Accelerator_Count"), "cannot stand in it"),
            (label("-a"), "begin and end"),
            (label(&long), "longer than 63"),
            (label("a.b"), "`.` cannot stand"),
            (object("a..b"), "two dots"),
            (object("a.-b"), "begin and end"),
            (data_key(".."), "folder"),
            (data_key("a/b"), "`/` cannot stand"),
            (metadata_key("a/b/c"), "`/` cannot stand"),
            (metadata_key("A!/b"), "before `/`"),
            (metadata_key("a/"), "nothing stands"),
            (label_value("hello world"), "` ` cannot stand"),
            (label_value("a-"), "begin and end"),
            (label_value(&long), "longer than 63"),
            (env_name("1A"), "digit"),
            (env_name("my-var"), "`-` cannot stand"),
        ] {
            let fault = result.unwrap_err();
            assert!(fault.reason.contains(text), "{text}: {}", fault.reason);
        }
        assert_eq!(label("My_Task").unwrap_err().instead.as_deref(), Some("my-task"));
        assert_eq!(env_name("my-var").unwrap_err().instead.as_deref(), Some("my_var"));
    }
}
