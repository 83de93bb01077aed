"""The real workflow-controller of Argo runs what mlc emits, in a cluster on this machine; see argo/cluster/main.go.

In: the compiler, or nothing for the facts alone; --controller for one of another version than setup.sh builds. First
come the facts: what the lowering relies on, as hand-written YAML with how it must end (argo/facts.*). Then the runs of
runs.toml, which KFP's local runner runs too and which must give the same, and those that Argo alone can show
(argo/runs.toml), each built by mlc with `-t argo`. Out: what ended otherwise than asserted, and a line of figures for
each. Needs root, for the containers' mounts.
"""

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from common import JUDGES, OUT, ROOT, build, indent

ARGO = JUDGES / "argo"
WORK = OUT / "argo"
ABSENT = "mlc:none"

Run = dict[str, Any]
Node = dict[str, Any]


@dataclass
class Result:
    """How a run ended, as the cluster tells it."""

    name: str
    phase: str
    message: str
    listed: list[Node] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    started: list[Node] = field(default_factory=list)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The nodes by their path below the root, which is ""."""
        return {node["Name"].removeprefix(self.name).removeprefix("."): node for node in self.listed}

    def found(self, path: str) -> Node:
        """The node at a path; where none is there, one without a phase."""
        return self.nodes.get(path) or {"Phase": None, "Started": "", "Finished": "", "Outputs": None, "Printed": ""}

    def outputs(self, path: str = "") -> dict[str, str]:
        """The output parameters of a node."""
        listed = (self.found(path)["Outputs"] or {}).get("parameters", [])
        return {parameter["name"]: parameter.get("value") for parameter in listed}

    def artifact(self, name: str) -> str:
        """The text of one of the root's artifacts, out of the store."""
        listed = (self.found("")["Outputs"] or {}).get("artifacts", [])
        location = next(artifact["s3"] for artifact in listed if artifact["name"] == name)
        path = WORK / "objects" / location["bucket"] / location["key"]
        if not tarfile.is_tarfile(path):
            return path.read_text()
        with tarfile.open(path) as packed:
            [member] = packed.getmembers()
            content = packed.extractfile(member)
            assert content is not None, f"{name} is a folder"
            return content.read().decode()

    def messages(self) -> list[str]:
        """What the nodes say, each in its first line."""
        return [line for node in self.listed for line in node["Message"].splitlines()[:1]]

    def log(self) -> str:
        """The failed nodes, with what they printed."""
        lines = [f"{self.phase} {self.message}".strip()]
        for path, node in self.nodes.items():
            if node["Phase"] not in ("Succeeded", "Skipped", "Omitted"):
                lines.append(f"{path or '(root)'}: {node['Phase']} {node['Message']}")
                lines += node["Printed"].splitlines()[-20:]
        return "\n".join(lines)


def play(plan: list[Run], controller: Path) -> list[Result]:
    """Run a plan in a fresh cluster."""
    python = "" if sys.base_prefix.startswith("/usr") else sys.base_prefix
    command = [OUT / "argo-cluster", "-controller", controller, "-python", python, "-work", WORK]
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    done = subprocess.run(
        [*sudo, *map(str, command)], input=json.dumps({"runs": plan}), stdout=subprocess.PIPE, text=True, check=True
    )
    results = []
    for entry in json.loads(done.stdout):
        result = Result(entry["Name"], entry["Phase"], entry["Message"], entry["Nodes"] or [])
        result.refused, result.started = entry["Refused"] or [], entry["Started"] or []
        results.append(result)
    return results


def differences(run: Run, result: Result) -> list[str]:
    """What of the nodes is otherwise than asserted."""
    found: list[tuple[str, Any, Any]] = [("phase", run.get("phase", "Succeeded"), result.phase)]
    for path, phase in run.get("nodes", {}).items():
        found.append((f"phase of {path}", phase, result.found(path)["Phase"]))
    for path, outputs in run.get("node_outputs", {}).items():
        for name, value in outputs.items():
            found.append((f"output {name} of {path}", value, result.outputs(path).get(name)))
    for first, then in run.get("before", []):
        inorder = "" < result.found(first)["Finished"] <= result.found(then)["Started"]
        found.append((f"{first} before {then}", True, inorder))
    for path, ran in run.get("ran", {}).items():
        folder = WORK / "pods" / run.get("namespace", f"run-{result.name}")
        containers = list(folder.glob(f"{result.name}-{result.found(path).get('TemplateName')}-*/root"))
        found.append((f"{path} ran", ran, bool(containers)))
    return [f"{what}: expected {value!r}, got {seen!r}" for what, value, seen in found if value != seen]


