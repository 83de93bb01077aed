"""The real client: `kfp` loads every IR, and its local runner runs the pipelines of runs.toml.

In: the compiler, and IR files or folders of them to load. The pipelines to run are built by mlc and loaded from their
IR; each runs in a process of its own with `kfp.local`'s subprocess runner in this very environment, where the kfp that
the components install is already installed, so that pip does nothing. Out: what could not be loaded, what came out
otherwise than asserted, and a line of figures for each.
"""

import argparse
import json
import multiprocessing
import os
import re
import shutil
import sys
import tomllib
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from common import JUDGES, OUT, ROOT, build, indent, ir_files

Run = dict[str, Any]
INSTALLED = re.compile(r"kfp==([\w.]+)")


def load_all(paths: list[Path]) -> bool:
    """Load each IR as a component, as a user of the client does."""
    from kfp import components

    passed = failed = 0
    for file in ir_files(paths):
        try:
            components.load_component_from_file(str(file))
            passed += 1
        except Exception as error:
            failed += 1
            print(f"{file.name}: {type(error).__name__}: {error}")
    print(f"client loads: {passed} passed, {failed} failed", flush=True)
    return passed > 0 and failed == 0


def run_all(mlc: Path) -> bool:
    """Build and run what runs.toml lists."""
    runs: list[Run] = tomllib.loads((JUDGES / "runs.toml").read_text())["run"]
    folder = OUT / "runs"
    shutil.rmtree(folder, ignore_errors=True)
    built = {source: build(mlc, ROOT / source, ir_of(source)) for source in {run["source"] for run in runs}}
    failed = 0
    names = [f"{Path(run['source']).stem}-{number}" for number, run in enumerate(runs, 1)]
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        started = {
            name: pool.submit(judge, run, folder / name, ir_of(run["source"]))
            for name, run in zip(names, runs, strict=True)
            if not built[run["source"]]
        }
        for name, run in zip(names, runs, strict=True):
            problem = built[run["source"]] or started[name].result()
            if problem:
                failed += 1
                print(f"{name} {run.get('arguments', {})}:\n{indent(problem)}", flush=True)
    print(f"client runs: {len(runs) - failed} passed, {failed} failed", flush=True)
    return failed == 0


def ir_of(source: str) -> Path:
    """Where the IR of a pipeline to run is built."""
    return OUT / "runs" / f"{Path(source).stem}.yaml"


def judge(run: Run, folder: Path, ir: Path) -> str:
    """Run one pipeline's IR and compare what comes out. Returns what is wrong, with the run's log, or ""."""
    folder.mkdir(parents=True)
    with captured(folder / "log.txt"):
        try:
            wrong = differences(run, execute(run, folder, ir), folder)
        except Exception:
            wrong = [traceback.format_exc()]
    if not wrong:
        return ""
    log = (folder / "log.txt").read_text(errors="replace").splitlines()[-40:]
    return "\n".join([*wrong, "the run's log ends:", *log])


@contextmanager
def captured(log: Path) -> Iterator[None]:
    """Send all that this process and its children print to a file."""
    kept = os.dup(1), os.dup(2)
    with log.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.dup2(kept[0], 1)
            os.dup2(kept[1], 2)


def execute(run: Run, folder: Path, ir: Path) -> dict[str, Any]:
    """Run the pipeline with the arguments of the run. Returns its outputs; a failed run has none."""
    from kfp import components, local

    text = ir.read_text()
    other = set(INSTALLED.findall(text)) - {version("kfp")}
    if other:
        raise ValueError(f"the components install kfp {', '.join(other)}, but the judges' is {version('kfp')}")
    os.environ["PIP_NO_INDEX"] = "1"  # what is not installed is not fetched: it fails
    local.init(local.SubprocessRunner(use_venv=False), pipeline_root=str(folder / "root"), raise_on_error=True)
    arguments = {
        name: value.replace("{tmp}", str(folder)) if isinstance(value, str) else value
        for name, value in run.get("arguments", {}).items()
    }
    pipeline = components.load_component_from_text(text)
    try:
        outputs = pipeline(**arguments).outputs
    except RuntimeError:
        if run.get("fails"):
            return {}
        raise
    if run.get("fails"):
        raise ValueError("the run was expected to fail")
    return outputs


def differences(run: Run, outputs: dict[str, Any], folder: Path) -> list[str]:
    """What of the run is otherwise than asserted."""
    found: list[tuple[str, Any, Any]] = []
    for name, value in run.get("outputs", {}).items():
        found.append((f"output {name}", value, outputs.get(name)))
    for name, text in run.get("json", {}).items():
        found.append((f"output {name}", json.loads(text), json.loads(outputs[name])))
    for name, text in run.get("contents", {}).items():
        found.append((f"content of {name}", text, Path(outputs[name].path).read_text()))
    for name, wanted in run.get("metadata", {}).items():
        seen = {key: outputs[name].metadata.get(key) for key in wanted}
        found.append((f"metadata of {name}", wanted, seen))
    for name, text in run.get("files", {}).items():
        found.append((f"file {name}", text, (folder / name).read_text()))
    return [f"{what}: expected {value!r}, got {seen!r}" for what, value, seen in found if value != seen]


def main() -> None:
    """Load what is named, then run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    parser.add_argument("paths", nargs="+", type=Path, help="IR files to load, or folders of them")
    options = parser.parse_args()
    loaded = load_all(options.paths)
    ran = run_all(options.mlc.resolve())
    sys.exit(0 if loaded and ran else 1)


if __name__ == "__main__":
    main()
