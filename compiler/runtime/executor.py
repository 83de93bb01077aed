"""Runs the function of one Python component of mlc in its container, on Argo or on KFP.

In, on Argo: two JSON files named on the command line, the specification and the inputs as wire texts; artifacts below
`/mlc/inputs`. Out: a file an output below `/mlc/work`: a parameter's wire text, or an artifact, whose metadata stands
beside it. In, on KFP: the word `kfp`, a file of code, the specification and KFP's `ExecutorInput`, both as JSON; where
the code comes from stands in the specification or in `MLC_SOURCE`. Out: KFP's `ExecutorOutput`, and
artifacts where it said.
On both: on standard error what went wrong, ending in one line, and an exit code that is not 0.
Always holds: Python 3.8 and its standard library are enough; a value of a run is data and never code; wire texts hold
neither `{{` nor `}}`, and survive Argo's substitution byte for byte.
"""

from __future__ import annotations

import sys

# The other components lie beside this file, and one may be named like a module of Python's own.
if __name__ == "__main__":
    sys.path[:] = [folder for folder in sys.path if folder != __file__.rpartition("/")[0]]

import functools
import importlib
import importlib.metadata
import importlib.util
import inspect
import json
import linecache
import math
import os
import re
import shutil
import signal
import site
import subprocess
import sysconfig
import traceback
import typing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any, Callable

ROOT = Path(os.environ.get("MLC_ROOT", "/mlc"))
WORK = ROOT / "work"
POD = os.environ.get("MLC_POD", "")
MODULE = "mlc_component"


class Fault(Exception):
    """What is wrong, in words for the user: no traceback says more."""


class Stopped(BaseException):
    """The task was told to end."""


# ---- The wire: values as texts


NONE = "mlc:none"
MARK = "mlc:"
LARGEST = 2**53
EXPECTED = {
    "String": "a text (str)",
    "Int": "a whole number (int) of at most 2^53",
    "Float": "a finite number (float)",
    "Bool": "true or false (bool)",
    "List": "a list",
    "Struct": "a dict",
    "Status": "the status of a task",
}
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
# Argo puts values into JSON with Go's `strconv.Quote`, whose escapes of these are none of JSON's.
UNQUOTABLE = re.compile("[\x00-\x07\x0b\x0e-\x1f\x7f\U00010000-\U0010ffff]")
STRING_OR_END = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|\}(?=\})')


def decode(text: str, kind: str) -> Any:
    """Return the value of a wire text, None for an absent one; raise ValueError where it is none of that type."""
    if text == NONE:
        return None
    if kind == "String":
        if not text.startswith(MARK):
            return text
        value = json.loads(text[len(MARK) :])
        return conform(value, kind)
    if kind == "Int":
        return conform(int(text) if re.fullmatch(r"-?\d+", text, re.ASCII) else text, kind)
    if kind == "Float":
        return conform(float(text) if NUMBER.fullmatch(text) else text, kind)
    if kind == "Bool":
        return conform({"true": True, "false": False}.get(text, text), kind)
    value = json.loads(text, parse_constant=no_number)
    return conform(value, kind) if kind == "List" else value


def encode(value: Any, kind: str) -> str:
    """Return the wire text of a value; raise ValueError where it is none of that type."""
    value = conform(value, kind)
    if kind in ("List", "Struct"):
        text = dumps(value)
    elif kind == "Bool":
        text = "true" if value else "false"
    elif kind == "Int":
        text = str(value)
    elif kind == "Float":
        text = re.sub(r"\.0$", "", format(Decimal(repr(value)), "f"))
    elif "{{" in value or "}}" in value or value.startswith(MARK) or value.endswith("\n") or UNQUOTABLE.search(value):
        text = MARK + dumps(value).replace("{", r"\u007b").replace("}", r"\u007d")
    else:
        text = value
    return sound(text)


def sound(text: str) -> str:
    """Return the text if it is one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("text without lone halves of surrogate pairs") from None
    return text


def conform(value: Any, kind: str) -> Any:
    """Return a plain Python value of that type; raise ValueError where it is none."""
    value = scalar(value)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)  # True is an int to Python
    if kind == "String" and isinstance(value, str):
        return value
    if kind == "Int" and number and isinstance(value, int) and abs(value) <= LARGEST:
        return int(value)
    if kind == "Float" and number and abs(value) < math.inf:
        return float(value)
    if kind == "Bool" and isinstance(value, bool):
        return value
    if (kind == "List" and isinstance(value, list)) or (kind == "Struct" and isinstance(value, dict)):
        return value
    raise ValueError(EXPECTED[kind])


def scalar(value: Any) -> Any:
    """Return the Python value of a number of numpy, torch or the like, anything else as it is."""
    item = getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "shape", None) == () else value


def dumps(value: Any) -> str:
    """Return compact JSON without `{{` and `}}`."""

    def default(value: Any) -> Any:
        plain = scalar(value)
        if plain is value:
            raise ValueError(f"values that JSON has, which {type(value).__name__} is not")
        return plain

    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=default)
    except TypeError as error:
        raise ValueError(f"values that JSON has: {error}") from None
    except ValueError as error:
        no_json = "Out of range" in str(error)
        raise ValueError("finite numbers: JSON has neither NaN nor Infinity" if no_json else str(error)) from None
    return STRING_OR_END.sub(lambda found: guarded(found[0]), sound(text))


def guarded(token: str) -> str:
    """Return a string literal or a brace of JSON in the form that Argo takes for nothing else."""
    if token == "}":
        return "} "
    token = token.replace("{{", r"{\u007b").replace("}}", r"}\u007d")
    return UNQUOTABLE.sub(lambda letter: re.sub("(....)", r"\\u\1", letter[0].encode("utf-16-be").hex()), token)


def no_number(text: str) -> None:
    """Refuse what Python's JSON takes for a number and no other does."""
    raise ValueError(f"JSON, which has no {text}")


