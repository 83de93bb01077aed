#!/usr/bin/env python3
"""Speed and size against peers, all measured in one run: an empty Rust process, KFP's SDK, serde_json, and mlc itself
at growing sizes.

In: the release binary, and a Python that has kfp (this one). Out: Markdown tables on standard output; the last ones
hold the gates and the goals beyond them. Exit code 1 if a gate is missed. Machines are noisy: times are the best of
several runs, and those that are held against each other are taken in turn.

    python compiler/benches/peers.py target/release/mlc [--quick]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
import warnings
from importlib import metadata
from pathlib import Path

from sources import SHAPES, TYPICAL_KFP, kfp_source, layered

ROOT = Path(__file__).resolve().parents[2]
GOLDENS = ROOT / "tests/conformance/kfp"
DIFFERENTIAL = ROOT / "tests/judges/differential"
TYPICAL = GOLDENS / "pipeline_with_condition.ml"
QUIET = [(os.POSIX_SPAWN_OPEN, descriptor, "/dev/null", os.O_WRONLY, 0) for descriptor in (1, 2)]


class Verdicts:
    """Figures held against what they should be, for two tables: gates, which fail the run, and goals, which do not."""

    def __init__(self) -> None:
        """None yet."""
        self.gates: list[tuple[str, str, str, bool]] = []
        self.goals: list[tuple[str, str, str, bool]] = []

    def gate(self, holds: bool, what: str, figure: str, allowed: str) -> None:
        """A figure that must hold."""
        self.gates.append((what, figure, allowed, holds))

    def goal(self, holds: bool, what: str, figure: str, wanted: str) -> None:
        """A figure that is wanted."""
        self.goals.append((what, figure, wanted, holds))

    def close(self) -> int:
        """Print both tables; how many gates are missed."""
        for title, rows in (("gate", self.gates), ("goal", self.goals)):
            print(f"| {title} | measured | wanted | |\n|---|---|---|---|")
            for what, figure, wanted, holds in rows:
                print(f"| {what} | {figure} | {wanted} | {'holds' if holds else 'MISSED'} |")
            print()
        missed = sum(not row[-1] for row in self.gates)
        print(f"gates: {len(self.gates) - missed} passed, {missed} failed")
        return missed


def once(command: list[str | Path]) -> tuple[float, float]:
    """Wall and CPU seconds of one run, nothing of Python's own in them."""
    words = list(map(str, command))
    start = time.perf_counter()
    child = os.posix_spawn(words[0], words, os.environ, file_actions=QUIET)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if status != 0:
        said = subprocess.run(words, capture_output=True, text=True, check=False)
        sys.exit(f"{' '.join(words)}: {said.stderr}")
    return wall, usage.ru_utime + usage.ru_stime


def best(command: list[str | Path], times: int) -> tuple[float, float]:
    """Best wall and CPU seconds of that many runs."""
    runs = [once(command) for _ in range(times)]
    return min(wall for wall, _ in runs), min(cpu for _, cpu in runs)


def in_turn(commands: list[list[str | Path]], times: int) -> list[float]:
    """Best wall seconds of each command, run one after the other that many times."""
    found = [math.inf] * len(commands)
    for _ in range(times):
        found = [min(known, once(command)[0]) for known, command in zip(found, commands, strict=True)]
    return found


def mebibytes(command: list[str | Path]) -> float:
    """Highest memory of a run. GNU time is small itself: a child of Python would be charged with Python's own."""
    measured = subprocess.run(["/usr/bin/time", "--format", "%M", *command], capture_output=True, check=True, text=True)
    return int(measured.stderr.split()[-1]) / 1024


def build(mlc: Path, source: Path, output: Path) -> list[str | Path]:
    """The command that builds `source`."""
    return [mlc, "build", source, "-t", "kfp", "-o", output, "--quiet"]


