//! The arguments of `@dsl.component(…)`.
//!
//! In: the decorator. Out: [`Settings`]. Always holds: each value is a literal or a constant of the module; an argument
//! that cannot be carried over is an error that says what to write instead.

use ruff_python_ast::{Decorator, Expr, Keyword, StmtFunctionDef};
use serde_json::Value as Json;

use super::{constants, errors, python::PythonFile};
use crate::diag::Diagnostic;

/// What a `@dsl.component` decorator says.
#[derive(Debug, Default)]
pub struct Settings<'a> {
    /// `base_image`
    pub base_image: Option<String>,
    /// `target_image`: the image into which KFP's SDK builds the function.
    pub target_image: Option<String>,
    /// `packages_to_install`
    pub packages: Vec<String>,
    /// `pip_index_urls`
    pub pip_index: Vec<String>,
    /// `pip_trusted_hosts`; unset and empty are not the same.
    pub pip_trusted_hosts: Option<Vec<String>>,
    /// `use_venv`
    pub use_venv: bool,
    /// `install_kfp_package`
    pub install_kfp: bool,
    /// `additional_funcs`: functions whose texts stand before the component's.
    pub helpers: Vec<&'a StmtFunctionDef>,
}

/// Reads the decorator; `@dsl.component` alone says nothing.
pub fn settings<'a>(file: &'a PythonFile, decorator: &'a Decorator) -> Result<Settings<'a>, Vec<Diagnostic>> {
    let mut settings = Settings { install_kfp: true, ..Settings::default() };
    let Expr::Call(call) = &decorator.expression else { return Ok(settings) };
    let mut diagnostics = Vec::new();
    for argument in &call.arguments.args {
        diagnostics.push(errors::not_static(file.span(argument), "this argument has no name", "give it by name"));
    }
    for keyword in &call.arguments.keywords {
        if let Err(diagnostic) = set(&mut settings, file, keyword) {
            diagnostics.push(*diagnostic);
        }
    }
    if settings.target_image.is_some() && !settings.packages.is_empty() {
        let why = "packages cannot be installed into an image that KFP's SDK builds from this function";
        let way_out = "build them into the image, and drop `packages_to_install`";
        diagnostics.push(errors::not_static(file.span(decorator), why, way_out));
    }
    if diagnostics.is_empty() { Ok(settings) } else { Err(diagnostics) }
}

fn set<'a>(settings: &mut Settings<'a>, file: &'a PythonFile, keyword: &'a Keyword) -> Result<(), Box<Diagnostic>> {
    let name = keyword.arg.as_ref().map_or("**", |name| name.as_str());
    let value = Value { file, expr: &keyword.value, name };
    match name {
        "base_image" => settings.base_image = value.text()?,
        "target_image" => settings.target_image = value.text()?,
        "packages_to_install" => settings.packages = value.texts()?,
        "pip_index_urls" => settings.pip_index = value.texts()?,
        "pip_trusted_hosts" => settings.pip_trusted_hosts = value.optional_texts()?,
        "use_venv" => settings.use_venv = value.truth()?,
        "install_kfp_package" => settings.install_kfp = value.truth()?,
        "additional_funcs" => settings.helpers = value.functions()?,
        // Where KFP writes a YAML file when Python runs: of no meaning here.
        "output_component_file" => {}
        "kfp_package_path" => match constants::value(&keyword.value, file.names()) {
            Ok(Json::Null) => {}
            _ => {
                return value.refuse("the `kfp` package comes from elsewhere", "drop it: mlc installs its own version");
            }
        },
        "embedded_artifact_path" => {
            return value.refuse("files of the machine are embedded", "put them into the image, or into an artifact");
        }
        "task_config_passthroughs" => {
            return value
                .refuse("settings of the task are taken over", "compile it first: `use component \"x.yaml\" as x`");
        }
        "**" => return value.refuse("these arguments are not known before Python runs", "write them out"),
        _ => return value.refuse(&format!("`@dsl.component` has no `{name}`"), "drop it"),
    }
    Ok(())
}

struct Value<'a> {
    file: &'a PythonFile,
    expr: &'a Expr,
    name: &'a str,
}

impl<'a> Value<'a> {
    fn refuse<T>(&self, why: &str, way_out: &str) -> Result<T, Box<Diagnostic>> {
        Err(errors::not_static(self.file.span(self.expr), why, way_out).into())
    }

    fn json(&self) -> Result<Json, Box<Diagnostic>> {
        constants::value(self.expr, self.file.names()).map_err(|part| {
            let why = format!("`{}` is not known before Python runs", self.name);
            let way_out = match self.name {
                "base_image" | "target_image" => "write the image as text, or set it in mlc with `.image(\"…\")`",
                _ => "write it as a literal, or as a constant of this file that is bound once",
            };
            errors::not_static(self.file.span(part), &why, way_out).into()
        })
    }

    fn text(&self) -> Result<Option<String>, Box<Diagnostic>> {
        match self.json()? {
            Json::Null => Ok(None),
            Json::String(text) => Ok(Some(text)),
            _ => self.refuse(&format!("`{}` has to be text", self.name), "put it in quotes"),
        }
    }

    fn texts(&self) -> Result<Vec<String>, Box<Diagnostic>> {
        Ok(self.optional_texts()?.unwrap_or_default())
    }

    fn optional_texts(&self) -> Result<Option<Vec<String>>, Box<Diagnostic>> {
        let items = match self.json()? {
            Json::Null => return Ok(None),
            Json::Array(items) => items,
            _ => return self.refuse(&format!("`{}` has to be a list", self.name), "put it in brackets"),
        };
        let texts = items.into_iter().map(|item| if let Json::String(text) = item { Some(text) } else { None });
        match texts.collect::<Option<_>>() {
            Some(texts) => Ok(Some(texts)),
            None => self.refuse(&format!("`{}` has to be a list of texts", self.name), "put each item in quotes"),
        }
    }

    fn truth(&self) -> Result<bool, Box<Diagnostic>> {
        match self.json()? {
            Json::Bool(truth) => Ok(truth),
            _ => self.refuse(&format!("`{}` has to be `True` or `False`", self.name), "write one of them"),
        }
    }

    fn functions(&self) -> Result<Vec<&'a StmtFunctionDef>, Box<Diagnostic>> {
        let items = match self.expr {
            Expr::NoneLiteral(_) => return Ok(Vec::new()),
            Expr::List(list) => list.elts.as_slice(),
            Expr::Tuple(tuple) => tuple.elts.as_slice(),
            _ => return self.refuse("which functions these are is not known before Python runs", "list their names"),
        };
        let function = |item: &Expr| self.file.function(item.as_name_expr()?.id.as_str());
        match items.iter().map(function).collect() {
            Some(functions) => Ok(functions),
            None => self.refuse("a helper has to be a function of this file", "define it at this file's left edge"),
        }
    }
}