def from_file(text: str, kind: str) -> Any:
    """Return the value that a function wrote to a file, as KFP reads it."""
    if kind == "String":
        return text
    text = text.strip()
    return decode(text.lower() if kind == "Bool" else text, kind)


def shown(value: Any) -> str:
    """Return a value and its type as a message shows them."""
    text = repr(value)
    return f"{text if len(text) <= 100 else text[:100] + '…'} ({type(value).__name__})"


# ---- KFP's names

# Where KFP's launcher puts what lies in a store, and where KFP mounts a run's workspace.
MOUNTS = {"gs://": "/gcs/", "minio://": "/minio/", "s3://": "/s3/", "oci://": "/oci/"}
WORKSPACE = "/kfp-workspace"


def mounted(uri: str) -> str:
    """Return the path at which KFP's launcher keeps what is at a URI."""
    for scheme, mount in MOUNTS.items():
        if uri.startswith(scheme):
            rest = uri[len(scheme) :]
            return mount + (rest.replace("/", "_") if scheme == "oci://" else rest)
    return uri


def stored(path: str) -> str:
    """Return the URI of what KFP's launcher keeps at a path."""
    for scheme, mount in MOUNTS.items():
        if path.startswith(mount):
            rest = path[len(mount) :]
            return scheme + (re.sub("/models$", "", rest.replace("_", "/")) if scheme == "oci://" else rest)
    return path


class Artifact:
    """A file or folder with metadata."""

    schema_title = "system.Artifact"
    schema_version = "0.0.1"

    def __init__(self, name: str | None = None, uri: str | None = None, metadata: dict | None = None) -> None:
        self.name = name or ""
        self.uri = uri or ""
        self.metadata = metadata or {}
        self.custom_path = ""

    @property
    def path(self) -> str:
        path = self.custom_path or mounted(self.uri)
        if self.metadata.get("_kfp_workspace") is True:
            return f"{WORKSPACE}/.artifacts/{path.lstrip('/')}"
        return path

    @path.setter
    def path(self, path: str) -> None:
        self.uri = stored(path)

    def set_path(self, path: str) -> None:
        self.custom_path = path


class Dataset(Artifact):
    """Data."""

    schema_title = "system.Dataset"


class Model(Artifact):
    """A trained model."""

    schema_title = "system.Model"

    @property
    def path(self) -> str:
        return super().path + ("/models" if self.uri.startswith("oci://") else "")

    @path.setter
    def path(self, path: str) -> None:
        self.uri = stored(path)

    @property
    def framework(self) -> str:
        return self.metadata.get("framework", "")

    @framework.setter
    def framework(self, framework: str) -> None:
        self.metadata["framework"] = framework


class HTML(Artifact):
    """A page."""

    schema_title = "system.HTML"


class Markdown(Artifact):
    """A page."""

    schema_title = "system.Markdown"


class Metrics(Artifact):
    """Numbers by name."""

    schema_title = "system.Metrics"

    def log_metric(self, metric: str, value: float) -> None:
        self.metadata[metric] = value


class ClassificationMetrics(Artifact):
    """A ROC curve and a confusion matrix."""

    schema_title = "system.ClassificationMetrics"

    def log_roc_data_point(self, fpr: float, tpr: float, threshold: float) -> None:
        point = {"confidenceThreshold": threshold, "recall": tpr, "falsePositiveRate": fpr}
        self.metadata.setdefault("confidenceMetrics", []).append(point)

    def log_roc_curve(self, fpr: list[float], tpr: list[float], threshold: list[float]) -> None:
        if not len(fpr) == len(tpr) == len(threshold):
            raise ValueError(f"fpr, tpr and threshold differ in length: {len(fpr)}, {len(tpr)}, {len(threshold)}")
        for point in zip(fpr, tpr, threshold):
            self.log_roc_data_point(*point)

    def set_confusion_matrix_categories(self, categories: list[str]) -> None:
        names = [{"displayName": category} for category in categories]
        rows = [{"row": [0] * len(names)} for _ in names]
        self.metadata["confusionMatrix"] = {"annotationSpecs": names, "rows": rows}

    def log_confusion_matrix_row(self, row_category: str, row: list[float]) -> None:
        matrix, place = self._matrix(row_category)
        if len(row) != len(matrix["rows"]):
            raise ValueError(f"the row of {row_category!r} has {len(row)} values, not {len(matrix['rows'])}")
        matrix["rows"][place]["row"] = list(row)

    def log_confusion_matrix_cell(self, row_category: str, col_category: str, value: int) -> None:
        matrix, row = self._matrix(row_category)
        matrix["rows"][row]["row"][self._matrix(col_category)[1]] = value

    def log_confusion_matrix(self, categories: list[str], matrix: list[list[int]]) -> None:
        if len(matrix) != len(categories):
            raise ValueError(f"the matrix has {len(matrix)} rows for {len(categories)} categories")
        self.set_confusion_matrix_categories(categories)
        for category, row in zip(categories, matrix):
            self.log_confusion_matrix_row(category, row)

    def _matrix(self, category: str) -> tuple[dict, int]:
        matrix = self.metadata.get("confusionMatrix", {"annotationSpecs": []})
        names = [name["displayName"] for name in matrix["annotationSpecs"]]
        if category not in names:
            raise ValueError(f"{category!r} is none of the matrix's categories, which are {names}")
        return matrix, names.index(category)


