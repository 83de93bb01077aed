"""The two executors of KFP: `kfp`'s own and mlc's give the same, task by task.

In: the compiler. Every pipeline of runs.toml and executors/runs.toml is built with either (`--kfp-executor`) and run by
`kfp.local`'s subprocess runner: with kfp's executor in this environment, with mlc's by the Python of an environment
that holds nothing at all, no kfp and no pip. Out: what came out otherwise than asserted, or otherwise with the one than
with the other: whether a run fails, each value and each artifact's content, name, URI and metadata of every task.
--time measures instead how long a task takes to start with either where nothing is installed, as in a fresh container.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import time
import tomllib
import venv
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import client
from client import Run
from common import JUDGES, OUT, ROOT, build, documents, indent

WORK = OUT / "executors"
BARE = WORK / "bare" / "bin" / "python3"
NAMES = ("kfp", "mlc")


def ir_of(source: str, executor: str) -> Path:
    """Where the IR of a pipeline is built."""
    return WORK / executor / f"{source.replace('/', '-').removesuffix('.ml')}.yaml"


def run_both(run: Run, folder: Path) -> str:
    """Run a pipeline with either executor. Returns what is wrong, or ""."""
    problems = []
    for executor in NAMES:
        if executor == "mlc":
            sys.executable = str(BARE)
        problem = client.judge(run, folder / executor, ir_of(run["source"], executor))
        if problem:
            problems.append(f"with {executor}: {problem}")
    if not problems:
        ours, theirs = (told(folder / executor) for executor in reversed(NAMES))
        names = sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
        problems = [f"{name}:\n  kfp {theirs.get(name)!r}\n  mlc {ours.get(name)!r}" for name in names]
    return "\n".join(problems)


def told(folder: Path) -> dict[str, str]:
    """What the tasks of a run left: the texts of all files below the run's root, without what is the run's own."""
    return {
        str(file.relative_to(root)): plain(file).replace(str(root), "{root}")
        for root in folder.glob("root/*")
        for file in root.rglob("*")
        if file.is_file()
    }


def plain(file: Path) -> str:
    """A file's text; what an executor says as protobuf has it, whose numbers are all doubles."""
    text = file.read_bytes().decode(errors="replace")
    if file.name != "executor_output.json":
        return text
    return json.dumps(json.loads(text, parse_int=float), sort_keys=True)


def compare(mlc: Path) -> bool:
    """Build, run and compare all."""
    runs: list[Run] = []
    for file in ("runs.toml", "executors/runs.toml"):
        runs += tomllib.loads((JUDGES / file).read_text())["run"]
    venv.create(BARE.parents[1], clear=True)
    sources = {run["source"] for run in runs}
    refused = {
        source: "\n".join(
            build(mlc, ROOT / source, ir_of(source, executor), "--kfp-executor", executor) for executor in NAMES
        ).strip()
        for source in sources
    }
    folder = WORK / "runs"
    shutil.rmtree(folder, ignore_errors=True)
    failed = 0
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        started = [
            None if refused[run["source"]] else pool.submit(run_both, run, folder / str(number))
            for number, run in enumerate(runs, 1)
        ]
        for number, (run, result) in enumerate(zip(runs, started, strict=True), 1):
            problem = result.result() if result else refused[run["source"]]
            if problem:
                failed += 1
                print(f"{number} {run['source']} {run.get('arguments', {})}:\n{indent(problem)}", flush=True)
    print(f"executors: {len(runs) - failed} passed, {failed} failed, of {len(sources)} pipelines", flush=True)
    return failed == 0


def measure(mlc: Path, times: int) -> None:
    """Print how long the task of a component takes from its start to its end, the median of several fresh ones."""
    source = WORK / "empty.ml"
    source.write_text('@!image("python:3.12")\n\ncomponent empty() python ```\n    pass\n```\n')
    taken: dict[str, list[float]] = {executor: [] for executor in NAMES}
    given = json.dumps({"inputs": {}, "outputs": {"outputFile": str(WORK / "empty" / "executor_output.json")}})
    words = {}
    for executor in NAMES:
        ir = WORK / f"empty-{executor}.yaml"
        problem = build(mlc, source, ir, "--kfp-executor", executor)
        if problem:
            sys.exit(problem)
        [container] = [one["container"] for one in documents(ir)[0]["deploymentSpec"]["executors"].values()]
        words[executor] = [word.replace("{{$}}", given) for word in container["command"] + container["args"]]
    for _ in range(times):
        for executor in NAMES:
            place = WORK / "fresh"
            venv.create(place, clear=True, with_pip=True)
            environment = {**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}", "PIP_NO_CACHE_DIR": "1"}
            start = time.monotonic()
            subprocess.run(words[executor], env=environment, check=True, capture_output=True)
            taken[executor].append(time.monotonic() - start)
    medians = {executor: statistics.median(values) for executor, values in taken.items()}
    for executor in NAMES:
        low, high = min(taken[executor]), max(taken[executor])
        print(f"{executor}: {medians[executor]:.2f} s a task (median of {times}, {low:.2f} to {high:.2f})")
    print(f"saved: {medians['kfp'] - medians['mlc']:.2f} s a task", flush=True)


def main() -> None:
    """Compare, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    parser.add_argument("--time", type=int, metavar="N", help="measure N starts of either")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    if options.time:
        measure(options.mlc.resolve(), options.time)
    else:
        sys.exit(0 if compare(options.mlc.resolve()) else 1)


if __name__ == "__main__":
    main()
