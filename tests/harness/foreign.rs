//! What is read of files that are not mlc's own.
//!
//! In: `tests/cases/foreign/*.{py,yaml}`, and files with faults below them. Out: what each holds, as JSON beside it
//! (`INSTA_UPDATE=always` rewrites it; `tests/judges/foreign.py` compares it with what KFP makes of the file), and the
//! faults as they are drawn.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mlc::{
    diag::{Diagnostic, render},
    foreign::{Component, Origin, component_yaml, components_py, python::PythonFile},
    plan::{Implementation, ParamType, Piece, Port, PythonCode, RunField, Shape, Word},
    source::{SourceMap, Span},
};
use serde_json::{Map, Value as Json, json};

fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/foreign").join(folder);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "py" || end == "yaml"));
    files.sort();
    assert!(!files.is_empty());
    files
}

/// All components of a file, and all that is wrong with it, drawn.
fn read(path: &Path) -> (Vec<Component>, String) {
    let name = path.file_name().expect("a file").to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("a text");
    let mut sources = SourceMap::default();
    let id = sources.add(name.clone(), text.clone());
    let (mut components, mut reports): (Vec<Component>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
    if path.extension().is_some_and(|end| end == "yaml") {
        let (component, found) = component_yaml::read(&text, &Origin::file(id));
        components.extend(component);
        reports.extend(found);
    } else {
        match PythonFile::parse(&text, Origin::file(id)) {
            Ok(file) => {
                for function in file.functions().filter(|function| !function.decorator_list.is_empty()) {
                    let (component, found) = components_py::component(&file, &function.name, Span::new(id, 0, 0));
                    components.extend(component);
                    reports.extend(found);
                }
            }
            Err(found) => reports.push(*found),
        }
    }
    (components, render::render(&reports, &sources, false))
}

/// The text beside a case is what was found; `INSTA_UPDATE=always` rewrites it.
fn holds(case: &Path, ending: &str, found: &str) {
    let expected = PathBuf::from(format!("{}.{ending}", case.display()));
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&expected, found).expect("the folder can be written");
    }
    let said = fs::read_to_string(&expected).unwrap_or_default();
    assert!(said == found, "{} says something else; found was\n{found}", expected.display());
}

#[test]
fn what_files_hold() {
    for path in cases("") {
        let (components, faults) = read(&path);
        assert_eq!(faults, "", "{}", path.display());
        let found: Map<String, Json> =
            components.iter().map(|component| (component.name.to_string(), view(component))).collect();
        holds(&path, "json", &format!("{}\n", serde_json::to_string_pretty(&found).expect("JSON can be written")));
    }
}

#[test]
fn what_is_wrong_with_files() {
    for path in cases("faults") {
        let (_, faults) = read(&path);
        assert_ne!(faults, "", "{}", path.display());
        holds(&path, "txt", &faults);
    }
}

/// Every prefix of every case is read without a panic.
#[test]
fn broken_files_are_only_reported() {
    for path in cases("").into_iter().chain(cases("faults")) {
        let text = fs::read_to_string(&path).expect("a text");
        let python = path.extension().is_some_and(|end| end == "py");
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)).step_by(if python { 7 } else { 3 }) {
            let (part, origin) = (&text[..end], Origin::file(mlc::source::FileId(0)));
            if !python {
                component_yaml::read(part, &origin);
            } else if let Ok(file) = PythonFile::parse(part, origin) {
                for name in components_py::component_names(&file) {
                    components_py::component(&file, name, Span::default());
                }
            }
        }
    }
}

fn view(component: &Component) -> Json {
    let how = match &component.implementation {
        Implementation::Python(python) => {
            let PythonCode::Module(code) = &python.code else { return json!(format!("{python:?}")) };
            json!({
                "function": python.function.as_str(),
                "code": code.lines().collect::<Vec<_>>(),
                "packages": python.packages,
                "pip_index": python.pip_index,
                "pip_trusted_hosts": python.pip_trusted_hosts,
                "use_venv": python.use_venv,
                "install_kfp": python.install_kfp,
            })
        }
        Implementation::Container { command, args } => json!({ "command": words(command), "args": words(args) }),
        Implementation::Ir { spec, platform } => json!({ "spec": **spec, "platform": platform.as_deref() }),
        other => json!(format!("{other:?}")),
    };
    json!({
        "description": component.description,
        "image": component.image,
        "env": component.env.iter().map(|(name, text)| (name.to_string(), json!(text))).collect::<Map<_, _>>(),
        "inputs": ports(&component.inputs),
        "outputs": ports(&component.outputs),
        "implementation": how,
    })
}