class SlicedClassificationMetrics(Artifact):
    """Classification metrics of each of several slices of the data."""

    schema_title = "system.SlicedClassificationMetrics"

    def log_roc_reading(self, slice: str, threshold: float, tpr: float, fpr: float) -> None:
        self._of(slice).log_roc_data_point(fpr, tpr, threshold)

    def load_roc_readings(self, slice: str, readings: list[list[float]]) -> None:
        for threshold, tpr, fpr in readings:
            self.log_roc_reading(slice, threshold, tpr, fpr)

    def set_confusion_matrix_categories(self, slice: str, categories: list[str]) -> None:
        self._of(slice).set_confusion_matrix_categories(categories)

    def log_confusion_matrix_row(self, slice: str, row_category: str, row: list[int]) -> None:
        self._of(slice).log_confusion_matrix_row(row_category, row)

    def log_confusion_matrix_cell(self, slice: str, row_category: str, col_category: str, value: int) -> None:
        self._of(slice).log_confusion_matrix_cell(row_category, col_category, value)

    def load_confusion_matrix(self, slice: str, categories: list[str], matrix: list[list[int]]) -> None:
        self._of(slice).log_confusion_matrix(categories, matrix)

    def _of(self, slice: str) -> ClassificationMetrics:
        slices = self.metadata.setdefault("evaluationSlices", [])
        if slice not in [known["slice"] for known in slices]:
            slices.append({"slice": slice, "sliceClassificationMetrics": {}})
        metrics = ClassificationMetrics()
        metrics.metadata = next(known for known in slices if known["slice"] == slice)["sliceClassificationMetrics"]
        return metrics


ARTIFACTS = (Artifact, Dataset, Model, HTML, Markdown, Metrics, ClassificationMetrics, SlicedClassificationMetrics)


@dataclass
class PipelineTaskFinalStatus:
    """The outcome of a `try`."""

    state: str
    pipeline_job_resource_name: str
    pipeline_task_name: str
    error_code: int | None
    error_message: str | None


@dataclass
class TaskConfig:
    """What KFP would have given the task's pod."""

    affinity: dict | None = None
    tolerations: list | None = None
    node_selector: dict | None = None
    env: list | None = None
    volumes: list | None = None
    volume_mounts: list | None = None
    resources: dict | None = None


class Input:
    """`Input[Dataset]` in a signature."""

    def __class_getitem__(cls, kind: Any) -> Any:
        return kind


class Output(Input):
    """`Output[Dataset]` in a signature."""


class InputPath:
    """`InputPath('Dataset')` in a signature."""

    def __init__(self, type: Any = None) -> None:
        self.type = type


class OutputPath(InputPath):
    """`OutputPath(int)` in a signature."""


SIGNATURES = (PipelineTaskFinalStatus, TaskConfig, Input, Output, InputPath, OutputPath)


def decorator(function: Callable | None = None, **_settings: Any) -> Callable:
    """Leave a function as it is: `@dsl.component` and its like."""
    return function if function is not None else lambda function: function


def get_uri(root: str, suffix: str = "Output") -> str:
    """Return where an output may be written, "" if nobody knows."""
    if root == "/tmp/kfp_outputs":  # KFP's open-source back end knows no place
        return ""
    return f"{stored(root)}/{suffix}"


class Unavailable:
    """A name of KFP's that no task needs: it may be imported, but does nothing."""

    def __init__(self, name: str) -> None:
        self._why = f"`{name}` is not there while a task runs: add kfp to the component's packages if it needs it"

    def __getattr__(self, attribute: str) -> Any:
        raise AttributeError(self._why)

    def __call__(self, *_arguments: Any, **_named: Any) -> Any:
        raise RuntimeError(self._why)


