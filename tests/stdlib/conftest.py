"""What the tests stand on: the emitted components, MLflow's server, an HTTP listener.

In: the compiler by $MLC; MLflow's server in `target/stdlib/server`. Out: the fixtures `component`,
`tracking_server` and `listener`. A component is run as KFP runs it: the emitted command, its pip
step left out, with an executor input of our making, in a process of its own.
"""

import contextlib
import http.server
import json
import os
import pathlib
import socket
import subprocess
import threading
import time
import urllib.request
from dataclasses import dataclass, field

import pytest
import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SPEAKERS = ("mlflow: ", "webhook: ")


@dataclass
class Ran:
    """How a component ended: exit code, its output parameters and artifacts, what it printed."""

    code: int
    outputs: dict
    artifacts: dict
    log: str

    @property
    def message(self):
        """The end of its log, from the last line that a component of ours wrote: why it failed."""
        lines = self.log.strip().splitlines()
        ours = [place for place, line in enumerate(lines) if line.startswith(SPEAKERS)]
        return "\n".join(lines[ours[-1] :]) if ours else self.log


class Components:
    """The executors of one IR document, to be run by name."""

    def __init__(self, document, folder):
        self.folder = folder
        self.runs = 0
        self.components = document["components"]
        self.commands = {}
        for label, executor in document["deploymentSpec"]["executors"].items():
            words = executor.get("container", {}).get("args", [])
            if "--function_to_execute" in words:
                name = words[words.index("--function_to_execute") + 1]
                self.commands[name] = (label, executor["container"])

    def definition(self, name):
        """The component that the executor of that name belongs to."""
        label, _ = self.commands[name]
        return next(c for c in self.components.values() if c.get("executorLabel") == label)

    def run(self, name, inputs=None, artifacts=None, **environment):
        """Runs a component; `artifacts` are paths by the inputs' names."""
        self.runs += 1
        folder = self.folder / f"{self.runs}-{name}"
        folder.mkdir()
        definition = self.definition(name)
        command = self.commands[name][1]["command"]
        # sh -c PIP-STEP sh -ec PROGRAM SOURCE: what follows the pip step is run.
        start = next(i for i, word in enumerate(command) if "executor_main" in word) - 2
        executor_input = self.executor_input(folder, definition, inputs or {}, artifacts or {})
        words = command[start:] + ["--executor_input", json.dumps(executor_input)]
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MLFLOW_")}
        done = subprocess.run(
            words + ["--function_to_execute", name],
            env={**clean, "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0", **environment},
            capture_output=True,
            text=True,
            timeout=120,
        )
        made = {}
        result = folder / "executor_output.json"
        if result.exists():
            made = json.loads(result.read_text())
        return Ran(
            done.returncode,
            made.get("parameterValues", {}),
            made.get("artifacts", {}),
            done.stdout + done.stderr,
        )

    @staticmethod
    def executor_input(folder, definition, inputs, artifacts):
        """KFP's contract: given inputs, defaults of those left out, and where outputs belong."""
        declared = definition.get("inputDefinitions", {})
        unknown = set(inputs) - set(declared.get("parameters", {}))
        unknown |= set(artifacts) - set(declared.get("artifacts", {}))
        assert not unknown, f"the component has no input {unknown}"
        values = {
            name: parameter["defaultValue"]
            for name, parameter in declared.get("parameters", {}).items()
            if "defaultValue" in parameter
        }

        def artifact(name, schema, path):
            made = {"name": name, "type": schema, "uri": str(path), "metadata": {}}
            return {"artifacts": [made]}

        outputs = definition.get("outputDefinitions", {})
        return {
            "inputs": {
                "parameterValues": {**values, **inputs},
                "artifacts": {
                    name: artifact(name, declared["artifacts"][name]["artifactType"], path)
                    for name, path in artifacts.items()
                },
            },
            "outputs": {
                "parameters": {
                    name: {"outputFile": str(folder / name)}
                    for name in outputs.get("parameters", {})
                },
                "artifacts": {
                    name: artifact(name, made["artifactType"], folder / name)
                    for name, made in outputs.get("artifacts", {}).items()
                },
                "outputFile": str(folder / "executor_output.json"),
            },
        }


@pytest.fixture(scope="session")
def build(tmp_path_factory):
    """Builds a source file; gives the path of its IR."""
    compiler = os.environ.get("MLC", str(ROOT / "target/release/mlc"))

    def to_file(source, *options):
        built = tmp_path_factory.mktemp("built") / "pipeline.yaml"
        command = [compiler, "build", str(source), "-o", str(built), *options]
        subprocess.run(command, check=True)
        return built

    return to_file


@pytest.fixture(scope="session")
def document(build):
    """The IR of `probe.ml`."""
    return pipeline_spec(build(HERE / "probe.ml"))


def pipeline_spec(path):
    """The first document of an IR file; the platform's follows it, if there is one."""
    return next(iter(yaml.safe_load_all(path.read_text())))


@pytest.fixture(scope="session")
def component(document, tmp_path_factory):
    """Runs a component of `probe.ml` by name."""
    return Components(document, tmp_path_factory.mktemp("runs")).run


def free_port():
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def nowhere():
    """The address of a server that is down."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture(scope="session")
def tracking_server(tmp_path_factory):
    """The address of MLflow's server, on SQLite and a folder."""
    folder = tmp_path_factory.mktemp("mlflow")
    port = free_port()
    command = [
        *(ROOT / "target/stdlib/server/bin/python", "-m", "mlflow", "server"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--backend-store-uri", f"sqlite:///{folder}/mlflow.db"),
        *("--artifacts-destination", str(folder / "artifacts")),
    ]
    address = f"http://127.0.0.1:{port}"
    with (folder / "log").open("wb") as log:
        # A group of its own: the server starts workers, which end with it.
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, process_group=0)
        try:
            wait_for(f"{address}/health", server, folder / "log")
            yield address
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, 15)
            server.wait(timeout=30)


def wait_for(address, process, log):
    """Returns when the address answers; fails with the log if it never does."""
    for _ in range(240):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.5)
    pytest.fail(f"MLflow's server did not start:\n{log.read_text()}")


@dataclass
class Listener:
    """An HTTP listener: what it was sent, and what it answers, in turn; the last answer stays."""

    url: str = ""
    answers: list = field(default_factory=lambda: [200])
    requests: list = field(default_factory=list)


@pytest.fixture
def listener():
    """A listener on the loopback that keeps what is posted."""
    kept = Listener()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.requests.append((self.path, dict(self.headers), json.loads(body)))
            self.do_GET()

        def do_GET(self):
            code = kept.answers.pop(0) if len(kept.answers) > 1 else kept.answers[0]
            self.send_response(code)
            if 300 <= code < 400:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(b"the listener's answer")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_port}/hooks/s3cr3t"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield kept
    server.shutdown()
    server.server_close()
