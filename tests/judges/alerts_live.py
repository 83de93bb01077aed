"""A drift goes all the way: Prometheus and Alertmanager bring it to the webhook, and its message starts a run.

In: the compiler. alerts/live.ml is built for the Prometheus operator, and the operator's own code makes the rules and
the configuration (see alerts.py). Both servers run on loopback; an exporter of ours tells the score, and a proxy that
Alertmanager is told to use is where all webhooks end. Asserted: no message before the drift; one when it comes, of one
alert, at the URL of the event source and with the token of the secret; none when it is over; another when it comes
again. Each message then goes through the sensor, by Argo Events' own code (argo/events/main.go): sent twice, it starts
one run, whose arguments it fills. Out: what was otherwise, the messages in target/judges/alerts-live, and figures.
"""

import argparse
import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from alerts import run
from common import JUDGES, OUT, build, close, documents

FOLDER = OUT / "alerts-live"
URL = "http://churn-drifted-eventsource-svc.ml.svc:12000/alertmanager"
ARGUMENTS = {"alert": "Drifted", "model": "churn", "score": "0.5"}
PATIENCE = 60

Message = dict[str, Any]


class World(ThreadingHTTPServer):
    """The exporter, and the proxy at which webhooks arrive."""

    def __init__(self) -> None:
        """Listens."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.score = 0.1
        self.messages: list[Message] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def place(self) -> str:
        """Its address."""
        return f"127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Tells the score, takes messages."""

    server: World

    def do_GET(self) -> None:
        """The score as Prometheus reads it, of two features and the pod that tells it."""
        series = [("plan", self.server.score), ("visits", self.server.score / 2)]
        lines = [f'mlc_drift_score{{model="churn",metric="psi",feature="{name}"}} {score}' for name, score in series]
        self.answer(("\n".join(lines) + "\n").encode())

    def do_POST(self) -> None:
        """A webhook of Alertmanager."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.messages.append(
            {"url": self.path, "authorization": self.headers["Authorization"], "body": json.loads(body)}
        )
        self.answer(b"")

    def answer(self, body: bytes) -> None:
        """200 with a text."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def free() -> str:
    """An address nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def hastened(file: Path, proxy: str) -> Path:
    """The configuration with short times, and the proxy."""
    configuration = documents(file)[0]
    for route in configuration["route"]["routes"]:
        route["group_interval"] = "2s"
    for receiver in configuration["receivers"]:
        for webhook in receiver.get("webhook_configs", []):
            webhook["http_config"]["proxy_url"] = f"http://{proxy}"
    out = file.parent / "live.yaml"
    out.write_text(yaml.safe_dump(configuration))
    return out


def started(world: World, rules: Path, configuration: Path) -> list[subprocess.Popen[bytes]]:
    """Prometheus and Alertmanager."""
    told, asked = free(), free()
    own = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(rules)],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": [told]}]}]},
        "scrape_configs": [{"job_name": "drift", "static_configs": [{"targets": [world.place]}]}],
    }
    prometheus = FOLDER / "prometheus.yaml"
    prometheus.write_text(yaml.safe_dump(own))
    calls = {
        "prometheus": [
            f"--config.file={prometheus}",
            f"--storage.tsdb.path={FOLDER / 'tsdb'}",
            f"--web.listen-address={asked}",
        ],
        "prometheus-alertmanager": [
            f"--config.file={configuration}",
            f"--storage.path={FOLDER / 'alertmanager'}",
            f"--web.listen-address={told}",
            "--cluster.listen-address=",
        ],
    }
    return [subprocess.Popen([name, *call], stderr=(FOLDER / f"{name}.log").open("wb")) for name, call in calls.items()]


def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Waits for something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return holds()


def drift(world: World) -> list[str]:
    """Drifts, recovers, drifts again; says what came otherwise than it should."""
    said, messages = [], world.messages
    if until(lambda: bool(messages), 8):
        return ["a message came before the drift"]
    for count in (1, 2):
        world.score = 0.5
        if not until(lambda count=count: len(messages) >= count):
            return [*said, f"no message {count}"]
        if until(lambda count=count: len(messages) > count, 6):
            said.append("an alert that lasts was told twice")
        world.score = 0.1
        if until(lambda count=count: len(messages) > count, 15):
            said.append("the end of an alert was told")
    return said


def wrong(message: Message) -> list[str]:
    """What is otherwise than it should be in a message."""
    said, body = [], message["body"]
    if message["url"] != URL or message["authorization"] != "Bearer mlc-alerts/token":
        said.append(f"it went to {message['url']} with {message['authorization']}")
    if body["status"] != "firing" or len(body["alerts"]) != 1:
        return [*said, f"{body['status']}, {len(body['alerts'])} alerts"]
    [alert] = body["alerts"]
    if alert["annotations"]["value"] != "0.5" or alert["labels"]["owner"] != "ml-platform":
        said.append(f"{alert}")
    return said


def runs(file: Path, messages: list[Message]) -> list[str]:
    """What the sensor makes of the messages, each sent twice, if it is otherwise than one run with its arguments."""
    asked = [
        {
            "file": str(file),
            "sensor": "churn-drifted",
            "times": 2,
            "message": {"event": "alertmanager", "id": f"{at}", "body": message["body"]},
        }
        for at, message in enumerate(messages)
    ]
    done = subprocess.run([OUT / "argo-events"], input=json.dumps(asked), capture_output=True, text=True, check=False)
    if done.returncode:
        return [done.stderr]
    said, names = [], set()
    for answer in json.loads(done.stdout):
        created = answer["Created"] or []
        if len(created) != 1:
            said.append(f"{len(created)} runs, {answer['Errors']}")
            continue
        names.add(created[0]["metadata"]["name"])
        parameters = {one["name"]: one["value"] for one in created[0]["spec"]["arguments"]["parameters"]}
        if parameters != ARGUMENTS:
            said.append(f"arguments {parameters}")
    return said if said or len(names) == len(messages) else [f"two drifts are one run: {names}"]


def main() -> None:
    """Build, run, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    mlc = parser.parse_args().mlc.resolve()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    built = FOLDER / "churn.yaml"
    refused = build(mlc, JUDGES / "alerts" / "live.ml", built, "--profile", "prod", target="argo")
    if said := refused or run(OUT / "alerts", FOLDER, built):
        print(said)
        close("alerts live", 0, 1)
    world = World()
    servers = started(world, FOLDER / "churn.rules.yaml", hastened(FOLDER / "churn.alertmanager.yaml", world.place))
    begin = time.monotonic()
    try:
        faults = drift(world)
    finally:
        for server in servers:
            server.terminate()
            server.wait()
    for at, message in enumerate(world.messages):
        (FOLDER / f"message-{at + 1}.json").write_text(json.dumps(message["body"], indent=2))
        faults += wrong(message)
    faults += runs(built, world.messages)
    for fault in faults:
        print(fault)
    close(
        "alerts live", len(world.messages), len(faults), f" messages in {time.monotonic() - begin:.0f} s, each one run"
    )


if __name__ == "__main__":
    main()
