"""The goldens: is the IR of each twin equivalent to what KFP's own SDK compiles?

In: `../shared/conformance/kfp/NAME.yaml` and `tests/conformance/kfp/NAME.ml`. Each twin is built to
target/judges/twins/NAME.yaml, and `../shared/tools/ir_equiv.py` compares the two. Out: the differences, and one line
of figures. Without `../shared` there is nothing to compare with, which is said and is no failure.
"""

import argparse
import re
from pathlib import Path

from common import IR_EQUIV, OUT, ROOT, SHARED, build, build_all, close, indent
from equivalence import Equivalence

GOLDENS = SHARED / "conformance" / "kfp"
TWINS = ROOT / "tests" / "conformance" / "kfp"
# A golden that makes no sense as typed: it declares a LIST output and feeds it the lone Int of `add`, which may not
# even be there. mlc refuses its twin for that alone (E0301); without that output the two must be equivalent.
MISTYPED = "conditional_producer_and_consumers"
OUTPUT = "outputDefinitions.parameters"


def judge(equivalence: Equivalence, name: str, twin: Path) -> list[str]:
    """The differences between a golden and its twin's IR."""
    return equivalence.differences(equivalence.normal(GOLDENS / f"{name}.yaml"), equivalence.normal(twin))


def judge_mistyped(mlc: Path, equivalence: Equivalence, refusal: str) -> list[str]:
    """What is otherwise than known of the golden that is mistyped; `refusal` is what mlc says of its twin."""
    if re.findall(r"^error\[(\w+)\]", refusal, re.MULTILINE) != ["E0301"]:
        return [refusal or "the twin was built, though its golden is mistyped"]
    text = (TWINS / f"{MISTYPED}.ml").read_text()
    for typed, untyped in ((" -> List<Int> {", " {"), ("return if", "if")):
        if text.count(typed) != 1:
            return [f"the twin does not say `{typed}` once"]
        text = text.replace(typed, untyped)
    source, output = OUT / "mistyped.ml", OUT / "mistyped.yaml"
    source.write_text(text)
    if refused := build(mlc, source, output):
        return [refused]
    golden, ours = equivalence.normal(GOLDENS / f"{MISTYPED}.yaml"), equivalence.normal(output)
    declared = golden["pipeline"]["signature"].pop(OUTPUT)
    for form in (golden, ours):
        form["pipeline"]["signature"].pop(OUTPUT, None)
        form["pipeline"]["outputs"] = {}
    if [output.get("parameterType") for output in declared.values()] != ["LIST"]:
        return ["the golden is no longer mistyped: it is to be judged like the others"]
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
    mlc = options.mlc.resolve()
    refused = build_all(mlc, [path for path in sources.values() if path.is_file()], OUT / "twins")
    equivalence, passed, known, failed = Equivalence(), 0, 0, 0
    for name, source in sources.items():
        if not source.is_file():
            lines = [f"there is no {source.relative_to(ROOT)}"]
        elif name == MISTYPED:
            lines = judge_mistyped(mlc, equivalence, refused.get(source, ""))
        elif source in refused:
            lines = [refused[source]]
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
            print(f"{name}: known: the golden is mistyped, which mlc says; the rest is equivalent")
        else:
            passed += 1
    close("goldens", passed, failed, f", {known} known" if known else "")


if __name__ == "__main__":
    main()
