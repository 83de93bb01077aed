//! Paths as text: parts parted by `/`, no look at any file system.
//!
//! In: paths as users write them. Out: paths without `.` and without needless `..`.
//! Always holds: the same file named in two ways from one folder comes out as the same text.

/// The path that `relative`, written in the file `from`, means.
pub fn join(from: &str, relative: &str) -> String {
    if relative.starts_with('/') {
        return normal(relative);
    }
    let folder = from.rfind('/').map_or("", |slash| from.get(..=slash).unwrap_or(""));
    normal(&format!("{folder}{relative}"))
}

/// The path without `.`, doubled slashes, and `..` after a name.
pub fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if path.starts_with('/') => {}
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// The ending of the last name, without its dot; empty if there is none.
pub fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(stem, ending)| if stem.is_empty() { "" } else { ending })
}

/// The last name without its ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_made_short() {
        assert_eq!(join("a/b/c.ml", "./d.ml"), "a/b/d.ml");
        assert_eq!(join("a/b/c.ml", "../d.ml"), "a/d.ml");
        assert_eq!(join("c.ml", "../../d.ml"), "../../d.ml");
        assert_eq!(join("../c.ml", "../x/./d.ml"), "../../x/d.ml");
        assert_eq!(join("/a/c.ml", "../../../d.ml"), "/d.ml");
        assert_eq!(join("a/c.ml", "/d//e.ml"), "/d/e.ml");
        assert_eq!(normal("./a/../b.ml"), "b.ml");
    }

    #[test]
    fn endings_and_stems() {
        assert_eq!((ending("a.b/c"), stem("a.b/c")), ("", "c"));
        assert_eq!((ending("x/.hidden"), stem("x/.hidden")), ("", ".hidden"));
        assert_eq!((ending("x/a.b.ml"), stem("x/a.b.ml")), ("ml", "a.b"));
    }
}