def kfp_compile(source: Path, output: Path) -> list[str | Path]:
    """The SDK's own command, of the Python that runs this."""
    return [Path(sys.executable).parent / "kfp", "dsl", "compile", "--py", source, "--output", output]


def empty_process(folder: Path) -> list[str | Path]:
    """A Rust program that does nothing."""
    (folder / "empty.rs").write_text("fn main() {}\n")
    subprocess.run(["rustc", "-O", "-o", folder / "empty", folder / "empty.rs"], check=True)
    return [folder / "empty"]


def typical(mlc: Path, folder: Path, verdicts: Verdicts) -> None:
    """The typical pipeline, cold, as a process; and once more where nothing changed."""
    (folder / "typical.py").write_text(TYPICAL_KFP)
    out, empty = folder / "typical.yaml", empty_process(folder)
    command = build(mlc, TYPICAL, out)
    compile_py = kfp_compile(folder / "typical.py", folder / "kfp.yaml")
    once(command)
    stamp = out.stat().st_mtime_ns
    floor, again = in_turn([empty, command], 300)
    kept = out.stat().st_mtime_ns == stamp
    fresh = math.inf
    for _ in range(50):
        out.unlink()
        fresh = min(fresh, once(command)[0])
    kfp, memory = best(compile_py, 20)[0], mebibytes(command)
    print("| the typical pipeline, whole process | ms | MiB | times an empty process | times faster than kfp |")
    print("|---|---|---|---|---|")
    for what, wall, most in (
        ("empty Rust process", floor, mebibytes(empty)),
        ("`mlc build`, output unchanged", again, memory),
        ("`mlc build`, output written", fresh, memory),
        ("`kfp dsl compile`", kfp, mebibytes(compile_py)),
    ):
        print(f"| {what} | {wall * 1e3:.2f} | {most:.1f} | {wall / floor:.2f} | {kfp / wall:.0f} |")
    print()
    verdicts.gate(kfp / fresh >= 150, "typical: times faster than kfp", f"{kfp / fresh:.0f}", ">= 150")
    verdicts.gate(fresh / floor <= 2, "typical: times an empty process", f"{fresh / floor:.2f}", "<= 2.0")
    verdicts.gate(memory <= 10, "typical: MiB", f"{memory:.1f}", "<= 10")
    verdicts.gate(kept, "an output that would not change is not written", "kept" if kept else "written", "kept")
    verdicts.goal(again / floor <= 1.25, "unchanged output: times an empty process", f"{again / floor:.2f}", "<= 1.25")
    verdicts.goal(memory <= 5, "typical: MiB", f"{memory:.1f}", "<= 5")