fn ports(ports: &[Port]) -> Json {
    ports.iter().map(|port| (port.name.to_string(), self::port(port))).collect::<Map<_, _>>().into()
}

fn port(port: &Port) -> Json {
    let ty = match &port.shape {
        Shape::Parameter(ty) => match ty {
            ParamType::String => "STRING".to_owned(),
            ParamType::Int => "NUMBER_INTEGER".to_owned(),
            ParamType::Float => "NUMBER_DOUBLE".to_owned(),
            ParamType::Bool => "BOOLEAN".to_owned(),
            ParamType::List => "LIST".to_owned(),
            ParamType::Struct => "STRUCT".to_owned(),
            ParamType::Status => "TASK_FINAL_STATUS".to_owned(),
        },
        Shape::Artifact { schema, list } => {
            format!("{}@{}{}", schema.title, schema.version, if *list { "[]" } else { "" })
        }
    };
    let mut entry = json!({ "type": ty, "python": port.python.as_str() });
    let more = [
        ("optional", json!(port.optional), json!(false)),
        ("default", json!(port.default), Json::Null),
        ("literals", json!(port.literals), json!([])),
        ("description", json!(port.description), Json::Null),
        ("path", json!(port.path), json!(false)),
    ];
    for (key, value, usual) in more {
        if value != usual {
            entry[key] = value;
        }
    }
    entry
}

fn words(words: &[Word]) -> Json {
    words.iter().map(word).collect()
}

/// A word as KFP's IR writes it.
fn word(word: &Word) -> Json {
    match word {
        Word::Text(pieces) => pieces.iter().map(piece).collect::<String>().into(),
        Word::Concat(parts) => json!({ "Concat": words(parts) }),
        Word::IfPresent { input, then, otherwise } => {
            let mut choice = json!({ "InputName": input.as_str(), "Then": words(then) });
            if !otherwise.is_empty() {
                choice["Else"] = words(otherwise);
            }
            json!({ "IfPresent": choice })
        }
    }
}

fn piece(piece: &Piece) -> String {
    let metadata = |key: &Option<String>| key.as_ref().map_or(String::new(), |key| format!("['{key}']"));
    let path = match piece {
        Piece::Text(text) => return text.clone(),
        Piece::ExecutorInput => return "{{$}}".to_owned(),
        Piece::Input(name) => format!("inputs.parameters['{name}']"),
        Piece::InputPath(name) => format!("inputs.artifacts['{name}'].path"),
        Piece::InputUri(name) => format!("inputs.artifacts['{name}'].uri"),
        Piece::InputMetadata(name, key) => format!("inputs.artifacts['{name}'].metadata{}", metadata(key)),
        Piece::OutputParameterPath(name) => format!("outputs.parameters['{name}'].output_file"),
        Piece::OutputPath(name) => format!("outputs.artifacts['{name}'].path"),
        Piece::OutputUri(name) => format!("outputs.artifacts['{name}'].uri"),
        Piece::OutputMetadata(name, key) => format!("outputs.artifacts['{name}'].metadata{}", metadata(key)),
        Piece::WorkspacePath => "workspace_path".to_owned(),
        Piece::Run(field) => match field {
            RunField::Id => "pipeline_job_uuid",
            RunField::Name => "pipeline_job_name",
            RunField::ResourceName => "pipeline_job_resource_name",
            RunField::Root => "pipeline_root",
            RunField::CreatedAt => "pipeline_job_create_time_utc",
            RunField::ScheduledAt => "pipeline_job_schedule_time_utc",
            RunField::TaskId => "pipeline_task_uuid",
            RunField::TaskName => "pipeline_task_name",
            RunField::Url => "none: KFP has no placeholder for it",
        }
        .to_owned(),
    };
    format!("{{{{$.{path}}}}}")
}
