"""Tests of the executor on KFP: what it makes of an `ExecutorInput`, beside what KFP's own executor makes of it.

In: executor.py, and KFP's executor. Out: pytest's verdict. Functions are modules with KFP's annotations, which
both run, ours in an interpreter that sees nothing that is installed.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from kfp import dsl
from kfp.dsl.types import artifact_types

HERE = Path(__file__).parent
EXECUTOR = HERE / "executor.py"
PYTHON = os.environ.get("EXECUTOR_PYTHON", sys.executable)
HEAD = "from typing import *\nfrom kfp import dsl\nfrom kfp.dsl import *\n"

found = importlib.util.spec_from_file_location("executor", EXECUTOR)
executor = importlib.util.module_from_spec(found)
sys.modules["executor"] = executor
found.loader.exec_module(executor)


def run(command: list[str], root: Path, **environment: str) -> subprocess.CompletedProcess:
    """Run a command."""
    return subprocess.run(
        command,
        env={**os.environ, **environment},
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


class Case:
    """A function, its ports and what it is given."""

    def __init__(self, root: Path, code: str, ports: tuple[list[dict], list[dict]], inputs: dict | None = None) -> None:
        """Take down what KFP would hand over: output artifacts lie below `root`."""
        self.root, self.code, (self.inputs, self.outputs) = root, HEAD + code, ports
        outputs: dict[str, Any] = {"outputFile": f"{root}/out/executor_output.json", "artifacts": {}, "parameters": {}}
        for port in self.outputs:
            name = port["name"]
            if "type" in port:
                outputs["parameters"][name] = {"outputFile": f"{root}/out/values/{name}"}
            else:
                made = {"name": name, "uri": f"{root}/out/{name}", "metadata": {}}
                made["type"] = {"schemaTitle": port["schema"].partition("@")[0], "schemaVersion": "0.0.1"}
                outputs["artifacts"][name] = {"artifacts": [made]}
        self.given = {"inputs": inputs or {}, "outputs": outputs}

    def ours(self, **spec: Any) -> subprocess.CompletedProcess:
        """Run it with our executor, the code as the shell puts it into a file."""
        code = self.root / "ephemeral_component.py"
        code.write_text(self.code)
        full = {"component": "step", "kind": "module", "function": "step", "inputs": self.inputs}
        full.update(outputs=self.outputs, **spec)
        command = [PYTHON, "-S", str(EXECUTOR), "kfp", str(code), json.dumps(full), json.dumps(self.given)]
        return run(command, self.root, MLC_ROOT=str(self.root), MLC_SOURCE="steps.ml:31")

    def theirs(self) -> subprocess.CompletedProcess:
        """Run it with KFP's."""
        code = self.root / "theirs.py"
        code.write_text(self.code)
        words = ["--component_module_path", str(code), "--function_to_execute", "step"]
        command = [sys.executable, "-m", "kfp.dsl.executor_main", *words, "--executor_input", json.dumps(self.given)]
        return run(command, self.root, _KFP_RUNTIME="true")

    def told(self) -> Any:
        """What the executor told KFP, and what lies in the outputs."""
        out = self.root / "out"
        said = json.loads((out / "executor_output.json").read_text())
        files = {str(file.relative_to(out)): file.read_text() for file in out.rglob("*") if file.is_file()}
        files.pop("executor_output.json")
        return said, files


def parameter(name: str, kind: str, **more: Any) -> dict:
    """A port of a value."""
    return {"name": name, "type": kind, **more}


def artifact(name: str, kind: str = "Dataset", **more: Any) -> dict:
    """A port of an artifact."""
    return {"name": name, "artifact": kind, "schema": f"system.{kind}@0.0.1", **more}


def given(kind: str = "Dataset", **more: Any) -> dict:
    """An artifact as KFP hands it over."""
    return {"name": "given", "uri": "s3://b/given", "type": {"schemaTitle": f"system.{kind}"}, "metadata": {}, **more}


EVERY = {"text": "String", "count": "Int", "share": "Float", "flag": "Bool", "items": "List", "record": "Struct"}
VALUES = {
    "text": "{{$}} 'x'\n\U0001f600",
    "count": -3,
    "share": 0.5,
    "flag": True,
    "items": [1, "a"],
    "record": {"n": {}},
}

