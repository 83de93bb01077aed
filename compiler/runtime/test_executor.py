"""Tests of the executor: its wire texts, and whole runs of components in processes of their own.

In: executor.py, wire.json (whose vectors the compiler's tests read, too) and KFP's own classes to compare with.
Out: pytest's verdict. `EXECUTOR_PYTHON` names another interpreter for the runs: the oldest that is promised is 3.8.
"""

import importlib.metadata
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from kfp import dsl

HERE = Path(__file__).parent
EXECUTOR = HERE / "executor.py"
PYTHON = os.environ.get("EXECUTOR_PYTHON", sys.executable)
WIRE = json.loads((HERE / "wire.json").read_text("utf-8"))
URI_HINT = "set `[argo] artifact_root` in mlc.toml"

found = importlib.util.spec_from_file_location("executor", EXECUTOR)
executor = importlib.util.module_from_spec(found)
sys.modules["executor"] = executor
found.loader.exec_module(executor)


# ---- The wire


@pytest.mark.parametrize("vector", WIRE["vectors"], ids=lambda vector: f"{vector['type']} {vector['wire'][:30]!a}")
def test_wire(vector: dict) -> None:
    """Each vector is written as it stands and read back."""
    assert executor.encode(vector["value"], vector["type"]) == vector["wire"]
    assert executor.decode(vector["wire"], vector["type"]) == vector["value"]


@pytest.mark.parametrize("vector", WIRE["refused"], ids=lambda vector: f"{vector['type']} {vector['wire']!a}")
def test_wire_refuses(vector: dict) -> None:
    """What is no value of the type is not taken for one."""
    with pytest.raises(ValueError):
        executor.decode(vector["wire"], vector["type"])


def hostile_texts(count: int) -> list[str]:
    """Texts made of what breaks templates, shells, JSON and Python, and of letters from everywhere."""
    chance = random.Random(7)
    pieces = [
        "{{",
        "}}",
        "{",
        "}",
        "{{=",
        "mlc:",
        "mlc:none",
        "$(X)",
        "$$",
        '"',
        "'",
        "\\",
        "\\u007b",
        "\n",
        "\r",
        "\t",
    ]
    pieces += [
        "\0",
        "\x07",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "😀",
        "\U000e0067",
        "é",
        "{{workflow.name}}",
        "null",
        " ",
    ]
    letters = [chr(code) for code in (*range(0x300), *range(0xFFF0, 0x10000), 0x10FFFF)]
    texts = ["".join(chance.choice(pieces) for _ in range(chance.randrange(1, 9))) for _ in range(count)]
    return texts + ["".join(chance.choice(letters) for _ in range(9)) for _ in range(count)] + ["x{" * 50_000]


def go_quoted(text: str) -> str:
    """What Go's `strconv.Quote` makes of a text, where it differs from JSON, by its documentation."""
    special = {"\a": r"\a", "\v": r"\v", '"': r"\"", "\\": r"\\"}
    special.update({"\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t"})

    def quoted(letter: str) -> str:
        if letter in special or (letter.isprintable() and letter.isascii()):
            return special.get(letter, letter)
        if ord(letter) < 0x80:
            return f"\\x{ord(letter):02x}"
        return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"

    return '"' + "".join(map(quoted, text)) + '"'


@pytest.mark.parametrize("kind", ["String", "List", "Struct"])
def test_hostile_texts_survive(kind: str) -> None:
    """A text comes back as it was, holds nothing that Argo expands, and lives through Argo's substitution."""
    for text in hostile_texts(3000):
        value = {"String": text, "List": [text, [text]], "Struct": {text: {"a": {"b": text}}}}[kind]
        wire = executor.encode(value, kind)
        assert "{{" not in wire
        assert "}}" not in wire
        assert not wire.endswith("\n")
        assert wire != "mlc:none"
        assert json.loads(go_quoted(wire)) == wire
        assert executor.decode(wire, kind) == value


# ---- Whole runs


class Run:
    """A component's folder, and what came of running it."""

    def __init__(self, root: Path, spec: dict, code: str | None, given: dict, flags: list[str]) -> None:
        """Write the files and run."""
        self.root = root
        (root / "code").mkdir(parents=True)
        (root / "inputs").mkdir()
        if code is not None:
            spec = {"code": "step.py", **spec}
            (root / "code" / "step.py").write_text(code, "utf-8")
        (root / "code" / "step.json").write_text(json.dumps(spec), "utf-8")
        (root / "inputs.json").write_text(json.dumps({"parameters": {}, "artifacts": {}, "uris": {}, **given}), "utf-8")
        (root / "code" / "executor.py").write_text(EXECUTOR.read_text("utf-8"), "utf-8")
        self.command = [PYTHON, *flags, str(root / "code/executor.py"), str(root / "code/step.json")]
        self.command.append(str(root / "inputs.json"))
        # Modules named like Python's own, as other components are: they are never imported.
        (root / "code" / "json.py").write_text("raise SystemExit('the wrong json')")
        self.environment = {**os.environ, "MLC_ROOT": str(root), "HOME": str(root / "work")}

    def go(self) -> "Run":
        """Run it to its end."""
        ended = subprocess.run(
            self.command, env=self.environment, cwd=self.root, capture_output=True, text=True, check=False, timeout=60
        )
        self.code, self.out, self.err = ended.returncode, ended.stdout, ended.stderr
        return self

    def output(self, name: str) -> str:
        """What an output's file holds."""
        assert self.code == 0, self.err
        return (self.root / "work" / name).read_bytes().decode()

    def metadata(self, name: str) -> Any:
        """An output artifact's metadata."""
        return json.loads(self.output(f"{name}.metadata.json"))

    def last(self) -> str:
        """The line that says what went wrong."""
        assert self.code != 0, self.out
        return self.err.splitlines()[-1]


