//! The command that installs what a Python function needs and starts KFP's executor on it.
//!
//! In: packages and the module's text. Out: KFP's lightweight contract: a shell that installs, a shell that writes the
//! module to a file and calls `kfp.dsl.executor_main`, the module.
//! Always holds: packages and the module are single words of the command, quoted where a shell reads them.

use std::fmt::Write as _;

use super::super::placeholders::Command;
use super::super::schema::Text;
use super::KFP_VERSION;
use crate::plan::{Python, PythonCode};

/// The scripts that start a Python function.
#[derive(Debug)]
pub(in crate::emit::kfp) struct Start<'a> {
    python: &'a Python,
    install: Option<Text>,
    run: Text,
}

impl<'a> Start<'a> {
    /// The scripts for a function with the settings of `python`.
    pub(super) fn new(python: &'a Python, packages: &[&str]) -> Self {
        let executable = python.executable.as_deref().unwrap_or("python3");
        let install = install(python, packages, executable);
        let inside = if python.use_venv && install.is_some() { "python3" } else { executable };
        Self { python, install: install.map(Text::from), run: Text::from(run(inside)) }
    }

    /// Whether the scripts are those for `other`, too.
    pub(super) fn serves(&self, other: &Python) -> bool {
        let Python { packages, pip_index, pip_trusted_hosts, use_venv, install_kfp, kfp_version, executable, .. } =
            other;
        let this = self.python;
        let is_notebook = |python: &Python| matches!(python.code, PythonCode::Notebook { .. });
        this.packages == *packages
            && this.pip_index == *pip_index
            && this.pip_trusted_hosts == *pip_trusted_hosts
            && this.use_venv == *use_venv
            && this.install_kfp == *install_kfp
            && this.kfp_version == *kfp_version
            && this.executable == *executable
            && is_notebook(this) == is_notebook(other)
    }

    /// The command of the function in `source`.
    pub(super) fn command(&self, python: &Python, source: String) -> Command {
        let mut words = Vec::with_capacity(7);
        if let Some(install) = &self.install {
            words.extend([Text::constant("sh"), Text::constant("-c"), install.clone()]);
        }
        words.extend([Text::constant("sh"), Text::constant("-ec"), self.run.clone(), Text(source.into())]);
        let args = vec![
            Text::constant("--executor_input"),
            Text::constant("{{$}}"),
            Text::constant("--function_to_execute"),
            Text(python.function.clone()),
        ];
        Command { words, args, needs: Vec::new() }
    }
}

/// Writes the module, which is the shell's `$0`, to a file and runs it.
fn run(executable: &str) -> String {
    let mut script = String::from(
        "program_path=$(mktemp -d)\nprintf \"%s\" \"$0\" > \"$program_path/ephemeral_component.py\"\n_KFP_RUNTIME=true ",
    );
    script.push_str(executable);
    script.push_str(
        " -m kfp.dsl.executor_main --component_module_path \"$program_path/ephemeral_component.py\" \"$@\"\n",
    );
    script
}

/// Installs the packages, and `kfp` where neither the image nor the packages bring it; `None` where there is nothing.
fn install(python: &Python, packages: &[&str], executable: &str) -> Option<String> {
    let brings_kfp = packages.iter().any(|package| package.starts_with("kfp"));
    let with_kfp = python.install_kfp && !brings_kfp;
    if packages.is_empty() && !with_kfp {
        return None;
    }
    let mut script = String::new();
    let mut runner = executable;
    if python.use_venv {
        script.push_str("tmp=$(mktemp -d)\n");
        script.push_str(executable);
        script.push_str(" -m venv \"$tmp/venv\" --system-site-packages\n. \"$tmp/venv/bin/activate\"\n");
        runner = "python3";
    } else {
        let _ = write!(
            script,
            "if ! [ -x \"$(command -v pip)\" ]; then\n    {runner} -m ensurepip || {runner} -m ensurepip --user \
             || apt-get install python3-pip\nfi\n"
        );
    }
    script.push_str("export PIP_DISABLE_PIP_VERSION_CHECK=1\n");
    let options = options(python);
    if !packages.is_empty() {
        script.push_str(&pip(runner, &options, packages));
    }
    if with_kfp {
        let kfp = format!("kfp=={}", python.kfp_version.as_deref().unwrap_or(KFP_VERSION));
        let mut parts = vec![kfp.as_str(), "--no-deps"];
        if python.kfp_version.is_some() {
            // Older ones run on older Pythons, too, which lack what they need of `typing`.
            parts.push("typing-extensions>=3.7.4,<5; python_version<\"3.9\"");
        }
        script.push_str(&pip(runner, &options, &parts));
    }
    script.push_str("\"$0\" \"$@\"\n");
    Some(script)
}

fn pip(runner: &str, options: &str, packages: &[&str]) -> String {
    let packages: Vec<String> = packages.iter().map(|package| single_quoted(package)).collect();
    format!("{runner} -m pip install --quiet --no-warn-script-location {options}{} &&\n", packages.join(" "))
}

/// pip's options, each with a blank behind it.
fn options(python: &Python) -> String {
    let mut options = String::new();
    for (index, url) in python.pip_index.iter().enumerate() {
        options.push_str(if index == 0 { "--index-url " } else { "--extra-index-url " });
        options.push_str(&word(url));
        options.push(' ');
    }
    for host in &python.pip_trusted_hosts {
        options.push_str("--trusted-host ");
        options.push_str(&word(host));
        options.push(' ');
    }
    options
}

/// A shell word, bare where every letter is harmless.
fn word(text: &str) -> String {
    let harmless = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:@%+=,".contains(&byte);
    if !text.is_empty() && text.bytes().all(harmless) { text.to_owned() } else { single_quoted(text) }
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
