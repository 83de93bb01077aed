"""Kustomize takes a project's folder as it is.

In: the compiler. The examples are built as one project, and the folder is handed to kustomize (the code of `kubectl
kustomize` and of Argo CD). Out: objects that are missing, changed or more than the files hold, and a line of figures.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from common import OUT, ROOT, close, documents


class Loader(yaml.SafeLoader):
    """PyYAML's reader, for which a lone `=`, as kustomize writes it, is a text."""


Loader.add_constructor("tag:yaml.org,2002:value", yaml.SafeLoader.construct_yaml_str)


def key(thing: dict[str, Any]) -> tuple[str, str]:
    """What tells an object from others in a namespace."""
    return thing["kind"], thing["metadata"]["name"]


def main() -> None:
    """Build, hand over, compare."""
    mlc, folder = Path(sys.argv[1]).resolve(), OUT / "kustomize"
    for old in folder.glob("*.yaml"):
        old.unlink()
    subprocess.run([mlc, "build", "-t", "argo", "-o", folder, "--quiet"], cwd=ROOT / "examples", check=True)
    wanted = [thing for file in sorted(folder.glob("*.argo.yaml")) for thing in documents(file)]
    made = subprocess.run([OUT / "kustomize-cli", "build", folder], capture_output=True, text=True, check=False)
    if made.returncode:
        print(made.stderr)
        close("kustomize", 0, len(wanted))
    seen = {key(thing): thing for thing in yaml.load_all(made.stdout, Loader=Loader)}
    wrong = [thing for thing in wanted if seen.get(key(thing)) != thing]
    for thing in wrong:
        print("otherwise or not there:", *key(thing))
    more = len(seen) - len({key(thing) for thing in wanted})
    close("kustomize", len(wanted) - len(wrong), len(wrong) + abs(more), " objects")


main()