def parameter(name: str, kind: str, **more: Any) -> dict:
    """A port of a value."""
    return {"name": name, "type": kind, **more}


def artifact(name: str, kind: str = "Dataset", **more: Any) -> dict:
    """A port of an artifact."""
    return {"name": name, "artifact": kind, "schema": f"system.{kind}@0.0.1", **more}


def wire(kind: str = "Dataset", **more: Any) -> str:
    """An artifact's metadata on the wire."""
    return json.dumps({"name": "given", "type": f"system.{kind}@0.0.1", "uri": "", "metadata": {}, **more})


class Runner:
    """Makes runs in fresh folders."""

    def __init__(self, folder: Path) -> None:
        """Remember where."""
        self.folder = folder
        self.count = 0

    def make(
        self,
        code: str | None,
        inputs: list[dict] = (),
        outputs: list[dict] = (),
        flags: list[str] = ("-S",),
        artifacts: dict | None = None,
        uris: dict | None = None,
        spec: dict | None = None,
        **parameters: str,
    ) -> Run:
        """Make one; -S hides what is installed, KFP above all."""
        self.count += 1
        full = {"component": "step", "file": "steps.ml", "line": 31, "kind": "body", "function": "step"}
        full.update(inputs=list(inputs), outputs=list(outputs), **(spec or {}))
        given = {"parameters": parameters, "artifacts": artifacts or {}, "uris": uris or {}}
        return Run(self.folder / str(self.count), full, code, given, list(flags))

    def __call__(self, *arguments: Any, **named: Any) -> Run:
        """Make one and run it."""
        return self.make(*arguments, **named).go()


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Run components."""
    return Runner(tmp_path)


def test_values_of_every_type(run: Runner) -> None:
    """Values arrive as Python's own and leave as wire texts."""
    kinds = {"text": "String", "count": "Int", "share": "Float", "flag": "Bool", "items": "List", "record": "Struct"}
    given = {"text": 'mlc:"\\u007b\\u007bx\\n"', "count": "-3", "share": "2", "flag": "true"}
    given.update(items='[1,2.5,"x"]', record='{"n":7}')
    code = f"def step(*, {', '.join(kinds)}):\n    print(repr(({', '.join(kinds)})))\n    return {', '.join(kinds)}\n"
    ports = [parameter(name, kind) for name, kind in kinds.items()]
    ran = run(code, ports, [parameter(f"{name}", kind) for name, kind in kinds.items()], **given)
    assert ran.out == "('{{x\\n', -3, 2.0, True, [1, 2.5, 'x'], {'n': 7})\n"
    assert {name: ran.output(name) for name in kinds} == given


def test_absent_inputs(run: Runner) -> None:
    """An absent value is left to the function, an absent artifact is None, the port's default comes first."""
    code = "def step(a='own', b=None, c=1, d='x', e='y'):\n    print(a, b, c, d, e)\n"
    ports = [parameter("a", "String", optional=True), artifact("b", optional=True)]
    ports += [parameter("c", "Float", optional=True, default=2), parameter("d", "String", optional=True)]
    ports += [artifact("e", optional=True, path=True)]
    ran = run(code, ports, d="", c="mlc:none", artifacts={"b": "mlc:none"})
    assert (ran.code, ran.out) == (0, "own None 2.0  None\n")


@pytest.mark.parametrize(
    ("port", "given", "expected"),
    [
        (
            parameter("n", "Int"),
            {"n": "7.5"},
            "input `n` must be a whole number (int) of at most 2^53, got '7.5' (str)",
        ),
        (parameter("n", "Int"), {}, "input `n` is missing"),
        (parameter("n", "Int"), {"n": "mlc:none"}, "input `n` is missing"),
        (parameter("n", "Bool"), {"n": "1"}, "input `n` must be true or false (bool), got '1' (str)"),
        (parameter("n", "String"), {"n": "mlc:{"}, "input `n` must be a text (str), got 'mlc:{' (str)"),
        (parameter("n", "Int", literals=[1, 2]), {"n": "3"}, "input `n` must be one of 1, 2, got 3 (int)"),
        (parameter("n", "String", literals=["a"]), {"n": "b"}, "input `n` must be one of \"a\", got 'b' (str)"),
        (parameter("n", "List"), {"n": "[" * 100_000}, "input `n` must be a list, got '" + "[" * 99 + "… (str)"),
    ],
)
def test_wrong_inputs(run: Runner, port: dict, given: dict, expected: str) -> None:
    """A wrong input is told before the function is called."""
    ran = run("def step(n):\n    print('called')\n", [port], **given)
    assert (ran.code, ran.out, ran.err) == (1, "", f"mlc: component `step` failed: {expected}\n")


