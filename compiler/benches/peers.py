#!/usr/bin/env python3
"""Speed and size against peers, all measured in one run: an empty Rust process, `kfp dsl compile`, and mlc itself at
growing sizes.

In: the release binary, and a Python that has kfp (this one). Out: Markdown tables on standard output, and a line for
each gate. Exit code 1 if a gate is missed. Machines are noisy: gates are ratios of times taken in turn, the best of
several runs each.

    python compiler/benches/peers.py target/release/mlc [--quick]
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TYPICAL = ROOT / "tests/conformance/kfp/pipeline_with_condition.ml"


def component(number: int) -> str:
    """A container with three inputs and one output."""
    return (
        f"component step_{number}(a: String, b: String, c: Int = 1) -> (out: String) container {{\n"
        f'    command = ["sh", "-c", "echo step {number} \\"$0\\" \\"$1\\" \\"$2\\" > \\"$3\\""]\n'
        f"    args    = [a, b, c, out.path]\n}}\n"
    )


def pipeline(lines: list[str], components: int, extra: str = "") -> str:
    """A file with that many components and one pipeline."""
    parts = ['@!image("python:3.11")\n', *(component(n) for n in range(components)), extra]
    return "".join([*parts, 'pipeline big(x: String = "x") {\n', *lines, "}\n"])


def layered(count: int, distinct: bool) -> str:
    """Layers of ten, each task fed by two of the layer before."""
    lines = []
    for n in range(count):
        row = n // 10 - 1
        a, b = ("x", "x") if row < 0 else (f"t{row * 10 + n % 10}", f"t{row * 10 + (n + 1) % 10}")
        lines.append(f"    let t{n} = step_{n if distinct else 0}(a = {a}, b = {b}, c = {n})\n")
    return pipeline(lines, count if distinct else 1)


def chain(count: int) -> str:
    """Each task fed by the one before."""
    lines = [f"    let t{n} = step_0(a = {'x' if n == 0 else f't{n - 1}'}, b = x)\n" for n in range(count)]
    return pipeline(lines, 1)


def fan_in(count: int) -> str:
    """All tasks awaited by one."""
    lines = [f"    let t{n} = step_0(a = x, b = x)\n" for n in range(count)]
    names = ", ".join(f"t{n}" for n in range(count))
    return pipeline([*lines, f"    step_0(a = x, b = x).after({names})\n"], 1)


def unnamed(count: int) -> str:
    """Tasks that all want the same name."""
    return pipeline(["    step_0(a = x, b = x)\n"] * count, 1)


def nested(count: int) -> str:
    """Towers of blocks, a hundred deep, with a task at each floor."""
    lines = []
    for tower in range(max(count // 100, 1)):
        lines.append(f"    let h{tower} = step_0(a = x, b = x)\n")
        lines.extend(f'    if h{tower} == "{floor}" {{ step_0(a = h{tower}, b = x)\n' for floor in range(99))
        lines.append("    " + "}" * 99 + "\n")
    return pipeline(lines, 1)


SHAPES: dict[str, Callable[[int], str]] = {
    "layers of distinct components": lambda count: layered(count, True),
    "layers of one component": lambda count: layered(count, False),
    "chain": chain,
    "fan-in to one task": fan_in,
    "one name for all": unnamed,
    "blocks a hundred deep": nested,
}


def kfp_source(count: int) -> str:
    """The same as `layered(count, True)` in KFP's SDK."""
    parts = ["from kfp import dsl\n"]
    for n in range(count):
        parts.append(
            f"@dsl.container_component\ndef step_{n}(a: str, b: str, out: dsl.OutputPath(str), c: int = 1):\n"
            f"    return dsl.ContainerSpec(image='python:3.11', command=['sh', '-c', 'echo step {n}'],"
            f" args=[a, b, c, out])\n"
        )
    parts.append("@dsl.pipeline\ndef big(x: str = 'x'):\n")
    for n in range(count):
        row = n // 10 - 1
        a, b = "x", "x"
        if row >= 0:
            a, b = f"t{row * 10 + n % 10}.outputs['out']", f"t{row * 10 + (n + 1) % 10}.outputs['out']"
        parts.append(f"    t{n} = step_{n}(a={a}, b={b}, c={n})\n")
    return "".join(parts)


