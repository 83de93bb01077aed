"""The goldens: is the IR of each twin equivalent to what KFP's own SDK compiles?

In: `../shared/conformance/kfp/NAME.yaml` and `tests/conformance/kfp/NAME.ml`. Each twin is built to
target/judges/twins/NAME.yaml, and `../shared/tools/ir_equiv.py` compares the two. Out: the differences, and one line
of figures. Without `../shared` there is nothing to compare with, which is said and is no failure.
"""

import argparse
from pathlib import Path

from common import IR_EQUIV, OUT, ROOT, SHARED, build_all, close, indent
from equivalence import Equivalence

GOLDENS = SHARED / "conformance" / "kfp"
TWINS = ROOT / "tests" / "conformance" / "kfp"
# A golden that makes no sense as typed: it declares a LIST output and feeds it the lone Int of `add`, which is a type
# error here. Its twin says the same and has to be refused for that reason and no other.
MISTYPED = "conditional_producer_and_consumers"
MISMATCH = "error[E0301]: expected `List<Int>`, found `Int?`"


def judge(equivalence: Equivalence, name: str, twin: Path) -> list[str]:
    """The differences between a golden and its twin's IR."""
    golden, ours = equivalence.normal(GOLDENS / f"{name}.yaml"), equivalence.normal(twin)
    return equivalence.differences(golden, ours)


def main() -> None:
    """Judge all goldens, or those named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    parser.add_argument("names", nargs="*", help="the goldens to judge; default: all")
    options = parser.parse_args()
    if not GOLDENS.is_dir() or not IR_EQUIV.is_file():
        print(f"goldens: skipped, {SHARED.name}/ is not beside the repository")
        return
    names = options.names or sorted(path.stem for path in GOLDENS.glob("*.yaml"))
    sources = {name: TWINS / f"{name}.ml" for name in names}
    refused = build_all(options.mlc.resolve(), [path for path in sources.values() if path.is_file()], OUT / "twins")
    equivalence, passed, known, failed = Equivalence(), 0, 0, 0
    for name, source in sources.items():
        if not source.is_file():
            lines = [f"there is no {source.relative_to(ROOT)}"]
        elif source in refused and name == MISTYPED:
            report = refused[source]
            rightly = report.startswith(MISMATCH) and report.count("error[") == 1
            lines = [] if rightly else [report]
        elif source in refused:
            lines = [refused[source]]
        elif name == MISTYPED:
            lines = ["the mistyped golden's twin is no longer refused: judge it like the others"]
        else:
            try:
                lines = judge(equivalence, name, OUT / "twins" / f"{name}.yaml")
            except ValueError as error:
                lines = [str(error)]
        if lines:
            failed += 1
            print(f"{name}:\n{indent(chr(10).join(lines))}")
        elif name == MISTYPED:
            known += 1
            print(f"{name}: known: the golden is mistyped, and its twin is refused for it")
        else:
            passed += 1
    close("goldens", passed, failed, f", {known} known" if known else "")


if __name__ == "__main__":
    main()