NAMED = "class T(NamedTuple):\n    b: int\n    a: str\ndef step():\n    return T(a='x', b=1)\n"


@pytest.mark.parametrize(
    "code",
    [
        "def step():\n    return 'x', 1\n",
        "def step():\n    return {'b': 1, 'a': 'x'}\n",
        "def step():\n    from collections import namedtuple\n    return namedtuple('R', ['a', 'b'])('x', 1)\n",
        NAMED,
    ],
)
def test_returned_forms(run: Runner, code: str) -> None:
    """Several outputs are a tuple, a dict or a named tuple."""
    ran = run(code, [], [parameter("a", "String"), parameter("b", "Int")], spec={"kind": "module"})
    assert (ran.output("a"), ran.output("b")) == ("x", "1")


@pytest.mark.parametrize(
    ("kind", "returned", "expected"),
    [
        ("Float", "3", "3"),
        ("Float", "(0.5,)", "0.5"),
        ("Int", "Scalar(4)", "4"),
        ("Float", "Scalar(4)", "4"),
        ("List", "[Scalar(4), {'k': Scalar(0.5)}]", '[4,{"k":0.5}]'),
        ("String", "Colour.RED", "red"),
        ("Bool", "False", "false"),
        ("Struct", "{'a': {'b': None}}", '{"a":{"b":null} }'),
        ("String", "'\\x00{{workflow.name}}\\n'", 'mlc:"\\u0000\\u007b\\u007bworkflow.name\\u007d\\u007d\\n"'),
    ],
)
def test_returned_values(run: Runner, kind: str, returned: str, expected: str) -> None:
    """A returned value is turned into its output's type where nothing is lost by it."""
    code = "class Scalar:\n    shape = ()\n    def __init__(self, value): self.value = value\n"
    code += "    def item(self): return self.value\nimport enum\nclass Colour(str, enum.Enum):\n    RED = 'red'\n"
    ran = run(f"{code}def step():\n    return {returned}\n", [], [parameter("out", kind)])
    assert ran.output("out") == expected


@pytest.mark.parametrize(
    ("kind", "returned", "expected"),
    [
        ("Float", "None", "must be a finite number (float), got None (NoneType)"),
        ("Float", "True", "must be a finite number (float), got True (bool)"),
        ("Float", "float('nan')", "must be a finite number (float), got nan (float)"),
        ("Float", "'1.5'", "must be a finite number (float), got '1.5' (str)"),
        ("Int", "True", "must be a whole number (int) of at most 2^53, got True (bool)"),
        ("Int", "1.0", "must be a whole number (int) of at most 2^53, got 1.0 (float)"),
        ("Int", "2**53 + 1", "must be a whole number (int) of at most 2^53, got 9007199254740993 (int)"),
        ("Bool", "1", "must be true or false (bool), got 1 (int)"),
        ("String", "b'x'", "must be a text (str), got b'x' (bytes)"),
        ("String", "'\\ud800'", "must be text without lone halves of surrogate pairs, got '\\ud800' (str)"),
        ("List", "['\\ud800']", "must be text without lone halves of surrogate pairs, got ['\\ud800'] (list)"),
        ("List", "(1, 2)", "must be a list, got (1, 2) (tuple)"),
        ("List", "[b'x']", "must be values that JSON has, which bytes is not, got [b'x'] (list)"),
        ("List", "[float('inf')]", "must be finite numbers: JSON has neither NaN nor Infinity, got [inf] (list)"),
        ("Struct", "[1]", "must be a dict, got [1] (list)"),
        ("Struct", "{(1, 2): 3}", None),
    ],
)
def test_wrong_outputs(run: Runner, kind: str, returned: str, expected: str | None) -> None:
    """A wrong value names the component, the output, what it must be and what it is."""
    ran = run(f"def step():\n    return {returned}\n", [], [parameter("out", kind)])
    assert ran.code == 1
    assert ran.last().startswith("mlc: component `step` failed: output `out` must be ")
    if expected:
        assert ran.err == f"mlc: component `step` failed: output `out` {expected}\n"
    assert not (ran.root / "work" / "out").exists()


@pytest.mark.parametrize("returned", ["1", "(1, 2, 3)", "{'a': 1}", "{'a': 1, 'b': 2, 'c': 3}", "[1, 2]", "None"])
def test_wrong_number_of_outputs(run: Runner, returned: str) -> None:
    """What is returned must be just what is declared."""
    ran = run(f"def step():\n    return {returned}\n", [], [parameter("a", "Int"), parameter("b", "Int")])
    assert "`step` must return a tuple or a dict of `a`, `b`, got " in ran.last()