class Names(ModuleType):
    """A module of KFP's where the package is not installed."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Unavailable(f"{self.__name__}.{name}")


def import_kfp(code: str | None, root: str) -> ModuleType:
    """Return `kfp`: the package if it is installed and the code names it, else our own with what a task needs."""
    os.environ.setdefault("_KFP_RUNTIME", "true")
    if importlib.util.find_spec("kfp") and (code is None or re.search(r"\bkfp\b", code)):
        importlib.import_module("kfp.dsl.types.artifact_types").CONTAINER_TASK_ROOT = root
        return sys.modules["kfp"]
    kfp, dsl, types, artifacts = modules = [
        Names(name) for name in ("kfp", "kfp.dsl", "kfp.dsl.types", "kfp.dsl.types.artifact_types")
    ]
    kfp.dsl, dsl.types, types.artifact_types = dsl, types, artifacts
    public = {name: decorator for name in ("component", "container_component", "notebook_component", "pipeline")}
    public.update({kind.__name__: kind for kind in (*ARTIFACTS, *SIGNATURES)})
    public["get_uri"] = functools.partial(get_uri, root)
    for module in modules:
        module.__path__ = []
        module.__dict__.update(public if module in (dsl, artifacts) else {}, __all__=list(public))
        sys.modules[module.__name__] = module
    return kfp


# ---- The function: its packages and its code


@dataclass
class Loaded:
    """A component's function and what it stands in."""

    spec: dict
    function: Callable
    dsl: ModuleType
    classes: list[type]


def install(spec: dict) -> None:
    """Install the packages that are not there yet, and let Python find them."""
    packages, venv = spec.get("packages", []), WORK / ".venv"
    if all(map(is_installed, packages)) or Path(sys.prefix) == venv:
        return
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    environment.setdefault("PIP_NO_CACHE_DIR", "1")
    words = ["-m", "pip", "install", "--quiet", "--no-warn-script-location"]
    for index, url in enumerate(spec.get("pip_index", [])):
        words += ["--extra-index-url" if index else "--index-url", url]
    for host in spec.get("pip_trusted_hosts", []):
        words += ["--trusted-host", host]
    what = "install " + ", ".join(f"`{package}`" for package in packages)
    if spec.get("use_venv"):
        run_python(sys.executable, ["-m", "venv", "--system-site-packages", str(venv)], environment, "make a venv")
        python = str(venv / "bin" / "python3")
        run_python(python, words + packages, environment, what)
        os.environ["PATH"] = f"{venv / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
        sys.stdout.flush()
        os.execv(python, [python, __file__, *sys.argv[1:]])
    folder = base = WORK / ".packages"
    if sys.prefix == sys.base_prefix:
        # What the image has stays as it is, and is not installed again; a virtual environment's pip knows no `--user`.
        folder = Path(sysconfig.get_path("purelib", "posix_user", {"userbase": str(base)}))
        environment.update(PYTHONUSERBASE=str(base), PIP_BREAK_SYSTEM_PACKAGES="1")
        words += ["--user"]
    else:
        words += ["--target", str(folder)]
    if not importlib.util.find_spec("pip"):
        run_python(sys.executable, ["-m", "ensurepip", "--user"], environment, "find pip in the image, or make it")
    run_python(sys.executable, words + packages, environment, what)
    find_in(folder)
    os.environ["PATH"] = f"{base / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"


def is_installed(package: str) -> bool:
    """Whether the image has a package of just that version, or of any if it names none."""
    found = re.fullmatch(r"([\w.-]+)(?:==([^*,;\s]+))?", package)
    try:
        return found is not None and found[2] in (None, importlib.metadata.version(found[1]))
    except importlib.metadata.PackageNotFoundError:
        return False


def run_python(python: str, words: list[str], environment: dict[str, str], what: str) -> None:
    """Run Python, and say what it was to do if it fails."""
    code = subprocess.run([python, *words], env=environment, check=False).returncode
    if code:
        raise Fault(f"could not {what} (exit code {code}; why stands above)")


def load(specification: Path) -> Loaded:
    """Return the function of a component."""
    spec = json.loads(specification.read_text("utf-8"))
    code = specification.parent / spec.get("code", "")
    text = code.read_text("utf-8") if "code" in spec else None
    kfp = import_kfp(text, spec.get("root", str(WORK)))
    kfp.dsl.run_notebook = functools.partial(run_notebook, code.with_suffix(".ipynb"))
    names = {name: getattr(typing, name) for name in typing.__all__}
    names.update({name: getattr(kfp.dsl, name) for name in kfp.dsl.__all__}, kfp=kfp, dsl=kfp.dsl)
    for port in spec["inputs"] + spec["outputs"]:
        if "class" in port:
            title, _, version = port["schema"].partition("@")
            own = {"__module__": MODULE, "schema_title": title, "schema_version": version}
            names[port["class"]] = type(port["class"], (getattr(kfp.dsl, port["artifact"]),), own)
    classes = [kind for kind in names.values() if isinstance(kind, type) and issubclass(kind, kfp.dsl.Artifact)]
    if text is None:
        scope = vars(importlib.import_module(spec["module"]))
    else:
        scope = run_code(text, spec, {**names, "__file__": str(code)})
        # A module may have classes of its own for what its ports are.
        classes += [kind for kind in scope.values() if isinstance(kind, type) and issubclass(kind, kfp.dsl.Artifact)]
    function = scope.get(spec["function"])
    if function is None:
        raise Fault(f"`{spec.get('module', spec['file'])}` defines no `{spec['function']}`")
    return Loaded(spec, getattr(function, "python_func", function), kfp.dsl, classes)


