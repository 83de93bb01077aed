"""Argo's controller walks the pipelines of tests/judges/conditions: what KFP's back end runs must run here, too.

In: the compiler; --controller for one of another version than setup.sh builds. Each pipeline is built with `-t argo`;
each case of backend/conditions.json is a run, whose containers are not run but said to do what the case says. What its
key `argo` holds is otherwise on Argo. Out: what went otherwise than expected, and a line of figures. See argo.py.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from argo import Result, Run, play
from common import JUDGES, OUT, ROOT, build, close, indent

sys.path.insert(0, str(ROOT / "compiler" / "runtime"))
from executor import encode

Value = str | bool | float | list[Any] | dict[str, Any]
AT_ONCE = 16
KINDS = {str: "String", bool: "Bool", int: "Int", float: "Float", list: "List", dict: "Struct"}


def wire(value: Value) -> str:
    """The text in which a value travels."""
    return encode(value, KINDS[type(value)])


def planned(case: Run, file: Path, name: str) -> Run:
    """The run of a case."""
    parts: dict[str, Any] = {
        task: {"outputs": {port: wire(value) for port, value in outputs.items()}}
        for task, outputs in case.get("outputs", {}).items()
    }
    for task in case.get("fails", []):
        parts.setdefault(task, {})["fails"] = True
    arguments = {key: wire(value) for key, value in case["given"].items() if value is not None}
    return {"name": name, "file": str(file), "arguments": arguments, "parts": parts}


def ran(result: Result) -> list[str]:
    """The tasks whose containers have run, once a run; of exit work, which Argo calls a hook, the template."""
    pods = [node for node in result.listed if node["Type"] == "Pod"]
    hook = ".onExit"
    return sorted(
        node["TemplateName"] if node["DisplayName"].endswith(hook) else node["DisplayName"].partition("(")[0]
        for node in pods
    )


def judged(case: Run, result: Result) -> list[str]:
    """What went otherwise than the case says."""
    phase, runs = "Failed" if case.get("fails") else "Succeeded", sorted(case["runs"])
    wrong = [] if result.phase == phase else [f"expected to end {phase}", result.log()]
    if ran(result) != runs:
        wrong += [f"expected to run: {' '.join(runs)}", f"ran: {' '.join(ran(result))}"]
    return wrong


def main() -> None:
    """Build the pipelines, run the cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    parser.add_argument("--controller", type=Path, default=OUT / "argo-controller", help="a workflow-controller")
    options = parser.parse_args()
    table: dict[str, list[Run]] = json.loads((JUDGES / "backend" / "conditions.json").read_text())
    cases: list[Run] = []
    plan: list[Run] = []
    failed = 0
    for name, listed in table.items():
        file = OUT / "argo-conditions" / f"{name}.yaml"
        refused = build(options.mlc.resolve(), JUDGES / "conditions" / f"{name}.ml", file, target="argo")
        if refused:
            print(f"{name}:\n{indent(refused)}")
            failed += len(listed)
            continue
        cases += [case | case.get("argo", {}) for case in listed]
        plan += [planned(case, file, f"{name}-{number}") for number, case in enumerate(listed, 1)]
    for first, then in zip(plan, plan[AT_ONCE:], strict=False):
        then["after"] = first["name"]
    for case, result in zip(cases, play(plan, options.controller.resolve()), strict=True):
        wrong = judged(case, result)
        failed += bool(wrong)
        if wrong:
            print(f"{result.name} {json.dumps(case['given'])}:\n{indent(chr(10).join(wrong))}")
    close("argo conditions", sum(map(len, table.values())) - failed, failed)


if __name__ == "__main__":
    main()