def test_wrong_enumerated_output(run: Runner) -> None:
    """An enumeration holds for outputs, too."""
    ran = run("def step():\n    return 'c'\n", [], [parameter("out", "String", literals=["a", "b"])])
    assert ran.last().endswith('output `out` must be one of "a", "b", got \'c\' (str)')


def test_paths(run: Runner) -> None:
    """Path ports hand out paths, and what is written there is read as KFP reads it."""
    code = "def step(*, data, flag, text, table, folder):\n    print(open(data).read())\n"
    code += "    open(flag, 'w').write('True\\n')\n    open(text, 'w').write('mlc:none\\n')\n"
    code += "    open(table, 'w').write('1,2')\n    import os; os.mkdir(folder); open(folder + '/x', 'w').close()\n"
    outputs = [parameter("flag", "Bool", path=True), parameter("text", "String", path=True)]
    outputs += [artifact("table", path=True), artifact("folder", path=True)]
    made = run.make(
        code, [artifact("data", path=True)], outputs, artifacts={"data": wire()}, uris={"table": "s3://b/t"}
    )
    (made.root / "inputs" / "data").write_text("content")
    ran = made.go()
    assert ran.out == "content\n"
    assert (ran.output("flag"), ran.output("text"), ran.output("table")) == ("true", 'mlc:"mlc:none\\n"', "1,2")
    described = {"name": "table", "type": "system.Dataset@0.0.1", "uri": "s3://b/t", "metadata": {}}
    assert ran.metadata("table") == described
    assert (ran.root / "work/folder/x").is_file()


def test_unwritten_outputs(run: Runner) -> None:
    """A value that was not written is a fault, an artifact is empty then."""
    ran = run("def step(text):\n    pass\n", [], [parameter("text", "String", path=True)])
    assert "output `text` was not written: nothing is at " in ran.last()
    ran = run("def step(model):\n    pass\n", [], [artifact("model", "Model")])
    assert (ran.output("model"), ran.metadata("model")["metadata"]) == ("", {})
    ran = run("def step(n):\n    open(n, 'w').write('x')\n", [], [parameter("n", "Int", path=True)])
    assert ran.last().endswith("output `n` must be a whole number (int) of at most 2^53, got b'x' (bytes)")


ARTIFACTS = """def step(*, data, parts, model, stats):
    assert isinstance(data, Features) and isinstance(data, Dataset) and type(data).__name__ == "Features"
    assert isinstance(data, dsl.Artifact) and not isinstance(data, Model)
    print(data.name, data.uri, open(data.path).read(), data.metadata)
    print([(type(part).__name__, open(part.path).read(), part.metadata["n"]) for part in parts])
    try:
        print(model.uri)
    except RuntimeError as error:
        print(error)
    open(model.path, "w").write("weights")
    model.framework = "own"
    model.name = "best"
    model.metadata["auc"] = 0.5
    stats.log_metric("loss", 1)
"""


def test_artifacts(run: Runner) -> None:
    """Artifacts are KFP's objects, of the class that their own type names."""
    own = {"class": "Features", "schema": "acme.Features@1.0.0"}
    inputs = [artifact("data", "Dataset", **own), artifact("parts", "Artifact", list=True)]
    outputs = [artifact("model", "Model"), artifact("stats", "Metrics")]
    data = wire(type="acme.Features@1.0.0", uri="s3://b/d", metadata={"rows": 3})
    parts = [{**json.loads(wire(kind)), "path": f"p/{n}", "metadata": {"n": n}} for n, kind in enumerate(["HTML", "X"])]
    artifacts = {"data": data, "parts": json.dumps(parts)}
    made = run.make(ARTIFACTS, inputs, outputs, artifacts=artifacts, uris={"stats": "s3://b/stats"})
    (made.root / "inputs/parts/p").mkdir(parents=True)
    for path in ("data", "parts/p/0", "parts/p/1"):
        (made.root / "inputs" / path).write_text(f"in {path}")
    ran = made.go()
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        "given s3://b/d in data {'rows': 3}",
        "[('HTML', 'in parts/p/0', 0), ('Artifact', 'in parts/p/1', 1)]",
        f"the URI of `model` is not known: {URI_HINT}",
    ]
    assert ran.output("model") == "weights"
    described = {"type": "system.Model@0.0.1", "uri": "", "metadata": {"framework": "own", "auc": 0.5}}
    assert ran.metadata("model") == {"name": "best", **described}
    assert (ran.metadata("stats")["uri"], ran.metadata("stats")["metadata"]) == ("s3://b/stats", {"loss": 1})


