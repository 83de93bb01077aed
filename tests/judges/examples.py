"""Build what the other judges read: every pipeline of every example, to target/judges/examples.

In: the compiler. Out: the diagnostics of examples that were refused, and one line of figures. An example may hold
several pipelines to build, so each is built into a folder; its files then stand beside the others' under both names.
"""

import argparse
import shutil
from pathlib import Path

from common import OUT, ROOT, build, close, indent

SUFFIX = ".kfp.yaml"


def build_example(mlc: Path, source: Path, folder: Path) -> str:
    """Build all pipelines of an example into the folder. Returns the compiler's diagnostics, or ""."""
    own = folder / source.stem
    refused = build(mlc, source, own)
    for file in sorted(own.glob(f"*{SUFFIX}")):
        file.rename(folder / f"{source.stem}-{file.name.removesuffix(SUFFIX)}.yaml")
    shutil.rmtree(own, ignore_errors=True)
    return refused


def main() -> None:
    """Build all examples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    mlc = parser.parse_args().mlc.resolve()
    examples, folder = sorted((ROOT / "examples").glob("*.ml")), OUT / "examples"
    shutil.rmtree(folder, ignore_errors=True)
    refused = {source: text for source in examples if (text := build_example(mlc, source, folder))}
    for source, text in refused.items():
        print(f"{source.name}:\n{indent(text)}")
    close("examples", len(examples) - len(refused), len(refused), f", {len(list(folder.glob('*.yaml')))} pipelines")


if __name__ == "__main__":
    main()
