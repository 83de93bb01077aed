//! The command that runs a Python function with mlc's own executor, for which a task installs nothing.
//!
//! In: a component. Out: its command: a shell that unpacks the executor, the code, what the executor is told of it, and
//! the placeholder for what KFP hands in.
//! Always holds: none of the words holds what KFP's launcher, Argo or Kubernetes would expand, but for that placeholder.
//! The executor stands in each executor of the IR, since KFP has no place that several share; so it is packed. Code
//! stays readable. Where it comes from, which changes with every edit above it, stands in the environment: that is no part
//! of the key of KFP's cache.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustc_hash::FxHashMap;
use smol_str::format_smolstr;

use super::super::super::python::specification::{Placed, code, specification};
use super::super::super::python::{EXECUTOR, Place};
use super::super::placeholders::Command;
use super::super::schema::{EnvVar, Text};
use crate::plan::{Component, Python};

/// How hard the executor is packed: as hard as it goes.
const LEVEL: u8 = 10;

/// The executor without what only Argo or its readers need, as zlib packs it, in base64.
static PACKED: LazyLock<String> =
    LazyLock::new(|| STANDARD.encode(miniz_oxide::deflate::compress_to_vec_zlib(bare(EXECUTOR).as_bytes(), LEVEL)));

/// The executor without the sections that are Argo's, and without comments and documentation, as far as they are lines
/// of their own.
fn bare(program: &str) -> String {
    let mut text = String::with_capacity(program.len());
    let mut argo = false;
    for line in program.lines() {
        let words = line.trim_start();
        if let Some(section) = line.strip_prefix("# ---- ") {
            argo = section.starts_with("Argo");
        }
        if argo || words.starts_with('#') {
            continue;
        }
        if words.len() > 6 && words.starts_with("\"\"\"") && words.ends_with("\"\"\"") {
            // What it documents may have no other line.
            text.push_str(&line[..line.len() - words.len()]);
            text.push('0');
        } else {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// The command of a Python component; `launches` holds what starts the executor, `place` says where the code comes from
/// unless the environment does.
pub(in crate::emit::kfp) fn own_command<'a>(
    component: &Component,
    python: &'a Python,
    launches: &mut FxHashMap<&'a str, Text>,
    place: Option<Place<'_>>,
) -> Command {
    let executable = python.executable.as_deref().unwrap_or("python3");
    let launch = launches.entry(executable).or_insert_with(|| Text::from(launch(executable)));
    let mut specification = specification(component, python);
    specification.place = place.map(|Place { file, line }| Placed { file, line, code: None });
    let mut code = code(component, python).unwrap_or_default();
    if ["{{", "$(", "$$"].iter().any(|expanded| code.contains(expanded)) {
        specification.text = Some(std::mem::take(&mut code));
    }
    let specification = serde_json::to_string(&specification).unwrap_or_default();
    let words = vec![Text::constant("sh"), Text::constant("-ec"), launch.clone(), Text::from(code)];
    Command { words, args: vec![Text::from(inert(&specification)), Text::constant("{{$}}")], needs: Vec::new() }
}

/// JSON in which nothing is expanded; in compact JSON these stand in strings alone.
fn inert(json: &str) -> String {
    json.replace("{{", "{\\u007b").replace('$', "\\u0024")
}

/// Unpacks the executor beside the code, which is the shell's `$0`, and becomes it. Its words are those by which KFP's
/// local runner knows a lightweight component, and its code among the words.
fn launch(executable: &str) -> String {
    format!(
        r#"program_path=$(mktemp -d)
printf "%s" "$0" > "$program_path/ephemeral_component.py"
# mlc's executor does the work of kfp.dsl.executor_main, and needs no kfp.
{executable} -c 'import base64, sys, zlib
open(sys.argv[1], "wb").write(zlib.decompress(base64.b64decode("{packed}")))' "$program_path/executor.py"
export MLC_ROOT="$program_path"
exec {executable} "$program_path/executor.py" kfp "$program_path/ephemeral_component.py" "$@"
"#,
        packed = *PACKED,
    )
}

/// The variable that says where a component's code stands, for tracebacks.
pub(in crate::emit::kfp) fn source_variable(Place { file, line }: Place<'_>) -> EnvVar {
    EnvVar { name: Text::constant("MLC_SOURCE"), value: Text(format_smolstr!("{file}:{line}")) }
}