def run_code(text: str, spec: dict, names: dict[str, Any]) -> dict[str, Any]:
    """Run a component's code as a module, and return what it defines."""
    module = sys.modules[MODULE] = ModuleType(MODULE)
    module.__dict__.update(names)
    # As many lines stand before it as in the user's file, so that tracebacks and debuggers show its lines.
    text = "\n" * (spec["line"] - 1) + text
    lines = [line + "\n" for line in text.split("\n")]
    linecache.cache[spec["file"]] = (len(text), None, lines, spec["file"])
    exec(compile(text, spec["file"], "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def share(specification: Path) -> None:
    """Let processes that the function starts afresh import its module, too: a pool that spawns, joblib's workers."""
    folder = WORK / ".module"
    folder.mkdir(exist_ok=True)
    loads = f"import runpy\nrunpy.run_path({__file__!r})['load'](__import__('pathlib').Path({str(specification)!r}))\n"
    (folder / f"{MODULE}.py").write_text(loads, "utf-8")
    find_in(folder)


def find_in(folder: Path) -> None:
    """Let Python, and those that it starts, find modules in a folder."""
    before = list(sys.path)
    site.addsitedir(str(folder))
    sys.path[:] = [path for path in sys.path if path not in before] + before
    importlib.invalidate_caches()
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))


def run_notebook(notebook: Path, **parameters: Any) -> None:
    """Run the notebook with `parameters` set below its cell tagged `parameters`, or at its top."""
    nbformat = importlib.import_module("nbformat")
    read = nbformat.reads(notebook.read_text("utf-8"), as_version=4)
    lines = ["import json", *(f"{name} = json.loads({dumps(value)!r})" for name, value in parameters.items())]
    cell = nbformat.v4.new_code_cell("\n".join(lines), metadata={"tags": ["injected-parameters"]})
    tagged = [cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []) for cell in read.cells]
    if parameters:
        read.cells.insert(tagged.index(True) + 1 if True in tagged else 0, cell)
    importlib.import_module("nbclient").NotebookClient(read, timeout=None, kernel_name="python3").execute()
    for output in (output for ran in read.cells for output in ran.get("outputs", [])):
        print(output.get("text") or output.get("data", {}).get("text/plain", ""))


# ---- The task: values in, the call, values out


