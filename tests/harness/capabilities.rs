//! The capability table is true: each row has, for each target, a case that shows what the table says.
//!
//! In: the cases of `tests/cases` and the pages of `compiler/explain`, built as they say; what each build asked of its
//! target. Out: one failure that lists what no case shows: for "yes" a build with it, for "no" a diagnostic about it,
//! for "since" a build for that very release and a refusal for an older one, for "if" both.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mlc::driver::Compiled;
use mlc::emit::{CAPABILITIES, Support, Target, Version};
use support::{Files, build_for, expected};

/// What was seen of a row: the target, its release as far as one was named, and whether it was refused.
type Seen = BTreeSet<(Target, &'static str, Option<Version>, bool)>;

fn note(seen: &mut Seen, compiled: &Compiled, version: Option<Version>) {
    for (target, one) in &compiled.uses {
        if one.refused || !compiled.failed() {
            seen.insert((*target, one.construct, version, one.refused));
        }
    }
}

fn cases(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder of the cases is there").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "ml") {
            found.push(path);
        }
    }
}

fn all() -> Seen {
    let mut files = Vec::new();
    for entry in fs::read_dir(support::root().join("tests/cases")).expect("there are cases").flatten() {
        cases(&entry.path(), &mut files);
    }
    let mut seen = Seen::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a case can be read");
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8");
        for one in expected(&path, &text) {
            let settings =
                fs::read_to_string(path.with_extension("toml")).ok().map(|text| ("mlc.toml".to_owned(), text));
            let files = Files { texts: settings.into_iter().collect(), folder: path.parent().map(Path::to_owned) };
            note(&mut seen, &build_for(one.options(), name, &files), one.version);
        }
    }
    seen
}

/// What is not shown of one row on one target.
fn lacking(seen: &Seen, target: Target, construct: &'static str, support: Support) -> Vec<String> {
    let shown = |refused: bool, at: &dyn Fn(Option<Version>) -> bool| {
        seen.iter().any(|(on, row, version, how)| (*on, *row, *how) == (target, construct, refused) && at(*version))
    };
    let anywhere = |_: Option<Version>| true;
    let missing: Vec<(bool, String)> = match support {
        Support::Always | Support::AtRunTime(_) => vec![(shown(false, &anywhere), "no build with it".to_owned())],
        Support::No { .. } => vec![(shown(true, &anywhere), "no diagnostic about it".to_owned())],
        Support::If(_) => vec![
            (shown(false, &anywhere), "no build with it".to_owned()),
            (shown(true, &anywhere), "no diagnostic about it".to_owned()),
        ],
        Support::Since(since) => vec![
            (shown(false, &|version| version == Some(since)), format!("no build for {since}")),
            (shown(true, &|version| version.is_some_and(|version| version < since)), format!("none before {since}")),
        ],
    };
    missing
        .into_iter()
        .filter(|(shown, _)| !shown)
        .map(|(_, what)| format!("{target}: `{construct}`: {what}"))
        .collect()
}

#[test]
fn each_row_has_a_case_for_each_target() {
    let seen = all();
    let rows = CAPABILITIES.iter().flat_map(|row| Target::ALL.iter().map(move |target| (*target, row)));
    let faults: Vec<String> =
        rows.flat_map(|(target, row)| lacking(&seen, target, row.construct, row.support(target))).collect();
    assert!(faults.is_empty(), "{} things are not shown by a case\n{}", faults.len(), faults.join("\n"));
}

/// What the table calls possible is never refused but for its condition, and what it calls impossible is never built.
#[test]
fn no_case_shows_otherwise_than_the_table() {
    for (target, construct, version, refused) in all() {
        let row = CAPABILITIES.iter().find(|row| row.construct == construct).expect("a row of the table");
        let said = match row.support(target) {
            Support::Always | Support::AtRunTime(_) => !refused,
            Support::No { .. } => refused,
            Support::If(_) => true,
            Support::Since(since) => refused == version.is_some_and(|version| version < since),
        };
        assert!(said, "{target} {version:?}: `{construct}` refused: {refused}");
    }
}