ALIKE = {
    "values": (
        "def step(text: str, count: int, share: float, flag: bool, items: list, record: dict) -> NamedTuple('O', "
        "[('text', str), ('count', int), ('share', float), ('flag', bool), ('items', list), ('record', dict)]):\n"
        "    print('seen', repr((text, count, share, flag, items, record)))\n"
        "    return text, count, share, flag, items, record\n",
        [parameter(name, kind) for name, kind in EVERY.items()],
        [parameter(name, kind) for name, kind in EVERY.items()],
        {"parameterValues": VALUES},
    ),
    "absent": (
        "def step(a: Optional[str] = 'own', b: Optional[int] = None, c: Optional[Input[Dataset]] = None) -> str:\n"
        "    return f'{a} {b} {c}'\n",
        [parameter("a", "String", optional=True), parameter("b", "Int", optional=True), artifact("c", optional=True)],
        [parameter("Output", "String")],
        {"parameterValues": {"b": None}},
    ),
    "artifacts": (
        "def step(data: Input[Dataset], every: Input[List[Dataset]], path: InputPath('Dataset@0.0.1'), "
        "model: Output[Model], page: OutputPath('HTML@0.0.1'), n: OutputPath(int)):\n"
        "    print('seen', type(data).__name__, data.name, data.uri, data.path, data.metadata)\n"
        "    print('seen', [(type(one).__name__, one.path) for one in every], path, dsl.get_uri('x'))\n"
        "    model.framework = 'sk'\n    model.metadata['of'] = data.name\n    open(model.path, 'w').write('m')\n"
        "    open(page, 'w').write('<p>')\n    open(n, 'w').write('7')\n",
        [artifact("data"), artifact("every", list=True), artifact("path", path=True)],
        [artifact("model", "Model"), artifact("page", "HTML", path=True), parameter("n", "Int", path=True)],
        {
            "artifacts": {
                "data": {"artifacts": [given("Model", metadata={"k": 1.5})]},
                "every": {"artifacts": [given(), given(uri="gs://b/2")]},
                "path": {"artifacts": [given(uri="minio://b/3")]},
            }
        },
    ),
    "returned": (
        "def step(log: Output[Metrics]) -> NamedTuple('O', [('a', Dataset), ('n', int)]):\n"
        "    log.log_metric('x', 0.5)\n    return Dataset(name='own', uri='s3://b/own', metadata={'k': [1]}), 2\n",
        [],
        [artifact("log", "Metrics"), artifact("a"), parameter("n", "Int")],
        {},
    ),
    "payload": ("def step() -> HTML:\n    return '<p>'\n", [], [artifact("Output", "HTML")], {}),
    "moved": (
        "def step(data: Output[Dataset], other: Output[Dataset]):\n"
        "    data.path = '/s3/b/there'\n    data.name = 'n'\n    other.set_path('/tmp/elsewhere')\n",
        [],
        [artifact("data"), artifact("other")],
        {},
    ),
    "status": (
        "def step(status: PipelineTaskFinalStatus) -> str:\n    return repr(status)\n",
        [parameter("status", "Status")],
        [parameter("Output", "String")],
        {"parameterValues": {"status": {"state": "FAILED", "error": {"code": 9, "message": "broke"}}}},
    ),
    "task_config": (
        "def step(config: dsl.TaskConfig) -> dict:\n    return config.__dict__\n",
        [parameter("config", "TaskConfig", optional=True)],
        [parameter("Output", "Struct")],
        {"parameterValues": {"config": {"nodeSelector": {"pool": "gpu"}, "env": [{"name": "A", "value": "1"}]}}},
    ),
    "nothing": ("def step():\n    pass\n", [], [], {}),
}


@pytest.mark.parametrize("name", ALIKE)
def test_as_kfps_own_executor(name: str, tmp_path: Path) -> None:
    """Both tell KFP the same and leave the same files; the function sees and prints the same."""
    code, inputs, outputs, value = ALIKE[name]
    results = []
    for executor_of in ("theirs", "ours"):
        case = Case(tmp_path, code, (inputs, outputs), value)
        ran = getattr(case, executor_of)()
        assert ran.returncode == 0, ran.stderr
        seen = [line for line in ran.stdout.splitlines() if line.startswith("seen")]
        results.append((seen, *case.told()))
        for file in (tmp_path / "out").rglob("*"):
            if file.is_file():
                file.unlink()
    assert results[0] == results[1]