TYPICAL_KFP = """
from kfp import dsl

@dsl.component(base_image='python:3.11')
def flip_coin() -> str:
    import random
    return random.choice(['heads', 'tails'])

@dsl.component(base_image='python:3.11')
def print_op(msg: str):
    print(msg)

@dsl.pipeline(name='single-condition-pipeline')
def typical(text: str = 'condition test', force_flip_result: str = ''):
    flip1 = flip_coin()
    print_op(msg=flip1.output)
    with dsl.If(flip1.output == 'heads'):
        flip2 = flip_coin()
        print_op(msg=flip2.output)
        print_op(msg=text)
"""


def run(command: list[str | Path], times: int) -> tuple[float, float, float]:
    """Best wall seconds, best CPU seconds and highest MiB of that many runs."""
    wall = math.inf
    for _ in range(times):
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            _, errors = process.communicate()
            status = process.returncode
        if status != 0:
            sys.exit(f"{' '.join(map(str, command))}: {errors.decode(errors='replace')}")
        wall = min(wall, time.perf_counter() - start)
    cpu = math.inf
    for _ in range(max(times // 2, 2)):
        child = os.posix_spawn(command[0], list(map(str, command)), os.environ, file_actions=QUIET)
        usage = os.wait4(child, 0)[2]
        cpu = min(cpu, usage.ru_utime + usage.ru_stime)
    # GNU time is small itself: a child of Python would be charged with Python's own memory.
    measured = subprocess.run(["/usr/bin/time", "--format", "%M", *command], capture_output=True, check=True, text=True)
    return wall, cpu, int(measured.stderr.split()[-1]) / 1024


QUIET = [(os.POSIX_SPAWN_OPEN, descriptor, "/dev/null", os.O_WRONLY, 0) for descriptor in (1, 2)]


def kfp_compile(source: Path, output: Path) -> list[str | Path]:
    """The SDK's own command, of the Python that runs this."""
    return [Path(sys.executable).parent / "kfp", "dsl", "compile", "--py", source, "--output", output]


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path)
    parser.add_argument("--quick", action="store_true", help="1,000 and 10,000 tasks only")
    options = parser.parse_args()
    mlc = options.mlc.resolve()
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        typical(mlc, folder, missed)
        thousand(mlc, folder, missed)
        growth(mlc, folder, [1_000, 10_000] if options.quick else [1_000, 10_000, 100_000], missed)
    for line in missed:
        print(f"gate missed: {line}")
    print(f"gates: {GATES - len(missed)} passed, {len(missed)} failed")
    return 1 if missed else 0


GATES = 12


def gate(missed: list[str], holds: bool, text: str) -> None:
    """Note a gate that is missed."""
    if not holds:
        missed.append(text)


def typical(mlc: Path, folder: Path, missed: list[str]) -> None:
    """The typical pipeline, cold, as a process."""
    empty = folder / "empty"
    (folder / "empty.rs").write_text("fn main() {}\n")
    subprocess.run(["rustc", "-O", "-o", empty, folder / "empty.rs"], check=True)
    (folder / "typical.py").write_text(TYPICAL_KFP)
    out = folder / "typical.yaml"
    build = [mlc, "build", TYPICAL, "-t", "kfp", "-o", out, "--quiet"]
    floor, _, _ = run([empty], 200)
    again, _, _ = run(build, 1)
    stamp = out.stat().st_mtime_ns
    again, _, memory = run(build, 200)
    gate(missed, out.stat().st_mtime_ns == stamp, "an unchanged output is not written")
    floor = min(floor, run([empty], 200)[0])
    kfp, _, kfp_memory = run(kfp_compile(folder / "typical.py", folder / "kfp.yaml"), 3)
    print("| the typical pipeline, whole process | ms | MiB | times an empty process | times faster than kfp |")
    print("|---|---|---|---|---|")
    print(f"| empty Rust process | {floor * 1e3:.2f} | | 1.0 | |")
    print(f"| `mlc build` | {again * 1e3:.2f} | {memory:.1f} | {again / floor:.2f} | {kfp / again:.0f} |")
    print(f"| `kfp dsl compile` | {kfp * 1e3:.0f} | {kfp_memory:.0f} | {kfp / floor:.0f} | 1 |\n")
    gate(missed, kfp / again >= 150, f"typical: {kfp / again:.0f} times faster than kfp, 150 wanted")
    gate(missed, again / floor <= 2, f"typical: {again / floor:.2f} times an empty process, 2 allowed")
    gate(missed, memory <= 10, f"typical: {memory:.1f} MiB, 10 allowed")


def thousand(mlc: Path, folder: Path, missed: list[str]) -> None:
    """1,000 distinct components."""
    source, out = folder / "thousand.ml", folder / "thousand.yaml"
    source.write_text(layered(1_000, True))
    (folder / "thousand.py").write_text(kfp_source(1_000))

    def ours() -> tuple[float, float, float]:
        out.unlink(missing_ok=True)
        return run([mlc, "build", source, "-t", "kfp", "-o", out, "--quiet"], 10)

    first = ours()
    kfp, _, kfp_memory = run(kfp_compile(folder / "thousand.py", folder / "kfp-thousand.yaml"), 2)
    second = ours()
    wall, memory = min(first[0], second[0]), first[2]
    sizes = out.stat().st_size, (folder / "kfp-thousand.yaml").stat().st_size
    print("| 1,000 distinct components | ms | MiB | IR bytes | times faster |")
    print("|---|---|---|---|---|")
    print(f"| `mlc build` | {wall * 1e3:.1f} | {memory:.0f} | {sizes[0]:,} | {kfp / wall:.0f} |")
    print(f"| `kfp dsl compile` | {kfp * 1e3:.0f} | {kfp_memory:.0f} | {sizes[1]:,} | 1 |\n")
    gate(missed, kfp / wall >= 150, f"1,000 components: {kfp / wall:.0f} times faster than kfp, 150 wanted")
    gate(missed, sizes[0] <= sizes[1], "the IR is no larger than the SDK's")


def growth(mlc: Path, folder: Path, sizes: list[int], missed: list[str]) -> None:
    """How CPU time grows with size, on every shape."""
    (folder / "none.ml").write_text(unnamed(1))
    floor = run([mlc, "build", folder / "none.ml", "-t", "kfp", "-o", folder / "none.yaml", "--quiet"], 20)[1]
    heads = " | ".join(f"{size:,}: s, MiB" for size in sizes)
    print(f"| shape | {heads} | exponent |\n|---|{'---|' * len(sizes)}---|")
    for shape, make in SHAPES.items():
        cells, points = [], []
        for size in sizes:
            source, out = folder / "shape.ml", folder / "shape.yaml"
            source.write_text(make(size))
            out.unlink(missing_ok=True)
            times = 6 if size <= 10_000 else 2
            _, cpu, memory = run([mlc, "build", source, "-t", "kfp", "-o", out, "--quiet"], times)
            cells.append(f"{cpu:.3f}, {memory:.0f}")
            points.append(max(cpu - floor, 1e-4))
        slope = math.log(points[-1] / points[0]) / math.log(sizes[-1] / sizes[0])
        print(f"| {shape} | {' | '.join(cells)} | {slope:.2f} |", flush=True)
        gate(missed, slope <= 1.15, f"{shape}: growth exponent {slope:.2f}, 1.15 allowed")
    print()


if __name__ == "__main__":
    sys.exit(main())
