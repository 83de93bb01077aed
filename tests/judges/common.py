"""What the judges share: where things are, how a source is built, how a closing line is printed."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
JUDGES = ROOT / "tests" / "judges"
OUT = ROOT / "target" / "judges"
SHARED = ROOT.parent / "shared"
IR_EQUIV = SHARED / "tools" / "ir_equiv.py"


def build(mlc: Path, source: Path, output: Path, *more: str, target: str = "kfp") -> str:
    """Compile one file for a target to `output`. Returns the compiler's diagnostics, or "" where it was built.

    An `output` that does not end in .yaml is a folder, which gets a file for each pipeline.
    """
    if output.is_file():
        output.unlink()
    output.parent.mkdir(parents=True, exist_ok=True)
    command = [str(mlc), "build", str(source), "-t", target, "-o", str(output), "--color", "never", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0 and output.exists():
        return ""
    return (done.stderr or done.stdout).strip() or f"exit code {done.returncode} and no {output.name}"


def build_all(mlc: Path, sources: list[Path], folder: Path) -> dict[Path, str]:
    """Compile each source into the folder, emptied before. Returns the diagnostics of those that failed."""
    if folder.is_dir():
        for old in folder.glob("*.yaml"):
            old.unlink()
    results = {source: build(mlc, source, folder / f"{source.stem}.yaml") for source in sources}
    return {source: text for source, text in results.items() if text}


def documents(path: Path) -> list[Any]:
    """The documents of a YAML file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [document for document in yaml.load_all(path.read_bytes(), Loader=loader) if document is not None]


def ir_files(paths: list[Path]) -> list[Path]:
    """The IR files that the paths name, folders read one level deep."""
    return [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]


def indent(text: str) -> str:
    """The text, set in by four blanks."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def close(name: str, passed: int, failed: int, note: str = "") -> None:
    """Print a judge's closing line and leave: with 0 where nothing failed, else 1."""
    print(f"{name}: {passed} passed, {failed} failed{note}", flush=True)
    sys.exit(1 if failed or not passed else 0)
