"""Foreign: is what mlc reads of existing components what KFP's own compiler makes of them?

In: nothing but tests/cases/foreign. Each NAME.py and NAME.yaml there has a NAME.*.json beside it, which the Rust tests
hold mlc's readers to. Here `kfp` compiles the same file, and its ports, defaults, descriptions, images, command lines
and texts are compared with that JSON. Out: the differences, and one line of figures.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from common import ROOT, close, indent

if TYPE_CHECKING:
    from kfp.dsl.base_component import BaseComponent as Component

CASES = ROOT / "tests" / "cases" / "foreign"
# Syntax and types that not every version of Python and KFP takes: the Rust tests alone hold these.
NEWER = {"newer.py"}
HEADER = "\nimport kfp\nfrom kfp import dsl\nfrom kfp.dsl import *\nfrom typing import *\n\n"


def compiled(component: Component) -> dict[str, Any]:
    """The IR of one component."""
    from kfp import compiler

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "component.yaml"
        compiler.Compiler().compile(component, str(path))
        return next(iter(yaml.safe_load_all(path.read_text())))


def python_components(path: Path) -> dict[str, Any]:
    """The components that a Python file defines, by name."""
    spec = importlib.util.spec_from_file_location(f"foreign_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return vars(module)


def ports(definitions: dict[str, Any]) -> dict[str, Any]:
    """Ports of the IR in the form of the JSON files; numbers compare by value."""
    found = {}
    for name, port in definitions.get("parameters", {}).items():
        found[name] = {"type": port["parameterType"]}
    for name, port in definitions.get("artifacts", {}).items():
        schema = port["artifactType"]
        title = f"{schema['schemaTitle']}@{schema['schemaVersion']}"
        found[name] = {"type": title + ("[]" if port.get("isArtifactList") else "")}
    for kind in ("parameters", "artifacts"):
        for name, port in definitions.get(kind, {}).items():
            named = {"optional": "isOptional", "default": "defaultValue", "description": "description"}
            named["literals"] = "literals"
            found[name] |= {key: port[there] for key, there in named.items() if there in port}
    return found


def compare_ports(said: dict[str, Any], found: dict[str, Any], described: bool) -> list[str]:
    """Ports that differ. KFP drops the descriptions of its first version's ports: mlc may say more there."""
    ignored = {"python", "path"} | (set() if described else {"description"})
    ours = {name: {key: value for key, value in port.items() if key not in ignored} for name, port in said.items()}
    theirs = {name: {key: value for key, value in port.items() if key not in ignored} for name, port in found.items()}
    names = sorted(ours.keys() | theirs.keys())
    return [f"{name}: {ours.get(name)} != {theirs.get(name)}" for name in names if ours.get(name) != theirs.get(name)]


def word(text: str | dict[str, Any]) -> str | dict[str, Any]:
    """A word of the IR with its structures as data, each choice as a list."""
    if isinstance(text, str):
        try:
            read = json.loads(text)
        except ValueError:
            return text
        return word(read) if isinstance(read, dict) and read.keys() & {"Concat", "IfPresent"} else text
    if "Concat" in text:
        return {"Concat": [word(part) for part in text["Concat"]]}
    choice = dict(text["IfPresent"])
    for key in choice.keys() & {"Then", "Else"}:
        parts = choice[key] if isinstance(choice[key], list) else [choice[key]]
        choice[key] = [word(part) for part in parts]
    return {"IfPresent": choice}


def compare_implementation(said: dict[str, Any], container: dict[str, Any]) -> list[str]:
    """Differences between how the component runs, and the container that KFP makes of it."""
    how, command = said["implementation"], container.get("command", [])
    if "code" not in how:
        pairs = [("command", command), ("args", container.get("args", []))]
        return [
            f"{key}: {how[key]} != {theirs}" for key, theirs in pairs if how[key] != [word(text) for text in theirs]
        ]
    faults = []
    theirs = command[-1].removeprefix(HEADER).rstrip("\n")
    ours = "\n".join(how["code"])
    # What only the container lacks may stand before the function's own text.
    if not (ours == theirs or ours.endswith(f"\n\n\n{theirs}")):
        faults.append(f"code:\n{indent(ours)}\n!=\n{indent(theirs)}")
    if container["args"][-1] != how["function"]:
        faults.append(f"function: {how['function']} != {container['args'][-1]}")
    install = command[2] if command[:2] == ["sh", "-c"] else ""
    wanted = [repr(package) for package in how["packages"]]
    wanted += [f"index-url {url}" for url in how["pip_index"]]
    wanted += [f"--trusted-host {host}" for host in how["pip_trusted_hosts"]]
    wanted += ["-m venv"] if how["use_venv"] else []
    wanted += ["'kfp=="] if how["install_kfp"] else []
    faults += [f"install: {text} is not in {install!r}" for text in wanted if text not in install]
    if not how["install_kfp"] and "'kfp==" in install:
        faults.append("install: kfp is installed")
    return faults


def compare(said: dict[str, Any], component: Component, described: bool) -> list[str]:
    """What mlc says of a component against what KFP makes of it."""
    spec = compiled(component)
    (inner,), (executor,) = spec["components"].values(), spec["deploymentSpec"]["executors"].values()
    container = executor["container"]
    faults = []
    for side in ("input", "output"):
        faults += compare_ports(said[f"{side}s"], ports(inner.get(f"{side}Definitions", {})), described)
    if said["image"] != container["image"]:
        faults.append(f"image: {said['image']} != {container['image']}")
    if said["description"] != component.description:
        faults.append(f"description: {said['description']!r} != {component.description!r}")
    environment = {entry["name"]: entry["value"] for entry in container.get("env", [])}
    if said["env"] != environment:
        faults.append(f"env: {said['env']} != {environment}")
    return faults + compare_implementation(said, container)


def compare_pipeline(said: dict[str, Any], path: Path) -> list[str]:
    """A whole pipeline: its documents are those that PyYAML reads, its root's ports those of the file."""
    documents = [*yaml.safe_load_all(path.read_text()), None]
    how, root = said["implementation"], documents[0]["root"]
    faults = [key for key, document in zip(("spec", "platform"), documents, strict=False) if how[key] != document]
    for side in ("input", "output"):
        faults += compare_ports(said[f"{side}s"], ports(root.get(f"{side}Definitions", {})), described=True)
    return faults


def judge(path: Path) -> dict[str, list[str]]:
    """The differences of each component of a file."""
    from kfp import components

    said = json.loads(path.with_name(f"{path.name}.json").read_text())
    if path.suffix == ".py":
        defined = python_components(path)
        return {name: compare(entry, defined[name], described=True) for name, entry in said.items()}
    ((name, entry),) = said.items()
    if "spec" in entry["implementation"]:
        return {name: compare_pipeline(entry, path)}
    loaded = components.load_component_from_file(str(path))
    return {name: compare(entry, loaded, described=False)}


def main() -> None:
    """Judge all cases."""
    warnings.simplefilter("ignore")
    passed = failed = 0
    for path in sorted([*CASES.glob("*.py"), *CASES.glob("*.yaml")]):
        if path.name in NEWER:
            continue
        for name, faults in judge(path).items():
            passed, failed = passed + (not faults), failed + bool(faults)
            for fault in faults:
                print(f"{path.name}: {name}: {fault}")
    close("foreign", passed, failed)


if __name__ == "__main__":
    main()