@pytest.mark.parametrize(
    ("body", "content", "uri"),
    [
        ("return 'text'", "text", "s3://b/Output"),
        ("return b'\\x00'", "\0", "s3://b/Output"),
        ("return 12", "12", "s3://b/Output"),
        ("return None", "", "s3://b/Output"),
        ("return Dataset(uri='gs://elsewhere/x', metadata={'a': 1})", "", "gs://elsewhere/x"),
        (
            "d = Dataset(uri=dsl.get_uri(), metadata={'a': 1}); open(d.path, 'w').write('x'); return d",
            "x",
            "s3://b/Output",
        ),
        ("d = Dataset(uri=dsl.get_uri('o')); open(d.path, 'w').write('x'); return d", "x", "s3://b/Output"),
        ("d = Dataset(); d.set_path('here'); open('here', 'w').write('x'); return d", "x", "s3://b/Output"),
        ("import tempfile as t; p = t.mktemp(); open(p, 'w').write('x'); return Dataset(uri=p)", "x", "s3://b/Output"),
    ],
)
def test_returned_artifacts(run: Runner, body: str, content: str, uri: str) -> None:
    """An output without a name is returned: its content, or an artifact that lies anywhere."""
    ran = run(f"def step():\n    {body}\n", [], [artifact("Output")], uris={"Output": "s3://b/Output"})
    assert ran.output("Output") == content
    described = ran.metadata("Output")
    assert (described["name"], described["uri"]) == ("Output", uri)
    assert described["metadata"] == ({"a": 1} if "metadata" in body else {})


def test_passed_on_artifact(run: Runner) -> None:
    """An input that is returned is an output with the same content, also a folder's."""
    made = run.make(
        "def step(data):\n    return data\n", [artifact("data")], [artifact("Output")], artifacts={"data": wire()}
    )
    (made.root / "inputs/data/deep").mkdir(parents=True)
    (made.root / "inputs/data/deep/x").write_text("x")
    ran = made.go()
    assert ran.output("Output/deep/x") == "x"
    assert (ran.root / "inputs/data/deep/x").exists()


def test_moved_output(run: Runner) -> None:
    """An output artifact may be told to lie elsewhere, and still arrives."""
    for statement in ("model.path = 'there'", "model.set_path('there')"):
        ran = run(f"def step(model):\n    {statement}\n    open(model.path, 'w').write('x')\n", [], [artifact("model")])
        assert ran.output("model") == "x"


def test_mixed_named_tuple(run: Runner) -> None:
    """A function of a KFP project may return an artifact among values, where it does not take it as an argument."""
    code = "def step(log):\n    open(log.path, 'w').write('l')\n    return 'content', 3\n"
    outputs = [artifact("model", "Model"), parameter("n", "Int"), artifact("log", "HTML")]
    ran = run(code, [], outputs, spec={"kind": "module"})
    assert [ran.output(name) for name in ("model", "n", "log")] == ["content", "3", "l"]


def test_lists_of_artifacts_out(run: Runner) -> None:
    """A list of artifacts is returned, or written into a folder."""
    ran = run("def step():\n    return ['a', Dataset(metadata={'k': 1})]\n", [], [artifact("Output", list=True)])
    assert ran.output("Output/0") == "a"
    listed = [(item["path"], item["metadata"]) for item in ran.metadata("Output")]
    assert listed == [("0", {}), ("1", {"k": 1})]
    code = "def step(parts):\n    for name in 'ba':\n        open(f'{parts.path}/{name}', 'w').write(name)\n"
    ran = run(code, [], [artifact("parts", list=True)], uris={"parts": "s3://b/p"})
    listed = [(item["name"], item["path"], item["uri"]) for item in ran.metadata("parts")]
    assert listed == [("a", "a", "s3://b/p/a"), ("b", "b", "s3://b/p/b")]
    ran = run("def step():\n    return []\n", [], [artifact("Output", list=True)])
    assert ran.metadata("Output") == []


def test_metadata_must_be_json(run: Runner) -> None:
    """Metadata with what JSON lacks is told by its output."""
    code = "def step(stats):\n    stats.log_metric('auc', float('nan'))\n"
    ran = run(code, [], [artifact("stats", "Metrics")])
    assert ran.last().endswith(
        "the metadata of output `stats` must be finite numbers: JSON has neither NaN nor Infinity"
    )


def log_all(metrics: Any) -> None:
    """Use each log function of classification metrics."""
    metrics.log_roc_curve([0.0, 0.5], [0.1, 1.0], [1.0, 0.0])
    metrics.log_roc_data_point(fpr=1.0, tpr=1.0, threshold=0.25)
    metrics.set_confusion_matrix_categories(["a", "b"])
    metrics.log_confusion_matrix_row("a", [1, 2])
    metrics.log_confusion_matrix_cell(row_category="b", col_category="a", value=3)


def test_metrics_are_as_kfp_has_them() -> None:
    """The same calls leave the same metadata."""
    for use in (log_all, lambda metrics: metrics.log_confusion_matrix(["x", "y"], [[1, 2], [3, 4]])):
        ours, theirs = executor.ClassificationMetrics(), dsl.ClassificationMetrics()
        use(ours)
        use(theirs)
        assert ours.metadata == theirs.metadata
    for wrong in (
        lambda metrics: metrics.log_roc_curve([1], [1, 2], [1]),
        lambda metrics: metrics.log_confusion_matrix(["a"], [[1], [2]]),
        lambda metrics: metrics.log_confusion_matrix(["a", "b"], [[1, 2], [2]]),
        lambda metrics: log_all(metrics) or metrics.log_confusion_matrix_cell("a", "z", 1),
    ):
        for metrics in (executor.ClassificationMetrics(), dsl.ClassificationMetrics()):
            with pytest.raises(ValueError):
                wrong(metrics)


