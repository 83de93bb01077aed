//! `mlc.toml`: what it says, and what is said of a wrong one.
//!
//! In: texts held in memory. Out: the project's fields, and reports as drawn (`INSTA_UPDATE=always` rewrites snapshots).

use insta::assert_snapshot;
use mlc::diag::render;
use mlc::modules::{LoadError, Loader};
use mlc::project::{self, Level, Preset, Project, SecretProvider};
use mlc::source::SourceMap;
use mlc::syntax::ast::{Decorator, ExprKind};

/// Files in memory.
struct Memory(Vec<(&'static str, Vec<u8>)>);

impl Loader for Memory {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let file = self.0.iter().find(|(name, _)| *name == path);
        file.map(|(_, bytes)| bytes.clone()).ok_or(LoadError::NotFound)
    }

    fn neighbours(&self, _path: &str) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

fn load(files: &[(&'static str, &str)]) -> (Project, String) {
    let memory = Memory(files.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect());
    let mut sources = SourceMap::default();
    let (project, reports) = project::load("mlc.toml", &mut sources, &memory);
    (project, render::render(&reports, &sources, false))
}

/// `@name(arg = kind, …)` of a decorator, for comparing.
fn shown(decorator: &Decorator) -> String {
    let args = decorator.args.iter().map(|arg| {
        let name = arg.name.as_ref().map_or_else(String::new, |name| format!("{} = ", name.text));
        format!("{name}{}", value(&arg.value.kind))
    });
    format!("@{}({})", decorator.name.text, args.collect::<Vec<_>>().join(", "))
}

fn value(kind: &ExprKind) -> String {
    match kind {
        ExprKind::Str(text) => format!("{:?}", text.pieces),
        ExprKind::Int(number) | ExprKind::Float(number) => number.to_string(),
        ExprKind::Bool(truth) => truth.to_string(),
        ExprKind::Call(_, args) => format!("call of {}", args.len()),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_section_is_read() {
    let (project, reports) = load(&[(
        "mlc.toml",
        r#"
[project]
name = "churn"
owner = "growth"

[defaults]
resources = { cpu = 4, memory = "16Gi" }
packages = ["pandas==2.2.3", "pyarrow"]
cache = false
toleration = [{ key = "gpu" }, { key = "spot" }]
env = { TOKEN = { secret = "wandb", key = "key" }, MODE = "x" }

[profile.prod]
namespace = "ml"
service_account = "trainer"
const = { RAW = "s3://prod", LIMIT = 3, RATE = 0.5, NAMES = ["a"], BY = { a = 1 } }
env."std.mlflow" = { MLFLOW_TRACKING_URI = "http://mlflow" }
secrets = "external-secrets"
triggers = "suspended"

[argo]
artifact_root = "s3://artifacts"
spot_provider = "karpenter"
rbac = "reference"

[kfp]
executor = "mlc"
helper_image = "python:3.12"

[lints]
preset = "production"
missing_owner = "warn"
"#,
    )]);
    assert_eq!(reports, "");
    assert_eq!((project.name.as_deref(), project.owner.as_deref()), (Some("churn"), Some("growth")));
    let defaults: Vec<String> = project.defaults.iter().map(shown).collect();
    assert_eq!(
        defaults,
        [
            r#"@resources(cpu = 4, memory = [Text("16Gi")])"#,
            r#"@packages([Text("pandas==2.2.3")], [Text("pyarrow")])"#,
            "@cache(false)",
            r#"@toleration(key = [Text("gpu")])"#,
            r#"@toleration(key = [Text("spot")])"#,
            r#"@env(TOKEN = call of 2, MODE = [Text("x")])"#,
        ]
    );
    let profile = project.profile("prod").expect("it is declared");
    assert_eq!(profile.namespace.as_deref(), Some("ml"));
    assert_eq!(profile.defaults.iter().map(shown).collect::<Vec<_>>(), [r#"@service_account([Text("trainer")])"#]);
    let consts: Vec<String> = profile.consts.iter().map(|(name, (json, _))| format!("{name}={json}")).collect();
    assert_eq!(consts, [r#"RAW="s3://prod""#, "LIMIT=3", "RATE=0.5", r#"NAMES=["a"]"#, r#"BY={"a":1}"#]);
    assert_eq!(shown(&profile.env["std.mlflow"]), r#"@env(MLFLOW_TRACKING_URI = [Text("http://mlflow")])"#);
    assert_eq!(profile.secrets, Some(SecretProvider::ExternalSecrets));
    assert_eq!(profile.triggers, Some("suspended"));
    assert_eq!(project.argo.rbac, Some(false));
    assert_eq!(project.kfp.helper_image.as_deref(), Some("python:3.12"));
    assert_eq!(project.kfp.executor, Some("mlc"));
    assert_eq!(project.lints.preset, Some(Preset::Production));
    assert_eq!(project.lints.levels["missing_owner"], Level::Warn);
}

#[test]
fn a_project_lies_over_what_it_extends() {
    let base = "[project]\nname = \"base\"\nowner = \"team\"\n[defaults]\nimage = \"base\"\n[profile.p]\nnamespace = \"a\"\n\
                const = { A = 1, B = 1 }\n";
    let (project, reports) = load(&[
        (
            "mlc.toml",
            "extends = \"./base.toml\"\n[project]\nname = \"near\"\n[defaults]\nimage = \"near\"\n[profile.p]\nconst.B = 2\n",
        ),
        ("base.toml", base),
    ]);
    assert_eq!(reports, "");
    assert_eq!((project.name.as_deref(), project.owner.as_deref()), (Some("near"), Some("team")));
    let defaults: Vec<String> = project.defaults.iter().map(shown).collect();
    assert_eq!(defaults, [r#"@image([Text("base")])"#, r#"@image([Text("near")])"#], "the nearest stands last");
    let profile = project.profile("p").expect("both declare it");
    assert_eq!(profile.namespace.as_deref(), Some("a"));
    assert_eq!(profile.consts["A"].0, 1);
    assert_eq!(profile.consts["B"].0, 2);
}

#[test]
fn what_is_wrong_is_shown_in_its_place() {
    let (_, reports) = load(&[(
        "mlc.toml",
        "titel = 1\n[project]\nnme = \"x\"\nname = 3\n[profile.prod]\ntriggers = \"suspend\"\nconst.DAY = 2026-01-01\n\
         [argo]\nrbac = \"yes\"\n[lints]\nunpined_image = \"warn\"\n[defaults]\nsince = 2026-01-01\n",
    )]);
    let (_, broken) = load(&[("mlc.toml", "[project]\nnme = 1\nname = \"x\n[kfp]\nhelper_image = \n")]);
    assert_snapshot!(format!("{reports}\n{broken}"));
}

#[test]
fn a_circle_and_a_missing_file_of_extends() {
    let (_, circle) = load(&[("mlc.toml", "extends = \"./a.toml\""), ("a.toml", "extends = \"./mlc.toml\"")]);
    let (_, missing) = load(&[("mlc.toml", "extends = \"./mcl.toml\"")]);
    assert_snapshot!(format!("{circle}{missing}"));
}

#[test]
fn an_unknown_profile_names_a_near_one() {
    let (project, _) = load(&[("mlc.toml", "[profile.prod]\n[profile.dev]\n")]);
    let report = |name: &str| {
        let fault = project.profile(name).expect_err("it is not declared");
        render::short(std::slice::from_ref(&fault), &SourceMap::default())
            + &format!("{:?} {:?}\n", fault.help.first(), fault.notes)
    };
    assert!(report("prd").contains("did you mean `prod`?"), "{}", report("prd"));
    assert!(report("staging").contains("`prod`, `dev`"), "{}", report("staging"));
}

#[test]
fn settings_for_later_are_checked_now_and_what_nothing_reads_is_none() {
    let text = "[argo]\nartifact_root = \"bucket\"\n[profile.a]\nnamespace = \"My_Space\"\n";
    let (_, reports) = load(&[("mlc.toml", text)]);
    assert_eq!(reports.matches("error[E0852]").count(), 2, "{reports}");
    let (_, reports) = load(&[("mlc.toml", "[approval]\nvia = \"x\"\n[kfp]\nimage = \"x\"\n")]);
    assert_eq!(reports.matches("error[E0851]").count(), 2, "{reports}");
}
