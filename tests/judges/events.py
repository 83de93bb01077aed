"""Argo Events' own code judges what mlc emits for events, and says what each message starts; see argo/events/main.go.

In: the compiler. First Argo Events and argo_check.py look at every event source and sensor, those of the examples too.
Then the messages of argo/events/messages.toml are sent, as the services send them: what passes, what is created, and
with which arguments, read from the wire; a message that comes twice creates one object. At last the real
workflow-controller gets what was created: see `STARTS`. Out: what was otherwise than asserted, and a line of figures.
Needs root, for the containers' mounts.
"""

import argparse
import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from argo import play
from argo_manifests import findings
from common import JUDGES, OUT, ROOT, build, close, documents, indent

FOLDER = OUT / "argo-events-built"
ABSENT = "mlc:none"
PARTS = ("event", "id", "headers", "attributes", "topic", "key", "partition", "time")

STARTED = "tests/judges/argo/events/sources/started.ml"
HOSTILE = "{{workflow.name}} {{=1+1}} $(X) 😀\u007f"

# Events of each trigger of started.ml, as seconds before each and its number, and whether it starts something.
STARTS = {
    "churn-each": [(0, 1, True), (0, 1, False), (0, 2, True)],
    "churn-calm": [(0, 1, True), (1, 2, False), (6, 3, True), (0.5, 4, False)],
    "churn-alone": [(0, 1, True), (2, 2, False), (7, 3, True)],
}

Message = dict[str, Any]
Answer = dict[str, Any]