def test_sliced_metrics() -> None:
    """Each slice has metrics of its own (KFP's own class of that name fails at each call)."""
    metrics = executor.SlicedClassificationMetrics()
    metrics.load_roc_readings("s", [[0.5, 0.9, 0.1]])
    metrics.load_confusion_matrix("t", ["a"], [[1]])
    metrics.log_confusion_matrix_cell("t", "a", "a", 2)
    point = {"confidenceThreshold": 0.5, "recall": 0.9, "falsePositiveRate": 0.1}
    matrix = {"annotationSpecs": [{"displayName": "a"}], "rows": [{"row": [2]}]}
    slices = metrics.metadata["evaluationSlices"]
    assert slices[0] == {"slice": "s", "sliceClassificationMetrics": {"confidenceMetrics": [point]}}
    assert slices[1] == {"slice": "t", "sliceClassificationMetrics": {"confusionMatrix": matrix}}


def test_artifacts_have_kfps_members() -> None:
    """Every public member of KFP's artifacts is there."""
    for ours in executor.ARTIFACTS:
        theirs = getattr(dsl, ours.__name__)
        members = {name for name in {*dir(theirs), *vars(theirs())} if not name.startswith("_")}
        assert members <= {*dir(ours), *vars(ours())}
        assert (ours.schema_title, ours.schema_version) == (theirs.schema_title, theirs.schema_version)
    assert list(vars(dsl.PipelineTaskFinalStatus)["__dataclass_fields__"]) == list(
        executor.PipelineTaskFinalStatus.__dataclass_fields__
    )


def test_status(run: Runner) -> None:
    """A try's outcome has KFP's members."""
    code = "def step(status):\n    s = status\n    print(isinstance(s, dsl.PipelineTaskFinalStatus))\n"
    code += "    print(s.state, s.pipeline_job_resource_name, s.pipeline_task_name, s.error_code, s.error_message)\n"
    failed = {"state": "FAILED", "pipelineJobResourceName": "r", "pipelineTaskName": "t"}
    failed["error"] = {"code": 9, "message": "broke"}
    ran = run(code, [parameter("status", "Status")], status=json.dumps(failed))
    assert ran.out == "True\nFAILED r t 9 broke\n"
    ran = run(code, [parameter("status", "Status")], status='{"state": "COMPLETE"}')
    assert ran.out == "True\nCOMPLETE None None None None\n"


MODULE = """from __future__ import annotations
import kfp
from kfp import dsl, compiler
from kfp.dsl import Input, Output, OutputPath, Dataset, Model, component, ParallelFor
from kfp.dsl.types.artifact_types import Metrics
from typing import NamedTuple


def helper(x):
    return x + 1


@dsl.component(base_image="python:3.12")
def step(data: Input[Dataset], model: Output[Model], n: int = 1, note: Optional[str] = None) -> int:
    assert isinstance(data, kfp.dsl.Dataset) and isinstance(data, Dataset)
    open(model.path, "w").write("w")
    print(sorted(__import__("inspect").signature(step).parameters))
    return helper(n)


@dsl.pipeline
def unused():
    step()
"""


def test_module_of_a_kfp_project(run: Runner) -> None:
    """KFP's names may be imported where it is not installed, those that build pipelines, too."""
    ports = [artifact("data"), parameter("n", "Int", optional=True), parameter("note", "String", optional=True)]
    outputs = [artifact("model", "Model"), parameter("Output", "Int")]
    spec = {"kind": "module", "line": 1}
    ran = run(MODULE, ports, outputs, artifacts={"data": wire()}, n="4", spec=spec)
    assert (ran.output("Output"), ran.output("model")) == ("5", "w")
    assert ran.metadata("model")["type"] == "system.Model@0.0.1"
    ran = run(f"{MODULE}\nParallelFor([1])\n", ports, outputs, artifacts={"data": wire()}, spec=spec)
    why = "`kfp.dsl.ParallelFor` is not there while a task runs: add kfp to the component's packages if it needs it"
    assert ran.last() == f"mlc: component `step` failed: RuntimeError: {why}"


@pytest.mark.skipif(sys.executable != PYTHON, reason="the other interpreter has no kfp")
def test_kfps_own_classes(run: Runner) -> None:
    """Where the code names the package and it is there, its classes are handed over, placed as ours are."""
    code = "def step(data, model, stats):\n    import kfp.dsl.types.artifact_types as types\n"
    code += (
        "    assert isinstance(data, types.Dataset) and isinstance(data, Features)\n    print(types.__file__[-17:])\n"
    )
    code += "    print(open(data.path).read(), data.uri)\n    open(model.path, 'w').write('w')\n"
    code += "    stats.log_metric('a', 1)\n"
    code += "    made = types.Dataset(uri=dsl.get_uri())\n    open(made.path, 'w').write('o')\n    return made\n"
    own = {"class": "Features", "schema": "acme.Features@1.0.0"}
    outputs = [artifact("model", "Model"), artifact("stats", "Metrics"), artifact("Output")]
    artifacts = {"data": wire(type="acme.Features@1.0.0", uri="s3://b/d")}
    made = run.make(code, [artifact("data", **own)], outputs, flags=[], artifacts=artifacts, uris={"model": "s3://b/m"})
    (made.root / "inputs/data").write_text("in")
    ran = made.go()
    assert ran.code == 0, ran.err
    assert ran.out == "artifact_types.py\nin s3://b/d\n"
    assert (ran.output("model"), ran.output("Output"), ran.metadata("model")["uri"]) == ("w", "o", "s3://b/m")
    assert ran.metadata("stats")["metadata"] == {"a": 1}


