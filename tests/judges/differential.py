"""Differential: is what mlc makes of a pipeline equivalent to what KFP's own compiler makes of it, bodies included?

In: the compiler. Each differential/NN_name.py is compiled by `kfp` in this very run; NN_name.ml says the same in the
language, and NN_name_use.ml takes the same Python functions as they stand. Both are built by mlc and compared with
`../shared/tools/ir_equiv.py`, the code of components too. Out: the differences, and one line of figures.
"""

import argparse
import importlib.util
import sys
import warnings
from pathlib import Path

from common import IR_EQUIV, JUDGES, OUT, SHARED, build_all, close, indent
from equivalence import Equivalence

CASES = JUDGES / "differential"


def compile_python(source: Path, output: Path) -> None:
    """Compile the function `pipeline` of a Python file with kfp."""
    from kfp import compiler

    spec = importlib.util.spec_from_file_location(f"case_{source.stem}", source)
    if spec is None or spec.loader is None:
        raise ImportError(source)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    compiler.Compiler().compile(module.pipeline, str(output))


def main() -> None:
    """Judge all cases, or those whose name holds one of the words given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    parser.add_argument("words", nargs="*", help="parts of the cases' names; default: all")
    options = parser.parse_args()
    if not IR_EQUIV.is_file():
        print(f"differential: skipped, {SHARED.name}/ is not beside the repository")
        return
    chosen = [path for path in sorted(CASES.glob("*.py")) if any(word in path.name for word in options.words or [""])]
    twins = [path.with_name(f"{path.stem}{suffix}.ml") for path in chosen for suffix in ("", "_use")]
    folder, reference = OUT / "differential", OUT / "differential-kfp"
    reference.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    for source in chosen:
        compile_python(source, reference / f"{source.stem}.yaml")
    refused = build_all(options.mlc.resolve(), [twin for twin in twins if twin.is_file()], folder)
    equivalence, passed, failed = Equivalence(bodies=True), 0, 0
    for twin in twins:
        theirs = reference / f"{twin.stem.removesuffix('_use')}.yaml"
        if twin in refused or not twin.is_file():
            lines = [refused.get(twin, f"there is no {twin.name}")]
        else:
            ours = equivalence.normal(folder / f"{twin.stem}.yaml")
            lines = equivalence.differences(equivalence.normal(theirs), ours)
        passed, failed = passed + (not lines), failed + bool(lines)
        if lines:
            print(f"{twin.name}:\n{indent(chr(10).join(lines))}")
    close("differential", passed, failed)


if __name__ == "__main__":
    main()
