"""Every alert that mlc emits is taken by Prometheus, Alertmanager and the Prometheus operator, and does what it says.

In: the compiler. Each source with alerts, of the examples, the cases and alerts/rules.ml, is built as objects of the
operator and as files. The operator's own code (alerts/main.go) reads the objects strictly and turns them into rules and
a configuration; `promtool check rules` and `amtool check-config` read both; `promtool test rules` runs tests that are
made from the rules' expressions. Out: what is refused, the rules without a test, and a line of figures.
"""

import argparse
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from alerts_series import tests
from common import JUDGES, OUT, ROOT, build, close, documents, indent

FOLDER = OUT / "alerts-built"


def run(*command: str | Path) -> str:
    """What a tool says against its input, or ""."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def sources() -> list[Path]:
    """The sources that hold alerts."""
    cases = [path.with_suffix(".ml") for path in (ROOT / "tests" / "cases" / "argo").glob("*.toml")]
    paths = [*(ROOT / "examples").glob("*.ml"), *cases, JUDGES / "alerts" / "rules.ml"]
    return [path for path in sorted(paths) if any(word in path.read_text() for word in (" alert(", " drift("))]


def settings(source: Path, kind: str) -> str:
    """The project's settings, with rules as objects or files; a case's are its own."""
    own = source.with_suffix(".toml")
    text = (own if own.is_file() else source.parent / "mlc.toml").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("kind = ")]
    at = lines.index("[prometheus]") if "[prometheus]" in lines else len(lines)
    return "\n".join([*lines[:at], "[prometheus]", f'kind = "{kind}"', *lines[at + 1 :]]) + "\n"


def built(mlc: Path, source: Path, kind: str) -> tuple[list[Path], str]:
    """The rules and configurations that a source comes to, and what was said against it."""
    copy = FOLDER / f"{source.parent.name}-{source.stem}-{kind}"
    shutil.copytree(source.parent, copy, ignore=shutil.ignore_patterns("*.yaml", "*.snap"))
    text = settings(source, kind)
    (copy / "mlc.toml").write_text(text)
    out = copy / "out"
    profile = ["--profile", "prod"] if "[profile.prod]" in text else []
    if refused := build(mlc, copy / source.name, out, *profile, target="argo"):
        return [], refused
    if kind == "operator" and (said := run(OUT / "alerts", out, *sorted(out.glob("*.argo.yaml")))):
        return [], said
    return [*sorted(out.glob("*.rules.yaml")), *sorted(out.glob("*.alertmanager.yaml"))], ""


def judged(file: Path) -> str:
    """What Prometheus or Alertmanager says against a file."""
    if file.name.endswith(".rules.yaml"):
        return run("promtool", "check", "rules", "--lint-fatal", file)
    return run("amtool", "check-config", file)


def tried(file: Path) -> tuple[list[str], list[str], str]:
    """The rules of a file that were tested, those that were not, and what was otherwise than they say."""
    rules: list[dict[str, Any]] = [rule for group in documents(file)[0]["groups"] for rule in group["rules"]]
    made = [(rule, tests(rule)) for rule in rules]
    listed = [test for _, of_rule in made for test in of_rule]
    path = file.with_suffix(".test.yaml")
    path.write_text(yaml.safe_dump({"rule_files": [file.name], "evaluation_interval": "1m", "tests": listed}))
    said = run("promtool", "test", "rules", path) if listed else ""
    return [rule["alert"] for rule, of in made if of], [rule["expr"] for rule, of in made if not of], said


def main() -> None:
    """Build, check, try."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    mlc = parser.parse_args().mlc.resolve()
    shutil.rmtree(FOLDER, ignore_errors=True)
    passed, failed, tested = 0, 0, 0
    untested: list[str] = []
    for source in sources():
        for kind in ("operator", "files"):
            files, said = built(mlc, source, kind)
            for file in files:
                said += judged(file)
                passed += 1
                if file.name.endswith(".rules.yaml"):
                    done, left, wrong = tried(file)
                    tested, untested, said = tested + len(done), untested + left, said + wrong
            if said or not files:
                failed += 1
                print(f"{source.name} as {kind}:\n{indent(said or 'nothing was built')}")
    for expr in dict.fromkeys(untested):
        print(f"no test was made of {json.dumps(expr)}")
    close("alerts", passed, failed, f" files; {tested} rules fire and keep quiet, {len(untested)} without a test")


if __name__ == "__main__":
    main()
