//! Packages as pip takes them: `pandas==2.2.3`, `torch[cuda]>=2`, `name @ https://…`, `git+https://…`.
//!
//! In: text. Out: whether it can be one. Versions are left to pip.

use super::Fault;

/// A name with extras, versions and markers, or a URL; no options of pip.
pub(crate) fn check(text: &str) -> Result<(), Fault> {
    if text.starts_with('-') {
        return Err(Fault::new("an option of pip is no package; indexes are given by `pip_index(…)`"));
    }
    if text.contains(['\n', '\r', '\0']) {
        return Err(Fault::new("it is more than one line"));
    }
    if text.contains("://") && !text.contains(" @ ") {
        return Ok(());
    }
    let end =
        text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/'))).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/')) {
        return Err(Fault::new("a package's name begins with a letter or digit"));
    }
    versions(name, rest.trim_start())
}

fn versions(name: &str, rest: &str) -> Result<(), Fault> {
    let rest = match rest.strip_prefix('[').map(|inner| inner.split_once(']')) {
        Some(Some((_, after))) => after.trim_start(),
        Some(None) => return Err(Fault::new("the `[` is not closed")),
        None => rest,
    };
    let begins = |starts: &[&str]| starts.iter().any(|start| rest.starts_with(start));
    if rest.is_empty() || begins(&["==", ">=", "<=", "!=", "~=", "<", ">", ";", "@", "("]) {
        return Ok(());
    }
    if let Some(version) = rest.strip_prefix('=') {
        return Err(Fault::new("pip compares by `==`").instead(format!("{name}=={version}")));
    }
    Err(Fault::new(format!("`{rest}` is no version: as in `{name}==1.0`, one package a text")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_packages() {
        for text in [
            "pandas",
            "pandas==2.2.3",
            "nbclient>=0.10,<1",
            "torch[cuda, test] ~= 2.0",
            "x; python_version < \"3.9\"",
            "kfp @ https://example.org/kfp.whl",
            "git+https://github.com/acme/x@v1",
            "./wheels/x.whl",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn refuses_others() {
        for (text, reason) in [
            ("--index-url=https://x", "an option of pip"),
            ("pandas=2", "compares by `==`"),
            ("pandas numpy", "one package a text"),
            ("pandas\nnumpy", "one line"),
            ("torch[cuda", "not closed"),
            ("==2", "begins with"),
        ] {
            let fault = check(text).unwrap_err();
            assert!(fault.reason.contains(reason), "{text}: {}", fault.reason);
        }
        assert_eq!(check("pandas=2").unwrap_err().instead.as_deref(), Some("pandas==2"));
    }
}