def test_installed_function(run: Runner) -> None:
    """A function of a package in the image is called; what is absent is left out."""
    spec = {"kind": "installed", "module": "acme.train", "function": "main"}
    ports = [parameter("n", "Int"), artifact("extra", optional=True)]
    made = run.make(None, ports, [parameter("Output", "Int"), artifact("log")], n="2", spec=spec)
    (made.root / "acme").mkdir()
    (made.root / "acme/train.py").write_text(
        "from kfp import dsl\ndef main(n, log, extra='own'):\n    print(extra, dsl.Dataset)\n    return n * 2\n"
    )
    ran = made.go()
    assert (ran.output("Output"), ran.out.split()[0]) == ("4", "own")
    made = run.make(None, [], [], spec={**spec, "function": "nothing"})
    (made.root / "acme").mkdir()
    (made.root / "acme/train.py").write_text("x = 1\n")
    assert made.go().last() == "mlc: component `step` failed: `acme.train` defines no `nothing`"


def test_processes_that_start_afresh(run: Runner) -> None:
    """A pool that spawns finds the module's functions."""
    code = "import multiprocessing\ndef double(x): return x * 2\ndef step():\n"
    code += "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n        return pool.map(double, [1, 2])\n"
    ran = run(code, [], [parameter("out", "List")], spec={"kind": "module", "line": 1})
    assert ran.output("out") == "[2,4]"


# ---- What goes wrong


def test_traceback_of_a_body(run: Runner) -> None:
    """The line is that of the .ml file, and the executor's own frames are left out."""
    ran = run("def step(*, n):\n    x = 1\n    raise ValueError('bad\\nvalue')\n", [parameter("n", "Int")], n="1")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "Traceback (most recent call last):",
        '  File "steps.ml", line 33, in step',
        "    raise ValueError('bad\\nvalue')",
        "ValueError: bad",
        "value",
        "mlc: component `step` failed: ValueError: bad value",
    ]


def test_traceback_of_a_module(run: Runner) -> None:
    """Causes keep their frames; frames of libraries stay."""
    code = "import json\ndef read(text):\n    return json.loads(text)\ndef step():\n    try:\n        read('{')\n"
    code += "    except ValueError as error:\n        raise KeyError('config') from error\n"
    ran = run(code, [], [], spec={"kind": "module", "line": 7})
    assert 'File "steps.ml", line 9, in read' in ran.err
    assert "json/decoder.py" in ran.err
    assert "The above exception was the direct cause" in ran.err
    assert 'File "steps.ml", line 14, in step' in ran.err
    assert "executor.py" not in ran.err
    assert ran.last() == "mlc: component `step` failed: KeyError: 'config'"


def test_faulty_code(run: Runner) -> None:
    """Code that is none, code that fails as it is loaded, and code without the function."""
    ran = run("def step():\n    return (\n", [], [])
    assert 'File "steps.ml", line 32' in ran.err
    assert ran.last().startswith("mlc: component `step` failed: SyntaxError: ")
    ran = run("import nowhere_at_all\ndef step(): pass\n", [], [])
    assert 'File "steps.ml", line 31, in <module>' in ran.err
    assert ran.last() == "mlc: component `step` failed: ModuleNotFoundError: No module named 'nowhere_at_all'"
    assert run("def other(): pass\n").last() == "mlc: component `step` failed: `steps.ml` defines no `step`"
    ran = run("def step(): pass\n", [parameter("n", "Int")], n="1")
    assert ran.last().endswith("TypeError: step() got an unexpected keyword argument 'n'")


@pytest.mark.parametrize(("code", "status"), [("3", 3), ("'why'", 1), ("256", 1), ("True", 1)])
def test_exit_codes(run: Runner, code: str, status: int) -> None:
    """A task that exits by itself keeps its code."""
    ran = run(f"def step():\n    import sys\n    sys.exit({code})\n")
    assert ran.code == status
    assert ran.last().startswith("mlc: component `step` failed: SystemExit: ")


