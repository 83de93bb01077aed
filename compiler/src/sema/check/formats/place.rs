//! Places: paths in containers, fields of pods, URLs and their parts, names of buckets and queues.
//!
//! In: text. Out: whether it is such a place.

use super::Fault;

/// Fields of a pod that can stand in a variable (Kubernetes' downward API).
const FIELDS: [&str; 9] = [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

/// An absolute path without `..` and `:`.
pub(crate) fn mount_path(text: &str) -> Result<(), Fault> {
    if !text.starts_with('/') {
        return Err(Fault::new("it must begin with `/`").instead(format!("/{text}")));
    }
    if text == "/" {
        return Err(Fault::new("a volume over the root would hide the image"));
    }
    if text.contains(':') {
        return Err(Fault::new("`:` cannot stand in it"));
    }
    if text.split('/').any(|part| part == "..") {
        return Err(Fault::new("`..` cannot stand in it"));
    }
    Ok(())
}

/// `metadata.name`, `metadata.labels['k']` …
pub(crate) fn field_path(text: &str) -> Result<(), Fault> {
    if FIELDS.contains(&text) {
        return Ok(());
    }
    let key = ["metadata.labels", "metadata.annotations"].iter().find_map(|map| text.strip_prefix(map));
    if let Some(key) = key {
        let inner = key.strip_prefix("['").and_then(|rest| rest.strip_suffix("']"));
        return match inner {
            Some(key) => super::kubernetes_name::metadata_key(key),
            None => Err(Fault::new("one of them is taken by `['key']`")),
        };
    }
    let fault =
        Fault::new(format!("pods have {}, `metadata.labels['k']` and `metadata.annotations['k']`", FIELDS.join(", ")));
    Err(match crate::diag::did_you_mean(text, FIELDS) {
        Some(near) => fault.instead(near),
        None => fault,
    })
}

/// `https://host[:port][/path]`
pub(crate) fn url(text: &str) -> Result<(), Fault> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return Err(Fault::new("it must begin with `https://` or `http://`")) };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    if host.is_empty() {
        return Err(Fault::new("the host is missing"));
    }
    no_blank(text)
}

/// `/hooks/churn`
pub(crate) fn url_path(text: &str) -> Result<(), Fault> {
    if !text.starts_with('/') {
        return Err(Fault::new("it must begin with `/`").instead(format!("/{text}")));
    }
    if text.contains(['?', '#']) {
        return Err(Fault::new("`?` and `#` do not belong to a path"));
    }
    no_blank(text)
}

/// `minio.storage:9000`
pub(crate) fn endpoint(text: &str) -> Result<(), Fault> {
    if let Some((_, rest)) = text.split_once("://") {
        return Err(Fault::new("an endpoint has no scheme").instead(rest));
    }
    let Some((host, port)) = text.rsplit_once(':') else { return Err(Fault::new("the port is missing")) };
    if port.parse::<u16>().is_err() {
        return Err(Fault::new(format!("`{port}` is no port")));
    }
    if host.is_empty() || host.contains('/') {
        return Err(Fault::new("the host is missing or is none"));
    }
    no_blank(text)
}

/// The name of a bucket, container, queue or topic: no folder, no URL.
pub(crate) fn resource(text: &str) -> Result<(), Fault> {
    if let Some((_, rest)) = text.split_once("://") {
        let name = rest.split('/').next().unwrap_or("");
        return Err(Fault::new("only its name, not a URL").instead(name));
    }
    if text.contains('/') {
        return Err(Fault::new("only its name, without folders"));
    }
    no_blank(text)
}

/// `owner/name`, as a Git host shows it; GitLab has groups of groups.
pub(crate) fn repository(text: &str) -> Result<(), Fault> {
    if let Some((_, rest)) = text.split_once("://") {
        let path = rest.split_once('/').map_or("", |(_, path)| path).trim_end_matches(".git");
        return Err(Fault::new("only its owner and name, not a URL").instead(path));
    }
    if text.split('/').count() < 2 || text.split('/').any(str::is_empty) {
        return Err(Fault::new("as in `acme/churn`"));
    }
    no_blank(text)
}

fn no_blank(text: &str) -> Result<(), Fault> {
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(Fault::new("there is a blank in it"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_places() {
        assert_eq!(mount_path("/mnt/my_vol"), Ok(()));
        assert_eq!(field_path("metadata.annotations['task-annotation']"), Ok(()));
        assert_eq!(field_path("status.podIP"), Ok(()));
        assert_eq!(url("https://pypi.org/simple"), Ok(()));
        assert_eq!(url_path("/hooks/churn"), Ok(()));
        assert_eq!(endpoint("minio.storage:9000"), Ok(()));
        assert_eq!(resource("acme-raw"), Ok(()));
    }

    #[test]
    fn refuses_others() {
        for (result, text) in [
            (mount_path("data"), "begin with `/`"),
            (mount_path("/"), "hide the image"),
            (mount_path("/a:b"), "`:`"),
            (mount_path("/a/../b"), "`..`"),
            (field_path("metadata.labels"), "by `['key']`"),
            (field_path("metadata.labels['a b']"), "` ` cannot stand"),
            (field_path("spec.node"), "pods have"),
            (url("pypi.org"), "begin with `https://`"),
            (url("https:///x"), "host is missing"),
            (url_path("hooks"), "begin with `/`"),
            (url_path("/a?b"), "do not belong"),
            (endpoint("http://minio:9000"), "no scheme"),
            (endpoint("minio"), "port is missing"),
            (endpoint("minio:http"), "is no port"),
            (resource("s3://acme-raw/churn"), "not a URL"),
            (resource("acme/raw"), "without folders"),
        ] {
            let fault = result.unwrap_err();
            assert!(fault.reason.contains(text), "{text}: {}", fault.reason);
        }
        assert_eq!(resource("s3://acme-raw/churn").unwrap_err().instead.as_deref(), Some("acme-raw"));
    }
}