def goldens(mlc: Path, folder: Path, times: int, verdicts: Verdicts) -> None:
    """Every twin of the SDK's own pipelines, as a process."""
    empty, ratios = empty_process(folder), []
    for source in sorted(GOLDENS.glob("*.ml")):
        command = build(mlc, source, folder / "golden.yaml")
        if subprocess.run(command, capture_output=True, check=False).returncode != 0:
            continue
        floor, wall = in_turn([empty, command], times)
        ratios.append((wall / floor, wall, source.stem))
    ratios.sort()
    print("| pipelines of the SDK's own tests, whole process, output unchanged | ms | times an empty process |")
    print("|---|---|---|")
    shown = [("fastest", ratios[0]), ("median", ratios[len(ratios) // 2]), ("slowest", ratios[-1])]
    for word, (ratio, wall, name) in shown:
        print(f"| {word} of {len(ratios)}: {name} | {wall * 1e3:.2f} | {ratio:.2f} |")
    print()
    verdicts.goal(ratios[-1][0] <= 2.5, "slowest golden: times an empty process", f"{ratios[-1][0]:.2f}", "<= 2.5")


def inside(files: list[Path], seconds: float) -> list[dict[str, float]]:
    """What the library takes for each file without a process around it."""
    command = ["cargo", "bench", "--quiet", "--bench", "inprocess", "--", str(seconds), *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def warm_kfp(source: Path, output: Path, times: int) -> float:
    """Best seconds of the SDK for a file's function `pipeline`, everything imported: read, decorate, compile, write."""
    from kfp import compiler

    found = math.inf
    for _ in range(times):
        start = time.perf_counter()
        spec = importlib.util.spec_from_file_location(f"warm_{source.stem}", source)
        if spec is None or spec.loader is None:
            raise ImportError(source)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        compiler.Compiler().compile(module.pipeline, str(output))
        found = min(found, time.perf_counter() - start)
    return found


def warm(folder: Path, verdicts: Verdicts) -> None:
    """Without any process: the library against the SDK once it is imported."""
    warnings.simplefilter("ignore")
    sources = sorted(DIFFERENTIAL.glob("*.py"))
    ours = inside([source.with_suffix(".ml") for source in sources], 0.2)
    rows = []
    for source, mine in zip(sources, ours, strict=True):
        theirs = warm_kfp(source, folder / "warm.yaml", 7)
        rows.append((theirs / mine["compile"], mine["compile"], theirs, source.stem))
    rows.sort()
    print("| in one process, warm | mlc ms | kfp ms | times faster |\n|---|---|---|---|")
    shown = [("least gain", rows[0]), ("median", rows[len(rows) // 2]), ("most gain", rows[-1])]
    for word, (ratio, mine, theirs, name) in shown:
        print(f"| {word} of {len(rows)}: {name} | {mine * 1e3:.3f} | {theirs * 1e3:.1f} | {ratio:.0f} |")
    print()
    verdicts.goal(
        rows[0][0] >= 30, "in one process: times faster than warm kfp, the least", f"{rows[0][0]:.0f}", ">= 30"
    )


def many(mlc: Path, folder: Path, count: int, kfp_too: bool, verdicts: Verdicts) -> None:
    """That many distinct components, against the SDK if `kfp_too`."""
    source, out, theirs = folder / f"{count}.ml", folder / f"{count}.yaml", folder / f"kfp-{count}.yaml"
    source.write_text(layered(count, True))
    (folder / f"{count}.py").write_text(kfp_source(count))
    compile_py = kfp_compile(folder / f"{count}.py", theirs)
    wall = kfp = math.inf
    for _ in range(5):
        for _ in range(2):
            out.unlink(missing_ok=True)
            wall = min(wall, once(build(mlc, source, out))[0])
        if kfp_too and (kfp == math.inf or count <= 1_000):
            kfp = min(kfp, once(compile_py)[0])
    size, memory = out.stat().st_size, mebibytes(build(mlc, source, out))
    print(f"| {count:,} distinct components | ms | MiB | IR bytes | times faster |\n|---|---|---|---|---|")
    ratio = kfp / wall
    print(f"| `mlc build` | {wall * 1e3:.1f} | {memory:.0f} | {size:,} | {f'{ratio:.0f}' if kfp_too else ''} |")
    if kfp_too:
        kfp_size = theirs.stat().st_size
        kfp_memory = f"{mebibytes(compile_py):.0f}" if count <= 1_000 else ""
        print(f"| `kfp dsl compile` | {kfp * 1e3:.0f} | {kfp_memory} | {kfp_size:,} | 1 |")
        verdicts.gate(size <= kfp_size, f"{count:,} tasks: IR bytes", f"{size:,}", f"<= {kfp_size:,}, the SDK's")
    print()
    if count <= 1_000:
        verdicts.gate(ratio >= 150, f"{count:,} tasks: times faster than kfp", f"{ratio:.0f}", ">= 150")
        verdicts.goal(wall <= 0.02, f"{count:,} tasks: ms", f"{wall * 1e3:.1f}", "<= 20")
    else:
        verdicts.goal(wall <= 0.25, f"{count:,} tasks: ms", f"{wall * 1e3:.0f}", "<= 250")
        if kfp_too:
            verdicts.goal(ratio >= 600, f"{count:,} tasks: times faster than kfp", f"{ratio:.0f}", ">= 600")
    tasks = memory * 1024 / count
    verdicts.goal(tasks <= 8, f"{count:,} tasks: KiB a task", f"{tasks:.1f}", "<= 8")


def throughput(folder: Path, verdicts: Verdicts) -> None:
    """Bytes a second of the parser and of the emitter, at 10,000 distinct components."""
    (found,) = inside([folder / "10000.ml"], 2.0)
    parse = found["source_bytes"] / found["parse"] / 1e6
    emit = found["yaml_bytes"] / found["emit"] / 1e6
    content = found["json_bytes"] / found["json"] / 1e6
    print("| 10,000 distinct components, in one process | ms | MB/s |\n|---|---|---|")
    print(f"| source to tree | {found['parse'] * 1e3:.1f} | {parse:.0f} |")
    print(f"| source to YAML, all of it | {found['compile'] * 1e3:.1f} | |")
    print(f"| plan to YAML: translated and written | {found['emit'] * 1e3:.1f} | {emit:.0f} |")
    print(f"| serde_json of the same content | {found['json'] * 1e3:.1f} | {content:.0f} |\n")
    verdicts.goal(parse >= 30, "valid source to tree: MB/s", f"{parse:.0f}", ">= 30")
    ratio = found["json"] / found["emit"]
    verdicts.goal(ratio >= 1, "plan to YAML: times as fast as serde_json writes it", f"{ratio:.2f}", ">= 1")


def growth(mlc: Path, folder: Path, sizes: list[int], verdicts: Verdicts) -> None:
    """How CPU time grows with size, on every shape."""
    (folder / "none.ml").write_text(SHAPES["one name for all"](1))
    floor = best(build(mlc, folder / "none.ml", folder / "none.yaml"), 20)[1]
    heads = " | ".join(f"{size:,}: s, MiB" for size in sizes)
    print(f"| shape | {heads} | exponent |\n|---|{'---|' * len(sizes)}---|")
    for shape, make in SHAPES.items():
        cells, points = [], []
        for size in sizes:
            source, out = folder / "shape.ml", folder / "shape.yaml"
            source.write_text(make(size))
            command = build(mlc, source, out)
            cpu = math.inf
            for _ in range(6 if size <= 10_000 else 2):
                out.unlink(missing_ok=True)
                cpu = min(cpu, once(command)[1])
            cells.append(f"{cpu:.3f}, {mebibytes(command):.0f}")
            points.append(max(cpu - floor, 1e-4))
        slope = math.log(points[-1] / points[0]) / math.log(sizes[-1] / sizes[0])
        print(f"| {shape} | {' | '.join(cells)} | {slope:.2f} |", flush=True)
        verdicts.gate(slope <= 1.15, f"{shape}: growth exponent", f"{slope:.2f}", "<= 1.15")
    print()


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path)
    parser.add_argument(
        "--quick", action="store_true", help="no 100,000 tasks, and no 10,000 for kfp, which takes minutes"
    )
    options = parser.parse_args()
    mlc, verdicts = options.mlc.resolve(), Verdicts()
    version = subprocess.run([mlc, "--version"], capture_output=True, check=True, text=True).stdout.strip()
    peer = f"kfp {metadata.version('kfp')} on Python {platform.python_version()}"
    print(f"{version} against {peer}; {os.cpu_count()} CPUs, {platform.system()} {platform.machine()}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        typical(mlc, folder, verdicts)
        goldens(mlc, folder, 20, verdicts)
        many(mlc, folder, 1_000, True, verdicts)
        many(mlc, folder, 10_000, not options.quick, verdicts)
        growth(mlc, folder, [1_000, 10_000] if options.quick else [1_000, 10_000, 100_000], verdicts)
        throughput(folder, verdicts)
        warm(folder, verdicts)
    return 1 if verdicts.close() else 0


if __name__ == "__main__":
    sys.exit(main())