def test_exit_with_success(run: Runner) -> None:
    """An exit without a fault is a return without a value."""
    ran = run(
        "def step(model):\n    open(model.path, 'w').write('x')\n    exit(0)\n", [], [artifact("model")], flags=[]
    )
    assert ran.output("model") == "x"
    ran = run("def step():\n    raise SystemExit\n", [], [parameter("n", "Int")])
    assert ran.last().endswith("output `n` must be a whole number (int) of at most 2^53, got None (NoneType)")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signals(run: Runner, number: signal.Signals, status: int) -> None:
    """A task that is stopped cleans up and says so."""
    code = "def step():\n    import time\n    try:\n        print('ready')\n        time.sleep(60)\n"
    code += "    except Exception:\n        pass\n    finally:\n        print('cleaned')\n"
    made = run.make(code)
    process = subprocess.Popen(
        made.command, env=made.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (status, "cleaned\n")
    assert err.splitlines()[-1].startswith("mlc: component `step` failed: ")


def test_exceptions_that_cannot_be_shown(run: Runner) -> None:
    """An exception's own faults do not hide it."""
    code = "class Odd(Exception):\n    def __str__(self): raise RuntimeError\ndef step():\n    raise Odd\n"
    assert run(code).last() == "mlc: component `step` failed: Odd: <an exception that cannot be shown>"
    code = "def step():\n    def deep(): deep()\n    deep()\n"
    assert run(code).last().startswith("mlc: component `step` failed: RecursionError: ")


# ---- Packages


@pytest.fixture
def packages(tmp_path: Path) -> str:
    """Make an index with one small package, without a network."""
    source = tmp_path / "source"
    (source / "tiny_mlc").mkdir(parents=True)
    (source / "tiny_mlc/__init__.py").write_text("VALUE = 41\n")
    name = "tiny_mlc-1.0"
    files = {f"{name}.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny-mlc\nVersion: 1.0\n"}
    files[f"{name}.dist-info/WHEEL"] = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files["tiny_mlc/__init__.py"] = "VALUE = 41\n"
    files[f"{name}.dist-info/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{name}.dist-info/RECORD"])
    index = tmp_path / "index" / "tiny-mlc"
    index.mkdir(parents=True)
    with zipfile.ZipFile(index / f"{name}-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    (index / "index.html").write_text(f'<a href="{name}-py3-none-any.whl">{name}</a>')
    return f"file://{tmp_path}/index"


USES_TINY = "def step():\n    import tiny_mlc, sys\n    print(tiny_mlc.__file__)\n    return tiny_mlc.VALUE\n"
BASE = [os.path.realpath(PYTHON)] if sys.executable == PYTHON else [PYTHON]


@pytest.mark.parametrize("venv", [False, True], ids=["plain", "use_venv"])
def test_packages(run: Runner, packages: str, venv: bool) -> None:
    """Packages come from the index and are found, by child processes, too; the image stays as it is."""
    spec = {"packages": ["tiny-mlc==1.0"], "pip_index": [packages], "use_venv": venv, "pip_trusted_hosts": ["x.test"]}
    for python in ([PYTHON], BASE):
        made = run.make(USES_TINY, [], [parameter("Output", "Int")], flags=[], spec=spec)
        made.command[:1] = python
        ran = made.go()
        assert ran.output("Output") == "41"
        assert ran.out.startswith(str(ran.root / "work"))


def test_packages_that_fail(run: Runner, packages: str) -> None:
    """A package that is not there is named."""
    spec = {"packages": ["tiny-mlc==9.9"], "pip_index": [packages]}
    ran = run(USES_TINY, flags=[], spec=spec)
    assert ran.code == 1
    assert ran.last().startswith("mlc: component `step` failed: could not install `tiny-mlc==9.9` (exit code 1; ")
    assert "Traceback" not in ran.err


def test_packages_that_are_there(run: Runner) -> None:
    """What the image has in that version is not installed again: pip is not even asked."""
    version = importlib.metadata.version("pip")
    spec = {"packages": [f"pip=={version}", "pip"], "pip_index": ["file:///nowhere"]}
    start = time.monotonic()
    assert run("def step(): pass\n", flags=[], spec=spec).code == 0 or sys.executable != PYTHON
    assert time.monotonic() - start < 5


def test_notebook(run: Runner) -> None:
    """A notebook's parameters stand below its cell of that tag (nbformat and nbclient are stood for)."""
    made = run.make("def step(n):\n    dsl.run_notebook(n=n, s='x')\n", [parameter("n", "Int")], n="4")
    (made.root / "code/step.ipynb").write_text(json.dumps({"cells": ["first", "parameters", "last"]}))
    (made.root / "nbformat.py").write_text(
        "import json\nfrom types import SimpleNamespace as S\n"
        "def cell(text, metadata): return S(cell_type='code', source=text, metadata=metadata, get=lambda k, d: d)\n"
        "v4 = S(new_code_cell=cell)\ndef reads(text, as_version):\n"
        "    return S(cells=[cell(c, {'tags': [c]}) for c in json.loads(text)['cells']])\n"
    )
    (made.root / "nbclient.py").write_text(
        "class NotebookClient:\n    def __init__(self, notebook, timeout, kernel_name): self.notebook = notebook\n"
        "    def execute(self):\n        for cell in self.notebook.cells: print(cell.source)\n"
    )
    ran = made.go()
    assert ran.code == 0, ran.err
    given = ["import json", "n = json.loads('4')", "s = json.loads('\"x\"')"]
    assert ran.out.splitlines() == ["first", "parameters", *given, "last"]