class Task:
    """One run of a component; what differs from engine to engine stands in a class for each."""

    def __init__(self, loaded: Loaded, given: dict) -> None:
        self.spec, self.function, self.dsl, self.given = loaded.spec, loaded.function, loaded.dsl, given
        self.by_name = {kind.__name__: kind for kind in loaded.classes}
        self.by_title = {kind.schema_title: kind for kind in loaded.classes}
        self.made: dict[str, Any] = {}

    def run(self) -> None:
        """Call the function and write its outputs."""
        returned = [port for port in self.spec["outputs"] if not self.is_handed(port)]
        arguments = self.arguments()
        try:
            result = self.function(**arguments)
        except SystemExit as end:
            if end.code not in (None, 0):
                raise
            result = None
        values = self.named(result, returned)
        for port in self.spec["outputs"]:
            if "type" in port:
                self.write_parameter(port, values.get(port["name"]))
            else:
                self.write_artifact(port, values.get(port["name"], self.made.get(port["name"])))
        self.finish()

    def is_handed(self, port: dict) -> bool:
        """Whether the function takes the output as an argument; it returns the others."""
        if port.get("path") or "type" in port:
            return bool(port.get("path"))
        try:
            accepted = inspect.signature(self.function).parameters
        except ValueError:
            return port["name"] != "Output"
        taken = port["name"] in accepted
        return taken or (port["name"] != "Output" and any(p.kind is p.VAR_KEYWORD for p in accepted.values()))

    def arguments(self) -> dict[str, Any]:
        """Return what the function is called with."""
        arguments = {}
        for port in self.spec["inputs"]:
            value = self.parameter(port) if "type" in port else self.input_artifact(port)
            # As KFP does: a value that is absent is left to the function's own default, an artifact is None.
            if value is not None or ("artifact" in port and self.spec["kind"] != "installed"):
                arguments[port["name"]] = value
        for port in filter(self.is_handed, self.spec["outputs"]):
            arguments[port["name"]] = self.output(port)
        return arguments

    def parameter(self, port: dict) -> Any:
        """Return the value of an input, None if it is absent."""
        name, kind = port["name"], port["type"]
        given = self.value(name)
        try:
            value = self.read(given, kind)
        except (ValueError, RecursionError):
            raise Fault(f"input `{name}` must be {EXPECTED[kind]}, got {shown(given)}") from None
        if kind == "TaskConfig":
            return self.task_config(value or {})
        if value is None and port.get("default") is not None:
            value = float(port["default"]) if kind == "Float" else port["default"]
        if value is None:
            self.absent(port)
            return None
        self.check_literals("input", port, value)
        return self.status(value) if kind == "Status" else value

    def absent(self, port: dict) -> None:
        """Fail if the input may not be left out."""
        if not port.get("optional"):
            raise Fault(f"input `{port['name']}` is missing")

    def check_literals(self, side: str, port: dict, value: Any) -> None:
        """Fail where an enumeration lacks the value."""
        if port.get("literals") and value not in port["literals"]:
            allowed = ", ".join(json.dumps(literal) for literal in port["literals"])
            raise Fault(f"{side} `{port['name']}` must be one of {allowed}, got {shown(value)}")

    def status(self, value: dict) -> Any:
        """Return the outcome of a `try` as KFP's object."""
        error = value.get("error") or {}
        job = value.get("pipelineJobResourceName", value.get("pipeline_job_resource_name"))
        task = value.get("pipelineTaskName", value.get("pipeline_task_name"))
        return self.dsl.PipelineTaskFinalStatus(value.get("state"), job, task, error.get("code"), error.get("message"))

    def task_config(self, value: dict) -> Any:
        """Return KFP's object for what it would have given the pod."""
        keys = ("affinity", "tolerations", "nodeSelector", "env", "volumes", "volumeMounts", "resources")
        return self.dsl.TaskConfig(*map(value.get, keys))

    def input_artifact(self, port: dict) -> Any:
        """Return the artifact, the list of them or the path that an input brings, None if it is absent."""
        found = self.artifacts(port)
        if found is None:
            self.absent(port)
            return None
        if port.get("list"):
            return found
        return found[0].path if port.get("path") else found[0]

    def kind(self, port: dict, title: str) -> type:
        """Return the class of an artifact: that of its own type, or else its port's."""
        return self.by_title.get(title) or self.by_name[port.get("class", port["artifact"])]

    def named(self, result: Any, ports: list[dict]) -> dict[str, Any]:
        """Return the values of the outputs that the function returns."""
        names = [port["name"] for port in ports]
        if len(names) == 1:
            return {names[0]: result[0] if isinstance(result, tuple) and len(result) == 1 else result}
        if hasattr(result, "_fields"):
            result = {name: getattr(result, name) for name in result._fields}
        elif isinstance(result, tuple) and len(result) == len(names):
            result = dict(zip(names, result))
        if not names or (result is None and all("artifact" in port for port in ports)):
            return {}
        if not isinstance(result, dict) or set(result) != set(names):
            wanted = ", ".join(f"`{name}`" for name in names)
            raise Fault(f"`{self.spec['function']}` must return a tuple or a dict of {wanted}, got {shown(result)}")
        return result

    def write_parameter(self, port: dict, value: Any) -> None:
        """Write the value of an output."""
        name, kind = port["name"], port["type"]
        try:
            if port.get("path"):
                path = self.place(name)
                if not path.is_file():
                    raise Fault(f"output `{name}` was not written: nothing is at {path}")
                value = path.read_bytes()
                value = from_file(value.decode(), kind)
            made = self.made_of(value, kind)
        except (ValueError, RecursionError) as error:
            expected = error if type(error) is ValueError else EXPECTED[kind]  # the others speak of JSON or UTF-8
            raise Fault(f"output `{name}` must be {expected}, got {shown(value)}") from None
        self.check_literals("output", port, conform(value, kind))
        self.write_value(port, made)


# ---- Argo: the task (left out of what KFP is handed)


class Placed:
    """An artifact of a port: it lies where the executor says, and its URI is that of the store."""

    _uri = ""
    _path = ""

    @property
    def uri(self) -> str:
        """Where it lies in the store."""
        if not self._uri:
            raise RuntimeError(f"the URI of `{self.name}` is not known: set `[argo] artifact_root` in mlc.toml")
        return self._uri

    @uri.setter
    def uri(self, uri: str) -> None:
        self._uri = uri

    @property
    def path(self) -> str:
        """Where it lies on this machine."""
        return self.custom_path or self._path

    @path.setter
    def path(self, path: str) -> None:
        self._path = path


def place(kind: type, path: Path, name: str, uri: str, metadata: dict) -> Any:
    """Make an artifact that lies at `path`."""
    made = type(kind.__name__, (Placed, kind), {"__module__": kind.__module__})(name, uri, metadata)
    made.path = str(path)
    return made