def facts(controller: Path) -> bool:
    """Run the hand-written templates."""
    runs: list[Run] = tomllib.loads((ARGO / "facts.toml").read_text())["run"]
    plan = []
    for number, run in enumerate(runs, 1):
        entry = {key: run[key] for key in ("entrypoint", "answers", "namespace", "after") if key in run}
        entry |= {"name": f"{run['entrypoint']}-{number}", "file": str(ARGO / "facts.yaml")}
        entry["arguments"] = {"text": run["text"]} if "text" in run else {}
        entry["objects"] = {key: str(ARGO / file) for key, file in run.get("objects", {}).items()}
        plan.append(entry)
    failed = 0
    for run, result in zip(runs, play(plan, controller), strict=True):
        wrong = differences(run, result)
        for name, value in run.get("outputs", {}).items():
            if value.startswith("{") and value.endswith("}") and (ARGO / value[1:-1]).is_file():
                value = (ARGO / value[1:-1]).read_text().removesuffix("\n")
            if result.outputs().get(name) != value:
                wrong.append(f"output {name}: expected {value!r}, got {result.outputs().get(name)!r}")
        failed += bool(wrong)
        if wrong:
            print(f"{result.name}:\n{indent(chr(10).join([*wrong, result.log()]))}")
    print(f"argo facts: {len(runs) - failed} passed, {failed} failed", flush=True)
    return failed == 0


def wire(value: str | bool | float | list[Any] | dict[str, Any]) -> str:
    """An argument as a person types it."""
    return value if isinstance(value, str) else json.dumps(value)


def filled(value: str | bool | float | list[Any] | dict[str, Any], shared: Path) -> str:
    """The same with what runs.toml can't hold in its place."""
    return wire(value).replace("{tmp}", str(shared)).replace("{100 kB}", "x" * 100_000)


def read(text: str | None, like: object) -> object:
    """A wire text as a value of the kind of another."""
    if text is None or text == ABSENT:
        return None
    if isinstance(like, str):
        return json.loads(text[4:]) if text.startswith("mlc:") else text
    return json.loads(text)


def asserted(run: Run, result: Result, folder: Path) -> list[str]:
    """What came out otherwise than runs.toml says."""
    found: list[tuple[str, Any, Any]] = []
    outputs = result.outputs()
    for name, value in run.get("outputs", {}).items():
        found.append((f"output {name}", value, read(outputs.get(name), value)))
    for name, text in run.get("json", {}).items():
        found.append((f"output {name}", json.loads(text), json.loads(str(read(outputs.get(name), "")))))
    for name, text in run.get("contents", {}).items():
        found.append((f"content of {name}", text, result.artifact(name)))
    for name, wanted in run.get("metadata", {}).items():
        metadata = json.loads(outputs[f"{name}--metadata"])["metadata"]
        found.append((f"metadata of {name}", wanted, {key: metadata.get(key) for key in wanted}))
    for name, text in run.get("files", {}).items():
        found.append((f"file {name}", text, (folder / name).read_text()))
    if "refused" in run:
        said = [line.partition("expression: ")[2].partition(" (")[0] for line in result.messages() if line]
        found.append(("what is said", [run["refused"]], said))
        found.append(("pods", [], [path for path, node in result.nodes.items() if node["Type"] == "Pod"]))
    return [f"{what}: expected {value!r}, got {seen!r}" for what, value, seen in found if value != seen]


def runs(mlc: Path, controller: Path) -> bool:
    """Build and run what runs.toml and argo/runs.toml list."""
    listed: list[Run] = []
    for file in (JUDGES / "runs.toml", ARGO / "runs.toml"):
        listed += [run | run.pop("argo", {}) for run in tomllib.loads(file.read_text())["run"]]
    folder = OUT / "argo-runs"
    emitted = {run["source"]: folder / f"{run['source'].replace('/', '-')}.yaml" for run in listed}
    refused = {source: build(mlc, ROOT / source, file, target="argo") for source, file in emitted.items()}
    plan: list[Run] = []
    for number, run in enumerate(listed, 1):
        name = f"{Path(run['source']).stem.replace('_', '-')[:40]}-{number}"
        shared = folder / name
        shared.mkdir(parents=True, exist_ok=True)
        for old in shared.iterdir():
            old.unlink()
        arguments = {key: filled(value, shared) for key, value in run.get("arguments", {}).items()}
        entry = {"name": name, "file": str(emitted[run["source"]]), "arguments": arguments, "shared": str(shared)}
        plan.append(entry | {key: run[key] for key in ("answers", "shutdown", "scheduled") if key in run})
    kept = [(run, entry) for run, entry in zip(listed, plan, strict=True) if not refused[run["source"]]]
    for source, text in refused.items():
        if text:
            print(f"{source}:\n{indent(text)}")
    failed = len(listed) - len(kept)
    for (run, entry), result in zip(kept, play([entry for _, entry in kept], controller), strict=True):
        run.setdefault("phase", "Error" if "refused" in run else "Failed" if run.get("fails") else "Succeeded")
        try:
            wrong = differences(run, result)
            wrong += asserted(run, result, Path(entry["shared"]))
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")
        failed += bool(wrong)
        if wrong:
            print(f"{result.name} {run.get('arguments', {})}:\n{indent(chr(10).join([*wrong, result.log()]))}")
    print(f"argo runs: {len(listed) - failed} passed, {failed} failed", flush=True)
    return failed == 0


def main() -> None:
    """The facts, then the runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, nargs="?", help="the compiler")
    parser.add_argument("--controller", type=Path, default=OUT / "argo-controller", help="a workflow-controller")
    options = parser.parse_args()
    controller = options.controller.resolve()
    passed = facts(controller)
    if options.mlc:
        passed &= runs(options.mlc.resolve(), controller)
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
