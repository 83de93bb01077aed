//! The command line as a user meets it: files, standard output, standard error, exit codes.
//!
//! In: small projects in a folder of each test's own. Out: what `mlc` did with them.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder to call `mlc` in.
struct Sandbox {
    folder: PathBuf,
}

/// What a call came to.
#[derive(Debug)]
struct Done {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Sandbox {
    fn new(name: &str) -> Self {
        Self { folder: support::folder(&format!("cli-{name}")) }
    }

    /// A folder with files in it.
    fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let sandbox = Self::new(name);
        for (path, text) in files {
            sandbox.write(path, text);
        }
        sandbox
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file is there and text")
    }

    /// Every file below the folder, sorted.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![self.folder.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
                if entry.path().is_dir() {
                    open.push(entry.path());
                } else {
                    let path = entry.path();
                    found.push(path.strip_prefix(&self.folder).unwrap_or(&path).to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        found
    }

    fn mlc(&self, args: &[&str]) -> Done {
        self.mlc_in("", args)
    }

    fn mlc_in(&self, folder: &str, args: &[&str]) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mlc"));
        let output = command.args(args).current_dir(self.path(folder)).env_remove("NO_COLOR").output();
        Done::from(output.expect("mlc starts"))
    }
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("results are UTF-8"),
            err: String::from_utf8(output.stderr).expect("diagnostics are UTF-8"),
        }
    }
}

impl Done {
    /// Everything went well, and nothing was said on standard error.
    fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:?}");
        self.out
    }

    /// It failed with `code`, said `words` on standard error and nothing on standard output.
    fn fails(self, code: i32, words: &[&str]) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in\n{}", self.err);
        }
        self.err
    }
}

const HELLO: &str = "@image(\"python:3.12\")
component greet(name: String) python ```
    print(\"hello\", name)
```