class ArgoTask(Task):
    """A run on Argo: values are wire texts, artifacts lie in folders."""

    def value(self, name: str) -> str:
        """Return what an input was given."""
        return self.given["parameters"].get(name, NONE)

    def read(self, text: str, kind: str) -> Any:
        """Return the value of what was given, None for an absent one."""
        return decode(text, kind)

    def artifacts(self, port: dict) -> list | None:
        """Return the artifacts that an input brings, None if it is absent."""
        text = self.given["artifacts"].get(port["name"], NONE)
        if text == NONE:
            return None
        folder, described = ROOT / "inputs" / port["name"], json.loads(text)
        if port.get("list"):
            return [self.placed(port, folder / item["path"], item) for item in described]
        return [self.placed(port, folder, described)]

    def placed(self, port: dict, path: Path, described: dict) -> Any:
        """Return an artifact that lies at `path`."""
        kind = self.kind(port, described["type"].partition("@")[0])
        name = described.get("name") or port["name"]
        return place(kind, path, name, described.get("uri", ""), described.get("metadata") or {})

    def uri(self, name: str) -> str:
        """Return where an output artifact will lie, "" if nobody knows."""
        return self.given.get("uris", {}).get(name, "").replace("{pod}", POD)

    def output(self, port: dict) -> Any:
        """Return what the function writes an output through: a path, or an artifact."""
        path, uri = WORK / port["name"], self.uri(port["name"])
        if port.get("list"):
            path.mkdir(exist_ok=True)
        if port.get("path"):
            return str(path)
        made = self.placed(port, path, {"type": port["schema"], "name": port["name"], "uri": uri})
        self.made[port["name"]] = made
        return made

    def place(self, name: str) -> Path:
        """Return where the function writes a value that it does not return."""
        return WORK / name

    def made_of(self, value: Any, kind: str) -> str:
        """Return a value as it is written; raise ValueError where it is none of that type."""
        return encode(value, kind)

    def write_value(self, port: dict, text: str) -> None:
        """Write an output."""
        self.place(port["name"]).write_bytes(text.encode())

    def finish(self) -> None:
        """Leave what was written."""

    def write_artifact(self, port: dict, value: Any) -> None:
        """Put an artifact and its metadata where the engine takes them."""
        name = port["name"]
        path, uri = WORK / name, self.uri(name)
        if port.get("list"):
            described = self.keep_list(port, value, path, uri)
        else:
            described = self.keep(port, name, value, path, uri)
            if name in self.given.get("lists", {}):
                described.update(list=self.given["lists"][name], path=POD)
        try:
            text = dumps(described)
            Path(f"{path}.metadata.json").write_bytes(text.encode())
        except ValueError as error:
            raise Fault(f"the metadata of output `{name}` must be {error}") from None

    def keep_list(self, port: dict, value: Any, folder: Path, uri: str) -> list[dict]:
        """Put several artifacts into a folder: those returned, or what the function put there."""
        folder.mkdir(exist_ok=True)
        if isinstance(value, list):
            items = [(str(index), item) for index, item in enumerate(value)]
        else:
            items = [(entry.name, None) for entry in sorted(folder.iterdir())]
        described = []
        for name, item in items:
            kept = self.keep(port, name, item, folder / name, f"{uri}/{name}" if uri else "")
            described.append({**kept, "path": name})
        return described

    def keep(self, port: dict, name: str, value: Any, path: Path, uri: str) -> dict:
        """Put one artifact at `path`, and return what is known of it."""
        described = {"name": name, "type": port["schema"], "uri": uri, "metadata": {}}
        if isinstance(value, self.dsl.Artifact):
            own = vars(value).get("_uri", vars(value).get("uri", ""))
            described.update(name=value.name or name, uri=own if "://" in own else uri, metadata=value.metadata)
            bring(Path(value.path or path), path)
        elif value is not None:
            path.write_bytes(value if isinstance(value, bytes) else str(value).encode())
        if not path.exists():
            path.touch()
        return described


def bring(source: Path, path: Path) -> None:
    """Let what is at `source` be at `path`, too."""

    def link(source: str, path: str) -> None:
        try:
            os.link(source, path)
        except OSError:
            shutil.copy2(source, path)

    if source == path or not source.exists():
        return
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
    if source.is_dir():
        shutil.copytree(str(source), str(path), copy_function=link)
    else:
        link(str(source), str(path))


# ---- KFP: the task


