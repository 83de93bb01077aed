"""Argo Events' own code judges what mlc emits for events, and says what each message starts; see argo/events/main.go.

In: the compiler. First every event source and sensor is checked, by Argo Events and by argo_check.py. Then the messages of
argo/events/messages.toml are sent, as the services send them: what passes, what is created, and with which arguments,
read from the wire; a message that comes twice creates one object. Out: what was otherwise than asserted, and a line of
figures.
"""

import argparse
import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from argo_manifests import findings
from common import JUDGES, OUT, ROOT, build, close, documents, indent

FOLDER = OUT / "argo-events-built"
ABSENT = "mlc:none"

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
    profile = ["--profile", "prod"] if (path.parent / "mlc.toml").is_file() else []
    if refused := build(mlc, path, folder, *profile, target="argo"):
        return file, refused
    parts = sorted(folder.glob("*.argo.yaml"))
    text = "---\n".join(part.read_text() for part in parts)
    for part in parts:
        part.unlink()
    file.write_text(text)
    return file, ""


def question(message: Message, files: dict[str, Path]) -> dict[str, Any]:
    """What the judge in Go is asked."""
    sent = {
        key: message[key]
        for key in ("event", "id", "headers", "attributes", "topic", "key", "partition", "time")
        if key in message
    }
    sent = {"id": "8c9f6a9d4f2b4f0e", "body": json.loads(message["body"])} | sent
    return {
        "file": str(files[message["source"]]),
        "sensor": message["sensor"],
        "times": message.get("times", 1),
        "message": sent,
    }


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
    if wanted := message.get("dependencies"):
        if set(answer["Passed"] or []) != set(wanted):
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


def main() -> None:
    """Build, check, send."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    mlc = parser.parse_args().mlc.resolve()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    listed = messages()
    files: dict[str, Path] = {}
    for source in dict.fromkeys(message["source"] for message in listed):
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
    counts = f", {kinds.count('EventSource')} event sources and {kinds.count('Sensor')} sensors checked"
    close("argo events", len(listed) - failed, failed, counts)


if __name__ == "__main__":
    main()
