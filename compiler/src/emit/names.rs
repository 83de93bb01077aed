//! Names of what an engine's document holds: kebab-case, each once.
//!
//! In: names from the source. Out: names that no other has.
//! Always holds: a name is found without looking at every number before it, however often its base was used.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, format_smolstr};

use super::digest;

/// Names that were given away.
#[derive(Debug, Default)]
pub(in crate::emit) struct Names {
    used: FxHashSet<SmolStr>,
    last: FxHashMap<SmolStr, u32>,
}

impl Names {
    /// `base`, or `base-2`, `base-3` … if that is taken.
    pub(in crate::emit) fn unique(&mut self, base: &str) -> SmolStr {
        let base = SmolStr::new(base);
        if self.used.insert(base.clone()) {
            return base;
        }
        let counter = self.last.entry(base.clone()).or_insert(1);
        loop {
            *counter += 1;
            let name = format_smolstr!("{base}-{counter}");
            if self.used.insert(name.clone()) {
                return name;
            }
        }
    }

    /// Takes `name` out of what [`Names::unique`] may hand out.
    pub(in crate::emit) fn reserve(&mut self, name: &str) {
        self.used.insert(SmolStr::new(name));
    }
}

/// `name`, or where it has more than `most` letters its beginning and a number that tells it from others.
pub(in crate::emit) fn bounded(name: &str, most: usize) -> String {
    if name.len() <= most {
        return name.to_owned();
    }
    let mut end = most.saturating_sub(9);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{:08x}", name[..end].trim_end_matches('-'), digest::folded([name]))
}

/// The name of the event source of a trigger: argo-events puts `-eventsource-svc` behind it, and names of services have 63
/// letters.
pub(in crate::emit) fn event_source(pipeline: &str, trigger: &str) -> String {
    bounded(&format!("{pipeline}-{trigger}"), 47)
}

/// `print_op1` as `print-op1`: lower case, one `-` for what is neither letter nor digit, none at the ends.
pub(in crate::emit) fn kebab(name: &str) -> SmolStr {
    let mut kebab = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            kebab.push(letter.to_ascii_lowercase());
        } else if !kebab.is_empty() && !kebab.ends_with('-') {
            kebab.push('-');
        }
    }
    let kebab = kebab.trim_end_matches('-');
    if kebab.is_empty() { SmolStr::new_static("x") } else { SmolStr::new(kebab) }
}

#[cfg(test)]
mod tests {
    use super::{Names, kebab};

    #[test]
    fn a_name_taken_gets_a_number() {
        let mut names = Names::default();
        let given: Vec<_> = ["a", "a-2", "a", "a", "b", "a-2"].iter().map(|base| names.unique(base)).collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "b", "a-2-2"]);
    }

    #[test]
    fn names_become_kebab_case() {
        assert_eq!(kebab("print_op1"), "print-op1");
        assert_eq!(kebab("__Train__Model_"), "train-model");
        assert_eq!(kebab("ü"), "x");
    }
}