class KfpTask(Task):
    """A run on KFP: all that is given stands in one message, and all values and metadata go into one."""

    def __init__(self, loaded: Loaded, given: dict) -> None:
        super().__init__(loaded, given)
        self.inputs, self.outputs = given.get("inputs", {}), given["outputs"]
        self.values: dict[str, Any] = {}
        self.described: dict[str, Any] = {}
        for port in self.spec["outputs"]:
            if "artifact" in port:
                described = self.outputs["artifacts"][port["name"]]["artifacts"][0]
                self.made[port["name"]] = made = self.artifact(port, described)
                Path(made.path).parent.mkdir(parents=True, exist_ok=True)

    def value(self, name: str) -> Any:
        """Return what an input was given."""
        return self.inputs.get("parameterValues", {}).get(name)

    def read(self, value: Any, kind: str) -> Any:
        """Return the value of what was given, None for an absent one."""
        if kind == "Int" and isinstance(value, float) and value.is_integer():
            value = int(value)  # all of KFP's numbers are doubles
        return value if value is None or kind in ("Struct", "Status", "TaskConfig") else conform(value, kind)

    def artifacts(self, port: dict) -> list | None:
        """Return the artifacts that an input brings, None if it is absent."""
        given = self.inputs.get("artifacts", {}).get(port["name"])
        listed = [self.artifact(port, described) for described in (given or {}).get("artifacts", [])]
        return listed if listed or (given is not None and port.get("list")) else None

    def artifact(self, port: dict, described: dict) -> Any:
        """Return an artifact as KFP describes it."""
        kind = self.kind(port, described.get("type", {}).get("schemaTitle", ""))
        make = getattr(kind, "_from_executor_fields", kind)
        return make(name=described.get("name"), uri=described.get("uri"), metadata=described.get("metadata"))

    def output(self, port: dict) -> Any:
        """Return what the function writes an output through: a path, or an artifact."""
        if "type" in port:
            path = self.place(port["name"])
            path.parent.mkdir(parents=True, exist_ok=True)
            return str(path)
        made = self.made[port["name"]]
        return made.path if port.get("path") else made

    def place(self, name: str) -> Path:
        """Return where the function writes a value that it does not return."""
        return Path(self.outputs["parameters"][name]["outputFile"])

    def made_of(self, value: Any, kind: str) -> Any:
        """Return a value as it is written; raise ValueError where it is none of that type."""
        return json.loads(dumps(conform(value, kind)))

    def write_value(self, port: dict, value: Any) -> None:
        """Note an output; one that the function wrote KFP's launcher reads itself."""
        if not port.get("path"):
            self.values[port["name"]] = value

    def write_artifact(self, port: dict, value: Any) -> None:
        """Describe an artifact, and write it where the function returned what is to be in it."""
        made = self.made[port["name"]]
        if isinstance(value, self.dsl.Artifact):
            made = value
        elif value is not None:
            Path(made.path).write_bytes(value if isinstance(value, bytes) else str(value).encode())
        described = {"name": made.name, "uri": made.uri, "metadata": made.metadata}
        if made.custom_path:
            described["custom_path"] = made.custom_path
        try:
            self.described[port["name"]] = {"artifacts": [json.loads(dumps(described))]}
        except ValueError as error:
            raise Fault(f"the metadata of output `{port['name']}` must be {error}") from None

    def finish(self) -> None:
        """Write the message."""
        parts = {"parameterValues": self.values, "artifacts": self.described}
        path = Path(self.outputs["outputFile"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({name: part for name, part in parts.items() if part}), "utf-8")


# ---- The program


def user_traceback(error: BaseException) -> str:
    """Return an exception's traceback and its causes', without the frames of this file."""

    def cut(report: traceback.TracebackException) -> None:
        ours = {__file__, "<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"}
        frames = [frame for frame in report.stack if frame.filename not in ours]
        report.stack = traceback.StackSummary.from_list(frames)
        for inner in (report.__cause__, report.__context__, *(getattr(report, "exceptions", None) or [])):
            if inner is not None:
                cut(inner)

    report = traceback.TracebackException.from_exception(error)
    cut(report)
    return "".join(report.format())


def in_one_line(error: BaseException) -> str:
    """Return what an exception is and says."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        text = "<an exception that cannot be shown>"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def fail(component: str, message: str, code: int = 1) -> int:
    """Say what went wrong, in one line, and return the exit code."""
    sys.stdout.flush()
    print(f"mlc: component `{component}` failed: {message[:2000]}", file=sys.stderr, flush=True)
    return code


def unpack(code: str, specification: str, executor_input: str) -> tuple[Path, dict]:
    """Put what KFP has on the command line into files as they are on Argo; return the specification's and the input."""
    spec, given, place = json.loads(specification), json.loads(executor_input), Path(code)
    if "file" not in spec:
        spec["file"], _, line = os.environ["MLC_SOURCE"].rpartition(":")
        spec["line"] = int(line)
    spec["root"] = str(Path(given["outputs"]["outputFile"]).parent)
    for part, suffix in (("text", ".py"), ("notebook", ".ipynb")):
        if part in spec:
            place.with_suffix(suffix).write_text(spec.pop(part), "utf-8")
    if spec["kind"] != "installed":
        spec["code"] = place.name
    written = place.with_suffix(".json")
    written.write_text(json.dumps(spec), "utf-8")
    return written, given


def main(*arguments: str) -> int:
    """Run a component, and return the exit code."""
    if arguments[0] == "kfp":
        engine: type = KfpTask
        specification, given = unpack(*arguments[1:])
    else:
        engine, specification = ArgoTask, Path(arguments[0])
        given = json.loads(Path(arguments[1]).read_text("utf-8"))
    spec = json.loads(specification.read_text("utf-8"))
    name = spec["component"]
    try:
        WORK.mkdir(parents=True, exist_ok=True)
        install(spec)
        share(specification)
        sys.path.insert(0, str(Path.cwd()))
        engine(load(specification), given).run()
    except Fault as fault:
        return fail(name, str(fault))
    except Stopped:
        return fail(name, "it was told to stop (SIGTERM)", 128 + signal.SIGTERM)
    except SystemExit as end:
        return fail(name, f"SystemExit: {end.code}", end.code % 256 or 1 if isinstance(end.code, int) else 1)
    except BaseException as error:
        print(user_traceback(error), end="", file=sys.stderr)
        return fail(name, in_one_line(error), 128 + signal.SIGINT if isinstance(error, KeyboardInterrupt) else 1)
    return 0


def stop(_signal: int, _frame: Any) -> None:
    """End the task so that the user's `finally` runs."""
    raise Stopped


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main(*sys.argv[1:]))