pipeline hello() {
    greet(name = \"world\")
}
";

const TWO: &str = "@image(\"python:3.12\")
component greet(name: String) python ```
    print(\"hello\", name)
```

pipeline first() {
    greet(name = \"a\")
}

pipeline second() {
    greet(name = \"b\")
}
";

const CONSTANT: &str = "const NAME: String
const TIMES: Int = 1

@image(\"python:3.12\")
component greet(name: String, times: Int) python ```
    print(name * times)
```

pipeline hello() {
    greet(name = NAME, times = TIMES)
}
";

const WRONG: &str = "pipeline hello() {
    gret(name = 1)
}
";

#[test]
fn a_build_writes_one_file_a_pipeline_and_says_so() {
    let sandbox = Sandbox::with("build", &[("two.ml", TWO)]);
    let said = sandbox.mlc(&["build", "two.ml"]).fine();
    assert_eq!(said, "built first → build/first.kfp.yaml\nbuilt second → build/second.kfp.yaml\n");
    assert_eq!(sandbox.files(), ["build/first.kfp.yaml", "build/second.kfp.yaml", "two.ml"]);
    assert!(sandbox.read("build/first.kfp.yaml").contains("schemaVersion:"));
}

#[test]
fn a_file_that_would_not_change_is_not_touched() {
    let sandbox = Sandbox::with("unchanged", &[("hello.ml", HELLO)]);
    sandbox.mlc(&["build", "hello.ml"]).fine();
    let file = sandbox.path("build/hello.kfp.yaml");
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    let times = fs::FileTimes::new().set_modified(long_ago);
    fs::File::options().append(true).open(&file).and_then(|file| file.set_times(times)).expect("a time can be set");
    assert_eq!(sandbox.mlc(&["build", "hello.ml"]).fine(), "unchanged hello → build/hello.kfp.yaml\n");
    assert_eq!(fs::metadata(&file).and_then(|file| file.modified()).expect("it is there"), long_ago);
    sandbox.write("hello.ml", HELLO.replace("world", "you"));
    assert_eq!(sandbox.mlc(&["build", "hello.ml"]).fine(), "built hello → build/hello.kfp.yaml\n");
    assert_ne!(fs::metadata(&file).and_then(|file| file.modified()).expect("it is there"), long_ago);
}

#[test]
fn the_output_is_a_file_a_folder_or_standard_output() {
    let sandbox = Sandbox::with("output", &[("hello.ml", HELLO)]);
    let text = sandbox.mlc(&["build", "hello.ml", "-o", "-"]).fine();
    assert!(text.contains("schemaVersion:") && text.ends_with('\n'), "{text}");
    assert_eq!(sandbox.mlc(&["build", "hello.ml", "-o", "x/y.yaml"]).fine(), "built hello → x/y.yaml\n");
    assert_eq!(sandbox.mlc(&["build", "hello.ml", "-o", "z/"]).fine(), "built hello → z/hello.kfp.yaml\n");
    assert_eq!(sandbox.mlc(&["build", "hello.ml", "-o", "x.json", "--quiet"]).fine(), "");
    assert_eq!(sandbox.read("x/y.yaml"), text);
    assert_eq!(sandbox.read("z/hello.kfp.yaml"), text);
    let json: serde_json::Value = serde_json::from_str(&sandbox.read("x.json")).expect("it is JSON");
    assert_eq!(json["pipelineInfo"]["name"], "hello");
}

#[test]
fn several_pipelines_do_not_go_into_one_file() {
    let sandbox = Sandbox::with("one-file", &[("two.ml", TWO)]);
    sandbox.mlc(&["build", "two.ml", "-o", "out.yaml"]).fails(2, &["E0859", "`out.yaml`", "`first`, `second`"]);
    sandbox.mlc(&["build", "two.ml", "-o", "-"]).fails(2, &["E0859", "standard output"]);
    assert_eq!(sandbox.files(), ["two.ml"]);
    sandbox.mlc(&["build", "two.ml", "-o", "out.yaml", "--pipeline", "second"]).fine();
    assert!(sandbox.read("out.yaml").contains("name: second"));
    sandbox.mlc(&["build", "two.ml", "--pipeline", "secnd"]).fails(2, &["no pipeline `secnd`", "`second`"]);
}

#[test]
fn what_prometheus_reads_stands_beside_the_pipeline() {
    let settings = "[prometheus]\nkind = \"files\"\n[profile.prod]\nnamespace = \"ml\"\n";
    let source = format!("{HELLO}\ntrigger worse = alert(\"AucLow\", expr = \"auc < 0.8\") -> hello()\n");
    let sandbox = Sandbox::with("alerts", &[("mlc.toml", settings), ("hello.ml", &source)]);
    let call = ["build", "hello.ml", "-t", "argo", "--profile", "prod", "-o"];
    sandbox.mlc(&[&call[..], &["out/here.yaml"]].concat()).fine();
    for file in ["out/here.yaml", "out/here.rules.yaml", "out/here.alertmanager.yaml"] {
        assert!(sandbox.path(file).is_file(), "{file} is there");
    }
    let done = sandbox.mlc(&[&call[..], &["-"]].concat());
    assert!(done.out.contains("kind: WorkflowTemplate") && !done.out.contains("alert: AucLow"), "{done:?}");
    assert!(done.err.contains("hello.argo.rules.yaml"), "{done:?}");
}

#[test]
fn nothing_is_written_unless_everything_compiled() {
    let sandbox = Sandbox::with("all-or-none", &[("hello.ml", HELLO), ("wrong.ml", WRONG)]);
    sandbox.mlc(&["build", "hello.ml", "wrong.ml"]).fails(1, &["wrong.ml:2:5", "`gret`"]);
    assert_eq!(sandbox.files(), ["hello.ml", "wrong.ml"]);
}

#[test]
fn an_unwritable_output_leaves_nothing_behind() {
    let sandbox = Sandbox::with("unwritable", &[("two.ml", TWO), ("file", "x"), ("out/second.kfp.yaml/x", "x")]);
    sandbox.mlc(&["build", "two.ml", "-o", "file/deep"]).fails(2, &["E0860", "`file/deep/first.kfp.yaml`"]);
    sandbox.mlc(&["build", "two.ml", "-o", "out"]).fails(2, &["E0860", "a folder of that name"]);
    assert_eq!(sandbox.files(), ["file", "out/second.kfp.yaml/x", "two.ml"]);
}

#[test]
fn a_link_stays_a_link() {
    let sandbox = Sandbox::with("link", &[("hello.ml", HELLO), ("real.yaml", "old")]);
    std::os::unix::fs::symlink("real.yaml", sandbox.path("link.yaml")).expect("a link can be made");
    sandbox.mlc(&["build", "hello.ml", "-o", "link.yaml"]).fine();
    assert!(sandbox.path("link.yaml").is_symlink());
    assert!(sandbox.read("real.yaml").contains("name: hello"));
}

#[test]
fn check_of_a_build_tells_what_is_out_of_date() {
    let sandbox = Sandbox::with("build-check", &[("hello.ml", HELLO)]);
    sandbox.mlc(&["build", "hello.ml", "--check"]).fails(1, &["E0861", "`build/hello.kfp.yaml` is not there"]);
    assert_eq!(sandbox.files(), ["hello.ml"]);
    sandbox.mlc(&["build", "hello.ml"]).fine();
    assert_eq!(sandbox.mlc(&["build", "hello.ml", "--check"]).fine(), "");
    sandbox.write("build/hello.kfp.yaml", "edited");
    sandbox.mlc(&["build", "hello.ml", "--check"]).fails(1, &["E0861", "is not what the sources say"]);
    assert_eq!(sandbox.read("build/hello.kfp.yaml"), "edited");
}

#[test]
fn a_wrong_call_has_a_code_and_exit_code_2() {
    let sandbox =
        Sandbox::with("misuse", &[("churn.ml", HELLO), ("folder/x.ml", HELLO), ("mlc.toml", "[profile.prod]\n")]);
    sandbox.mlc(&["build", "chrun.ml"]).fails(2, &["E0840", "no file `chrun.ml`", "did you mean `churn.ml`?"]);
    sandbox.mlc(&["build", "folder"]).fails(2, &["E0841", "`folder` is a folder"]);
    sandbox.mlc(&["build", "churn.ml", "-t", "kpf"]).fails(2, &["E0858", "did you mean `kfp`?"]);
    sandbox.mlc(&["build", "churn.ml", "-t", "kfp@two"]).fails(2, &["E0858", "`two` is no release"]);
    sandbox.mlc(&["build", "churn.ml", "-t", "argo@3.5"]).fails(2, &["E0858", "the oldest built for is 3.6"]);
    sandbox.mlc(&["check", "churn.ml", "--profile", "prd"]).fails(2, &["E0853", "did you mean `prod`?"]);
    sandbox.mlc(&["check", "churn.ml", "--set", "NAME"]).fails(2, &["E0856", "NAME=VALUE"]);
    sandbox.mlc(&["check", "churn.ml", "--set", "NAME=x"]).fails(2, &["E0803", "`const NAME`"]);
    sandbox.mlc(&["check", "churn.ml", "--vars", "no.json"]).fails(2, &["E0840", "`no.json`"]);
    sandbox.mlc(&["explain", "840"]).fails(2, &["E0865", "did you mean `E0840`"]);
    sandbox.mlc(&["build", "churn.ml", "--colour", "always"]).fails(2, &["--color"]);
}

#[test]
fn a_file_that_is_no_text_is_told_by_its_first_wrong_byte() {
    let sandbox = Sandbox::new("utf8");
    sandbox.write("latin.ml", b"// caf\xe9\n");
    sandbox.mlc(&["check", "latin.ml"]).fails(1, &["E0843", "latin.ml:1:7", "byte 6", "0xe9"]);
    let wide: Vec<u8> = "\u{feff}pipeline".encode_utf16().flat_map(u16::to_le_bytes).collect();
    sandbox.write("wide.ml", wide);
    sandbox.mlc(&["check", "wide.ml"]).fails(1, &["E0843", "looks like UTF-16"]);
    sandbox.write("marked.ml", format!("\u{feff}{}", HELLO.replace('\n', "\r\n")));
    sandbox.mlc(&["check", "marked.ml"]).fine();
}

#[test]
fn constants_come_from_the_profile_then_the_file_then_the_call() {
    let toml = "[profile.prod]\nconst = { NAME = \"of the profile\", TIMES = 5 }\n";
    let vars = "{\"NAME\": \"of the file\"}";
    let sandbox = Sandbox::with("consts", &[("hello.ml", CONSTANT), ("mlc.toml", toml), ("vars.json", vars)]);
    let build = |more: &[&str]| sandbox.mlc(&[&["build", "hello.ml", "-o", "-"], more].concat());
    build(&[]).fails(1, &["E0801", "`NAME` has no value", "hello.ml:1:7"]);
    let text = build(&["--profile", "prod"]).fine();
    assert!(text.contains("constant: of the profile") && text.contains("constant: 5"), "{text}");
    let text = build(&["--profile", "prod", "--vars", "vars.json"]).fine();
    assert!(text.contains("constant: of the file") && text.contains("constant: 5"), "{text}");
    let text = build(&["--profile", "prod", "--vars", "vars.json", "--set", "NAME=a=b", "--set", "TIMES=7"]).fine();
    assert!(text.contains("constant: a=b") && text.contains("constant: 7"), "{text}");
    build(&["--set", "NAME=x", "--set", "TIMES=soon"]).fails(1, &["E0802", "`Int`"]);
    sandbox.write("list.json", "[1, 2]");
    build(&["--vars", "list.json"]).fails(1, &["E0857", "list.json:1:1"]);
}

#[test]
fn diagnostics_have_three_forms() {
    let sandbox = Sandbox::with("formats", &[("wrong.ml", WRONG)]);
    let human = sandbox.mlc(&["check", "wrong.ml"]).fails(1, &["╭─[ wrong.ml:2:5 ]", "= explain: mlc explain E0"]);
    assert!(!human.contains('\u{1b}'), "no colour into a pipe");
    let short = sandbox.mlc(&["check", "wrong.ml", "--format", "short"]).fails(1, &[]);
    assert!(short.starts_with("wrong.ml:2:5: error[E02"), "{short}");
    let json = sandbox.mlc(&["check", "wrong.ml", "--format", "json"]).fails(1, &[]);
    let object: serde_json::Value = serde_json::from_str(json.lines().next().unwrap_or("")).expect("it is JSON");
    assert_eq!((&object["file"], &object["start"]["line"]), (&"wrong.ml".into(), &2.into()));
    sandbox.mlc(&["check", "wrong.ml", "--color", "always"]).fails(1, &["\u{1b}[31merror["]);
    sandbox.mlc(&["--color", "always", "check", "wrong.ml"]).fails(1, &["\u{1b}[31merror["]);
}

#[test]
fn a_project_is_built_as_a_whole() {
    let parts = HELLO.split("pipeline").next().unwrap_or("");
    let main = "use \"./parts/greet.ml\".{greet}\n\npipeline whole() {\n    greet(name = \"you\")\n}\n";
    let files = [
        ("mlc.toml", "[project]\nname = \"p\"\n"),
        ("main.ml", main),
        ("parts/greet.ml", parts),
        ("build/old.ml", "not a pipeline"),
        ("other/mlc.toml", ""),
        ("other/x.ml", "not a pipeline"),
    ];
    let sandbox = Sandbox::with("project", &files);
    assert_eq!(sandbox.mlc(&["build"]).fine(), "built whole → build/whole.kfp.yaml\n");
    assert_eq!(sandbox.mlc_in("parts", &["build"]).fine(), "unchanged whole → ../build/whole.kfp.yaml\n");
    sandbox.mlc_in("other", &["check"]).fails(1, &["x.ml:1:1"]);
    sandbox.write("other/x.ml", parts);
    sandbox.mlc_in("other", &["build"]).fails(2, &["E0862", "no file of the project declares a pipeline"]);
    sandbox.mlc(&["build", "main.ml", "other/x.ml"]).fails(2, &["E0855", "`mlc.toml`", "`other/mlc.toml`"]);
}

#[test]
fn defaults_of_the_project_reach_every_component() {
    let bare = HELLO.replace("@image(\"python:3.12\")\n", "");
    let toml = "[defaults]\nimage = \"acme/base:1\"\n\n[profile.prod.defaults]\nimage = \"acme/prod:1\"\n";
    let sandbox = Sandbox::with("defaults", &[("hello.ml", bare.as_str()), ("mlc.toml", toml)]);
    assert_eq!(sandbox.mlc(&["images"]).fine(), "acme/base:1\n");
    assert_eq!(sandbox.mlc(&["images", "--profile", "prod", "--format", "json"]).fine(), "[\"acme/prod:1\"]\n");
    sandbox.write("mlc.toml", "[defaults]\nimge = \"acme/base:1\"\n");
    sandbox.mlc(&["check"]).fails(1, &["mlc.toml:2:1", "`image`"]);
    sandbox.write("mlc.toml", "[project]\nnme = \"x\"\n");
    sandbox.mlc(&["check"]).fails(1, &["E0851", "mlc.toml:2:1", "`name`"]);
}

#[test]
fn the_executor_is_the_calls_then_the_projects_then_kfps() {
    let sandbox = Sandbox::with("executor", &[("hello.ml", HELLO), ("mlc.toml", "")]);
    let installs_kfp =
        |more: &[&str]| sandbox.mlc(&[&["build", "hello.ml", "-o", "-"], more].concat()).fine().contains("'kfp==");
    assert!(installs_kfp(&[]) && !installs_kfp(&["--kfp-executor", "mlc"]));
    sandbox.write("mlc.toml", "[kfp]\nexecutor = \"mlc\"\n");
    assert!(!installs_kfp(&[]) && installs_kfp(&["--kfp-executor", "kfp"]));
    sandbox.write("mlc.toml", "[kfp]\nexecutor = \"mcl\"\n");
    sandbox.mlc(&["check"]).fails(1, &["E0852", "mlc.toml:2:12", "`mlc`"]);
}

#[test]
fn all_profiles_are_checked_and_each_fault_told_once() {
    let toml = "[profile.dev]\nconst = { NAME = 1 }\n[profile.prod]\nconst = { NAME = \"x\", TIMES = \"y\" }\n";
    let wrong = CONSTANT.replace("    greet(name", "    gret(name");
    let sandbox = Sandbox::with("profiles", &[("hello.ml", CONSTANT), ("mlc.toml", toml)]);
    let said = sandbox.mlc(&["check", "--all-profiles"]).fails(1, &["the profile `dev`", "the profile `prod`"]);
    assert_eq!(said.matches("error[E0802]").count(), 2, "{said}");
    sandbox.write("mlc.toml", toml.replace("= 1 }", "= \"a\" }").replace("\"y\"", "2"));
    sandbox.mlc(&["check", "--all-profiles"]).fine();
    sandbox.write("hello.ml", wrong);
    let said = sandbox.mlc(&["check", "--all-profiles"]).fails(1, &["the profile `dev`"]);
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}

#[test]
fn a_new_project_checks_and_builds_at_once() {
    let sandbox = Sandbox::new("new");
    assert_eq!(sandbox.mlc(&["new", "my-flow"]).fine(), "made my-flow/: `cd my-flow`, then `mlc build`\n");
    let files = [".gitattributes", ".gitignore", "README.md", "mlc.toml", "pipeline.ml"];
    assert_eq!(sandbox.files(), files.map(|file| format!("my-flow/{file}")));
    assert_eq!(sandbox.mlc_in("my-flow", &["check", "--all-profiles"]).fine(), "");
    assert_eq!(sandbox.mlc_in("my-flow", &["build"]).fine(), "built my-flow → build/my-flow.kfp.yaml\n");
    let prod = sandbox.mlc_in("my-flow", &["build", "--profile", "prod", "-o", "-"]).fine();
    assert!(prod.contains("Good day"), "{prod}");
    sandbox.mlc(&["new", "my-flow"]).fails(2, &["E0866", "is there already"]);
    sandbox.mlc(&["new", "my flow"]).fails(2, &["E0866"]);
    sandbox.mlc(&["new", "for"]).fails(2, &["E0866"]);
    assert_eq!(sandbox.mlc(&["new", "deep/er"]).fine(), "made deep/er/: `cd deep/er`, then `mlc build`\n");
}

#[test]
fn pages_and_tables_are_printed() {
    let sandbox = Sandbox::new("pages");
    let page = sandbox.mlc(&["explain", "e0840"]).fine();
    assert!(page.starts_with("E0840: a file that is not there\n"), "{page}");
    assert!(page.contains("\nWrong\n\n    use \"./prepare.ml\".{clean}\n") && !page.contains("````"), "{page}");
    let coloured = sandbox.mlc(&["explain", "E0840", "--color", "always"]).fine();
    assert!(coloured.contains("\u{1b}[1;31mWrong\u{1b}[0m"), "{coloured}");
    let all = sandbox.mlc(&["explain"]).fine();
    assert!(all.lines().any(|line| line == "E0840  a file that is not there"), "{all}");
    assert_eq!(all.lines().count(), mlc::diag::Code::ALL.len());
    let targets = sandbox.mlc(&["targets"]).fine();
    assert!(
        targets.contains("kfp") && targets.contains("for … parallel n") && targets.contains("since 2.5"),
        "{targets}"
    );
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(sandbox.mlc(&["completions", shell]).fine().contains("explain"), "{shell}");
    }
}

#[test]
fn images_are_sorted_and_each_stands_once() {
    let source = "@image(\"b:2\")\ncomponent x() container {\n    command = [\"x\"]\n}\n\n@image(\"a:1\")\ncomponent y() \
                  container {\n    command = [\"y\"]\n}\n\npipeline both() {\n    x()\n    y()\n    let again = x()\n}\n";
    let sandbox = Sandbox::with("images", &[("both.ml", source)]);
    assert_eq!(sandbox.mlc(&["images", "both.ml"]).fine(), "a:1\nb:2\n");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let sandbox = Sandbox::with("pipe", &[("hello.ml", HELLO)]);
    let script = format!("{} explain 2>err | true; {0} build hello.ml -o - 2>>err | true", env!("CARGO_BIN_EXE_mlc"));
    let done =
        Command::new("sh").args(["-c", &script]).current_dir(&sandbox.folder).status().expect("there is a shell");
    assert!(done.success());
    assert_eq!(sandbox.read("err"), "");
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    let sandbox = Sandbox::with("bytes", &[("hello.ml", HELLO), ("deep/er/hello.ml", HELLO)]);
    let first = sandbox.mlc(&["build", "hello.ml", "-o", "-"]).fine();
    assert_eq!(sandbox.mlc(&["build", "hello.ml", "-o", "-"]).fine(), first);
    assert_eq!(sandbox.mlc(&["build", "deep/er/hello.ml", "-o", "-"]).fine(), first);
    let absolute = sandbox.path("hello.ml");
    assert_eq!(sandbox.mlc(&["build", &absolute.to_string_lossy(), "-o", "-"]).fine(), first);
}

#[test]
fn triggers_alone_are_built_beside_a_pipeline_built_elsewhere() {
    let sandbox = Sandbox::with("triggers", &[("hello.ml", HELLO)]);
    sandbox.write("alone.ml", "use \"./hello.ml\".{hello}\ntrigger nightly = schedule(\"0 2 * * *\") -> hello()\n");
    assert_eq!(sandbox.mlc(&["check", "alone.ml"]).fine(), "");
    let built = "built hello → build/hello.argo.triggers.yaml\n";
    assert_eq!(sandbox.mlc(&["build", "alone.ml", "-t", "argo"]).fine(), built);
    assert!(sandbox.read("build/hello.argo.triggers.yaml").starts_with("apiVersion: argoproj.io/v1alpha1\nkind: Cron"));
}

#[test]
fn a_file_of_parts_builds_nothing_and_says_so() {
    let parts = TWO.split("pipeline").next().unwrap_or("");
    let parts = format!(
        "{parts}@image(\"python:3.12\")\n{}",
        parts.replacen("@image(\"python:3.12\")\n", "", 1).replace("greet", "leave")
    );
    let sandbox = Sandbox::with("parts", &[("parts.ml", &parts)]);
    sandbox.mlc(&["build", "parts.ml"]).fails(2, &["E0862", "no pipeline"]);
    assert_eq!(sandbox.mlc(&["check", "parts.ml"]).fine(), "");
}

#[test]
fn a_profile_gives_environment_to_a_module() {
    let source = "use std.notify.{webhook}\n\npipeline main() {\n    webhook(text = \"hello\")\n}\n";
    let toml = "[profile.dev]\nenv.\"std.notify\" = { WEBHOOK_URL = \"http://echo/dev\" }\n";
    let sandbox = Sandbox::with("module-env", &[("main.ml", source), ("mlc.toml", toml)]);
    assert!(sandbox.mlc(&["build", "--profile", "dev", "-o", "-"]).fine().contains("http://echo/dev"));
    assert!(!sandbox.mlc(&["build", "-o", "-"]).fine().contains("http://echo/dev"));
}

#[test]
fn a_projects_folder_is_one_for_kustomize() {
    let source = format!("{HELLO}\ntrigger nightly = schedule(\"0 2 * * *\") -> hello()\n");
    let sandbox = Sandbox::with("kustomize", &[("hello.ml", &source), ("mlc.toml", "[project]\nname = \"it\"\n")]);
    let built = sandbox.mlc(&["build", "-t", "all"]).fine();
    assert!(built.ends_with("built kustomization → build/kustomization.yaml\n"), "{built}");
    assert_eq!(
        sandbox.read("build/kustomization.yaml"),
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n\
         - hello.argo.yaml\n"
    );
    sandbox.mlc(&["build", "-t", "kfp"]).fine();
    assert!(sandbox.read("build/kustomization.yaml").ends_with("resources:\n- hello.kfp.triggers.yaml\n"));
    sandbox.mlc(&["build", "-t", "all"]).fine();
    assert_eq!(sandbox.mlc(&["build", "-t", "all", "--check"]).fine(), "");
    assert!(!sandbox.mlc(&["build", "hello.ml", "-t", "all", "-o", "alone"]).fine().contains("kustomization"));
}

#[test]
fn what_starts_runs_has_an_image_too() {
    let source = format!("{HELLO}\ntrigger nightly = schedule(\"0 2 * * *\") -> hello()\n");
    let sandbox = Sandbox::with("starter", &[("hello.ml", &source)]);
    assert!(sandbox.mlc(&["images", "hello.ml"]).fine().contains("python:3.12.8-slim-bookworm\n"));
    assert!(!sandbox.mlc(&["images", "hello.ml", "-t", "argo"]).fine().contains("3.12.8-slim"));
}