def messages() -> list[Message]:
    """The messages, with their large texts put in."""
    listed: list[Message] = tomllib.loads((JUDGES / "argo" / "events" / "messages.toml").read_text())["message"]
    for message in listed:
        if size := message.pop("large", None):
            large = "x{{y}}" * (size // 6)
            message["body"] = message["body"].replace("LARGE", large)
            message["arguments"] = json.loads(json.dumps(message["arguments"]).replace("LARGE", large))
    return listed


def built(mlc: Path, source: str) -> tuple[Path, str]:
    """The file that a source becomes, all its pipelines in one, and what the compiler says against it."""
    path = ROOT / source
    folder = FOLDER / path.stem
    file = folder / "all.yaml"
    if refused := build(mlc, path, folder, target="argo"):
        return file, refused
    parts = sorted(folder.glob("*.argo.yaml"))
    text = "---\n".join(part.read_text() for part in parts)
    for part in parts:
        part.unlink()
    file.write_text(text)
    return file, ""


def question(message: Message, files: dict[str, Path]) -> dict[str, Any]:
    """What the judge in Go is asked."""
    sent = {key: message[key] for key in PARTS if key in message}
    sent = {"id": "8c9f6a9d4f2b4f0e", "body": json.loads(message["body"])} | sent
    asked = {"file": str(files[message["source"]]), "sensor": message["sensor"]}
    return asked | {"times": message.get("times", 1), "message": sent}


def ask(questions: list[dict[str, Any]]) -> list[Answer]:
    """The answers of Argo Events' code."""
    command = [str(OUT / "argo-events")]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def read(text: str, like: object) -> object:
    """A wire text as a value of the kind of another."""
    if text == ABSENT:
        return None
    if isinstance(like, str):
        return json.loads(text[4:]) if text.startswith("mlc:") else text
    return json.loads(text)


def absent(value: object) -> object:
    """TOML has no null: it is written `<null>` inside of a record."""
    return json.loads(json.dumps(value).replace('"<null>"', "null"))


def differences(message: Message, answer: Answer) -> list[str]:
    """What came otherwise than asserted."""
    times, wrong = message.get("times", 1), []
    created, errors = answer["Created"] or [], answer["Errors"] or []
    if not message.get("passes", True):
        return [] if not answer["Passed"] else [f"passes {answer['Passed']}"]
    if (wanted := message.get("dependencies")) and set(answer["Passed"] or []) != set(wanted):
        wrong.append(f"passes {answer['Passed']}, and not {wanted}")
    if fails := message.get("fails"):
        if created or not any(fails in error for error in errors):
            wrong.append(f"expected no object and {fails!r}, got {len(created)} and {errors}")
        return wrong
    refused = [error for error in errors if error.endswith("already exists")]
    if len(created) != 1 or len(refused) != times - 1 or len(errors) != len(refused):
        return [*wrong, f"{times} times: created {len(created)}, {errors}"]
    [made] = created
    name = made["metadata"]["name"]
    if name != message.get("name", name) or not name.startswith(message["sensor"]) or len(name) > 63:
        wrong.append(f"name {name}")
    values = {parameter["name"]: parameter["value"] for parameter in made["spec"]["arguments"]["parameters"]}
    for key, value in message["arguments"].items():
        wire = values.get(key, "")
        if "{{" in wire or "}}" in wire or not wire:
            wrong.append(f"{key} travels as {wire!r}")
        elif read(wire, value) != absent(value):
            wrong.append(f"{key}: expected {value!r}, got {wire!r}")
    return wrong


def starts(file: Path) -> list[str]:
    """What the real controller makes of what the sensors of started.ml create, otherwise than asserted."""
    plan: list[dict[str, Any]] = []
    for sensor, events in STARTS.items():
        said = [
            {"event": "webhook", "id": str(number), "headers": {"x-by": HOSTILE}, "body": {}} for _, number, _ in events
        ]
        answers = ask([{"file": str(file), "sensor": sensor, "message": message} for message in said])
        creations = []
        for (wait, _, _), answer in zip(events, answers, strict=True):
            creations.append({"wait": wait, "object": answer["Created"][0]})
        plan.append({"name": sensor, "file": str(file), "creations": creations, "timeout": 60})
    wrong = []
    for entry, result in zip(plan, play(plan, (OUT / "argo-controller").resolve()), strict=True):
        sensor, events = entry["name"], STARTS[entry["name"]]
        refused = [text == "" for text in result.refused]
        if refused != [taken for _, _, taken in events]:
            wrong.append(f"{sensor}: {result.refused} {result.message}")
        runs = [run for run in result.started if run["Template"] == "churn"]
        texts = [read(run["Arguments"]["text"], "") for run in runs]
        if len(runs) != sum(taken for _, _, taken in events) or set(texts) != {HOSTILE}:
            wrong.append(f"{sensor}: {len(runs)} runs with {texts}")
        # A starter that has done its work may be gone before anybody sees its end.
        ends = {"churn": ["Succeeded"], "": ["Succeeded", "Gone"]}
        wrong += [f"{sensor}: {run}" for run in result.started if run["Phase"] not in ends[run["Template"]]]
    return wrong


def main() -> None:
    """Build, check, send."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    mlc = parser.parse_args().mlc.resolve()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    listed = messages()
    files: dict[str, Path] = {}
    examples = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "examples").rglob("triggers_*.ml"))]
    for source in dict.fromkeys([*(message["source"] for message in listed), *examples]):
        files[source], refused = built(mlc, source)
        if refused:
            print(f"{source}:\n{indent(refused)}")
            close("argo events", 0, 1)
    checked = ask([{"file": str(file)} for file in files.values()])
    failed = sum(len(answer["Invalid"] or []) for answer in checked)
    for answer in checked:
        for text in answer["Invalid"] or []:
            print(text)
    for file in files.values():
        if text := findings(file.parent):
            failed += 1
            print(indent(text))
    kinds = [document["kind"] for file in files.values() for document in documents(file)]
    for message, answer in zip(listed, ask([question(message, files) for message in listed]), strict=True):
        wrong = differences(message, answer)
        failed += bool(wrong)
        if wrong:
            print(f"{message['sensor']} {message['body'][:120]}:\n{indent(chr(10).join(wrong))}")
    started, refused = built(mlc, STARTED)
    for text in [refused] if refused else starts(started):
        failed += 1
        print(text)
    looked = f"{kinds.count('EventSource')} event sources and {kinds.count('Sensor')} sensors checked"
    counts = f", {looked}, {len(STARTS)} started by the real controller"
    close("argo events", len(listed) + len(STARTS) - failed, failed, counts)


if __name__ == "__main__":
    main()
