//! Image references by the grammar of the distribution project (`reference/reference.go`).
//!
//! In: text. Out: whether a registry could have such an image.

use super::Fault;

/// `[host[:port]/]path[:tag][@digest]`
pub(crate) fn check(text: &str) -> Result<(), Fault> {
    if text.contains(char::is_whitespace) {
        return Err(Fault::new("there is a blank in it"));
    }
    if let Some(rest) =
        ["http://", "https://", "docker://", "oci://"].iter().find_map(|scheme| text.strip_prefix(scheme))
    {
        return Err(Fault::new("an image reference has no scheme").instead(rest));
    }
    let (rest, digest) = match text.split_once('@') {
        Some((rest, digest)) => (rest, Some(digest)),
        None => (text, None),
    };
    let (name, tag) = match rest.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, Some(tag)),
        _ => (rest, None),
    };
    if name.len() > 255 {
        return Err(Fault::new("its name is longer than 255 characters"));
    }
    let path = match name.split_once('/') {
        Some((first, path)) if is_host(first) => {
            host(first)?;
            path
        }
        _ => name,
    };
    repository(path, text)?;
    tag.map_or(Ok(()), tag_part)?;
    digest.map_or(Ok(()), digest_part)
}

/// The first part is a host where it could be no folder, as `docker pull` reads it.
fn is_host(first: &str) -> bool {
    first == "localhost" || first.contains(['.', ':']) || first.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn host(text: &str) -> Result<(), Fault> {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (text, None),
    };
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let good = match address {
        Some(address) => !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':'),
        None => name.split('.').all(part),
    };
    if !good {
        return Err(Fault::new(format!("`{name}` is no host name")));
    }
    match port {
        Some(port) if port.parse::<u16>().is_err() => Err(Fault::new(format!("`{port}` is no port"))),
        _ => Ok(()),
    }
}

fn repository(path: &str, whole: &str) -> Result<(), Fault> {
    if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let lower = whole.replacen(path, &path.to_lowercase(), 1);
        return Err(Fault::new(format!("the repository `{path}` must be in lower case")).instead(lower));
    }
    for part in path.split('/') {
        if part.is_empty() {
            return Err(Fault::new("a part of its path is empty"));
        }
        if let Some(wrong) = part.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '.' | '_' | '-')) {
            return Err(Fault::new(format!("`{wrong}` cannot stand in a repository's name")));
        }
        let words = |c: char| !matches!(c, '.' | '_' | '-');
        if !part.starts_with(words) || !part.ends_with(words) {
            return Err(Fault::new(format!("`{part}` must begin and end with a letter or digit")));
        }
        let mut separators = part.split(words).filter(|separator| !separator.is_empty());
        let wrong =
            |separator: &&str| !matches!(*separator, "." | "_" | "__") && separator.bytes().any(|byte| byte != b'-');
        if let Some(wrong) = separators.find(wrong) {
            return Err(Fault::new(format!("`{wrong}` cannot stand between words of a repository's name")));
        }
    }
    Ok(())
}

fn tag_part(tag: &str) -> Result<(), Fault> {
    if tag.is_empty() {
        return Err(Fault::new("the tag after `:` is missing"));
    }
    let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    if tag.len() > 128 || tag.starts_with(['.', '-']) || !tag.bytes().all(good) {
        return Err(Fault::new(format!("`{tag}` is no tag: letters, digits, `_`, `.`, `-`, at most 128 of them")));
    }
    Ok(())
}

fn digest_part(digest: &str) -> Result<(), Fault> {
    let good = digest.split_once(':').is_some_and(|(algorithm, hex)| {
        let length = match algorithm {
            "sha256" => hex.len() == 64,
            "sha512" => hex.len() == 128,
            _ => hex.len() >= 32,
        };
        let named = algorithm.starts_with(|c: char| c.is_ascii_alphabetic())
            && algorithm.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'_' | b'-'));
        named && length && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if good {
        Ok(())
    } else {
        Err(Fault::new("what follows `@` is no digest, as in `sha256:` and 64 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_references() {
        let digest = format!("byrnedo/alpine-curl@sha256:{}", "a1".repeat(32));
        for text in [
            "python:3.11",
            "dummy",
            "library/bash",
            "ghcr.io/acme/train:1.4.2",
            "localhost:5000/a/b__c/d--e:latest",
            "registry.access.redhat.com/ubi9/python-311:latest",
            "[2001:db8::1]:5000/a",
            "Foo/bar",
            digest.as_str(),
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, reason) in [
            ("ghcr.io/Acme/train:1", "must be in lower case"),
            ("Python", "must be in lower case"),
            ("python:", "the tag after `:` is missing"),
            ("python :3", "blank"),
            ("python:-3", "is no tag"),
            ("a//b", "is empty"),
            ("a/_b", "must begin and end"),
            ("a/b._c", "between words"),
            ("a/b$c", "`$` cannot stand"),
            ("a@sha256:12", "is no digest"),
            ("https://ghcr.io/a", "no scheme"),
            ("a_b.io:80/c", "is no host name"),
            ("a.io:port/c", "is no port"),
            ("ghcr.io/", "is empty"),
        ] {
            let fault = check(text).unwrap_err();
            assert!(fault.reason.contains(reason), "{text}: {}", fault.reason);
        }
        assert_eq!(check("ghcr.io/Acme/t:V1").unwrap_err().instead.as_deref(), Some("ghcr.io/acme/t:V1"));
    }
}