@pytest.mark.parametrize("uri", ["gs://b/a_b", "s3://b/a", "minio://b/a", "oci://r/a:1", "https://h/a", "/tmp/a", ""])
def test_paths_and_uris(uri: str) -> None:
    """A URI has the path that KFP's launcher gives it, and the path the URI."""
    for kind in ("Artifact", "Model"):
        for metadata in ({}, {"_kfp_workspace": True}):
            ours = getattr(executor, kind)(uri=uri, metadata=dict(metadata))
            theirs = getattr(dsl, kind)(uri=uri, metadata=dict(metadata))
            assert ours.path == theirs.path
            assert executor.stored(ours.path) == artifact_types.convert_local_path_to_remote_path(theirs.path)


def test_numbers_have_their_declared_types(tmp_path: Path) -> None:
    """Of KFP's doubles a whole one is an Int where that is declared, and a Float where that is."""
    code = "def step(n: int, x: float):\n    print(repr((n, x)))\n"
    ports = ([parameter("n", "Int"), parameter("x", "Float")], [])
    ran = Case(tmp_path, code, ports, {"parameterValues": {"n": 3.0, "x": 4}}).ours()
    assert (ran.returncode, ran.stdout) == (0, "(3, 4.0)\n"), ran.stderr


@pytest.mark.parametrize(
    ("port", "value", "expected"),
    [
        (parameter("n", "Int"), 2.5, "input `n` must be a whole number (int) of at most 2^53, got 2.5 (float)"),
        (parameter("n", "Int"), None, "input `n` is missing"),
        (parameter("n", "String", literals=["a"]), "b", "input `n` must be one of \"a\", got 'b' (str)"),
    ],
)
def test_wrong_inputs(port: dict, value: Any, expected: str, tmp_path: Path) -> None:
    """A wrong input is told before the function is called, and KFP is told nothing."""
    case = Case(tmp_path, "def step(n):\n    print('called')\n", ([port], []), {"parameterValues": {"n": value}})
    ran = case.ours()
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", f"mlc: component `step` failed: {expected}\n")
    assert not (tmp_path / "out" / "executor_output.json").exists()


def test_wrong_outputs(tmp_path: Path) -> None:
    """A value of another type, a value that is not written and metadata that is no JSON fail the task."""
    for code, port, expected in [
        (
            "def step(): return 'x'",
            parameter("n", "Int"),
            "must be a whole number (int) of at most 2^53, got 'x' (str)",
        ),
        ("def step(n): pass", parameter("n", "Int", path=True), "was not written: nothing is at"),
        ("def step(n): n.metadata['x'] = b''", artifact("n"), "must be values that JSON has, which bytes is not"),
    ]:
        ran = Case(tmp_path, code, ([], [port])).ours()
        assert ran.returncode == 1
        assert expected in ran.stderr.splitlines()[-1]


def test_an_empty_list_is_no_absent_one(tmp_path: Path) -> None:
    """Where a loop made nothing, its list is empty."""
    case = Case(tmp_path, "def step(data):\n    print(data)\n", ([artifact("data", list=True)], []))
    case.given["inputs"] = {"artifacts": {"data": {}}}
    assert case.ours().stdout == "[]\n"


def test_tracebacks_name_the_source(tmp_path: Path) -> None:
    """A traceback names the file and the line of the source, as the environment or the specification says it."""
    case = Case(tmp_path, "", ([], []))
    case.code = "def step():\n    raise ValueError('x')\n"
    lines = case.ours().stderr.splitlines()
    assert lines[1:2] == ['  File "steps.ml", line 32, in step']
    assert lines[-1] == "mlc: component `step` failed: ValueError: x"
    assert 'File "other.ml", line 8, in step' in case.ours(file="other.ml", line=7).stderr


def test_code_that_is_no_word_of_the_command(tmp_path: Path) -> None:
    """Code in the specification is run in place of the file's."""
    case = Case(tmp_path, "", ([], [parameter("Output", "String")]))
    case.code = ""
    assert case.ours(text="def step():\n    return '{{$}} $(HOME) $$'\n").returncode == 0
    assert case.told()[0] == {"parameterValues": {"Output": "{{$}} $(HOME) $$"}}


def test_no_place_for_uris_on_the_open_source_back_end() -> None:
    """Where KFP knows no place for artifacts, `dsl.get_uri` is empty, as with KFP's executor."""
    assert executor.get_uri("/tmp/kfp_outputs") == ""
    assert executor.get_uri("/gcs/b/run", "x") == "gs://b/run/x"
