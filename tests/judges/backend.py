"""The real back end: Kubeflow's own compiler and expressions read every IR, and walk the cases of conditions.json.

In: the compiler, and IR files or folders of them. The pipelines of tests/judges/conditions are built to
target/judges/conditions and read with the others; backend/conditions.json says which of their tasks run for which
values. Out: what was refused or went otherwise, and a line of figures for each of the three. See backend/main.go.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from common import JUDGES, OUT, build_all, indent


def main() -> None:
    """Build the cases and ask the back end's code three times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    parser.add_argument("paths", nargs="+", type=Path, help="IR files, or folders of them")
    options = parser.parse_args()
    folder = OUT / "conditions"
    refused = build_all(options.mlc.resolve(), sorted((JUDGES / "conditions").glob("*.ml")), folder)
    for source, text in refused.items():
        print(f"{source.name}:\n{indent(text)}")
    paths = [str(path) for path in [*options.paths, folder]]
    cases = JUDGES / "backend" / "conditions.json"
    commands = [["compile", *paths], ["evaluate", *paths], ["cases", str(cases), str(folder)]]
    codes = [subprocess.run([OUT / "backend", *command], check=False).returncode for command in commands]
    sys.exit(1 if refused or any(codes) else 0)


if __name__ == "__main__":
    main()
