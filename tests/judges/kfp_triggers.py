"""Triggers for KFP, read by what will read them: the client, a stub of its API server, its back end and Kubernetes.

In: the compiler. Out: what went otherwise than it must, and lines of figures: for requests in the client's
models; runs of the starter against kfp_stub.py, just as its pod would run it; core objects of both targets against
Kubernetes' schemas, closed; and backend/schedules.go on cron lines, texts, recurring runs and stored pipelines.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import kubernetes_validate

from common import JUDGES, OUT, ROOT, build, documents, indent
from event_cases import CASES as EVENTS
from kfp_stub import Refusal, check
from starter_cases import CASES as STARTS

Json = dict[str, Any]
WORK = OUT / "kfp-triggers"
SOURCES = JUDGES / "triggers"
KUBERNETES = ["1.27", "1.37"]
CORE = {"v1", "batch/v1", "rbac.authorization.k8s.io/v1", "networking.k8s.io/v1"}
HEAD = '@image("x:1")\ncomponent say(text: String) container { command = ["echo", text] }\n'
HEAD += 'pipeline p(text: String = "") { say(text) }\n'


def total(name: str, passed: int, wrong: list[str], note: str = "") -> bool:
    """Print a line of figures after what is wrong."""
    for each in wrong:
        print(indent(each))
    print(f"{name}: {passed} passed, {len(wrong)} failed{note}", flush=True)
    return passed > 0 and not wrong


def built(mlc: Path) -> list[Path]:
    """Examples and this judge's sources, each built for both targets to a folder of its own."""
    shutil.rmtree(WORK, ignore_errors=True)
    with_triggers = [file for file in (ROOT / "examples").rglob("*.ml") if "\ntrigger " in file.read_text()]
    folders = []
    for source in [*with_triggers, *SOURCES.rglob("*.ml")]:
        for target in ("kfp", "argo"):
            folder = WORK / target / source.relative_to(ROOT).with_suffix("")
            more = ["--profile", "live"] if (source.parent / "mlc.toml").is_file() and "judges" in source.parts else []
            said = build(mlc, source, folder, *more, target=target)
            if said and "error[E0701]" not in said:
                sys.exit(f"{source} for {target}:\n{said}")
            folders.append(folder)
    return folders


def requests(folders: list[Path]) -> list[tuple[Path, Json, Json]]:
    """All requests of triggers for KFP, with their folder and the object that the starter runs in."""
    found = []
    for file in [file for folder in folders for file in folder.glob("*.kfp.triggers.yaml")]:
        objects = documents(file)
        maps = {each["metadata"]["name"]: each["data"] for each in objects if each["kind"] == "ConfigMap"}
        for each in objects:
            if each["kind"] in {"Job", "CronJob"}:
                spec = each["spec"]["jobTemplate"]["spec"] if each["kind"] == "CronJob" else each["spec"]
                volume = spec["template"]["spec"]["volumes"][0]["configMap"]["name"]
                found.append((file.parent, json.loads(maps.pop(volume)["request.json"]), each))
        # What a sensor creates is its event's matter: event_cases.py.
        named = [({"metadata": {"name": name}}, data) for name, data in maps.items() if "request.json" in data]
        found += [(file.parent, json.loads(data["request.json"]), each) for each, data in named]
    return found


def in_models(found: list[tuple[Path, Json, Json]]) -> bool:
    """The client's models take what is posted, closed, and give it back as it was."""
    wrong = []
    for folder, request, each in found:
        recurring = "trigger" in request["body"]
        posted = {**request["body"], "experiment_id": "e", "pipeline_version_reference": {"pipeline_id": "p"}}
        try:
            check("V2beta1RecurringRun" if recurring else "V2beta1Run", posted)
        except Refusal as refusal:
            wrong.append(f"{folder.name}: {each['metadata']['name']}: {refusal}")
    return total("kfp requests", len(found) - len(wrong), wrong)


def on_cluster(folders: list[Path]) -> bool:
    """Kubernetes' schemas take every core object, closed."""
    passed, wrong = 0, []
    for file in [file for folder in folders for file in folder.glob("*.yaml")]:
        for each in documents(file):
            if each.get("apiVersion") not in CORE:
                continue
            for release in KUBERNETES:
                try:
                    kubernetes_validate.validate(each, release, strict=True)
                    passed += 1
                except kubernetes_validate.ValidationError as error:
                    where = ".".join(map(str, error.path))
                    wrong.append(f"{file}: {each['kind']} on {release}: {where}: {error.message}")
    return total("core objects", passed, wrong, f", Kubernetes {' and '.join(KUBERNETES)}")


def started(found: list[tuple[Path, Json, Json]]) -> bool:
    """The starter does as it must, in each case."""
    cases = [*STARTS, *EVENTS]
    known = {(request["version"] != "", each["metadata"]["name"]): (request, each) for _, request, each in found}

    def outcome(case: Callable[..., None]) -> str:
        try:
            case(known, WORK / "pods" / case.__name__)
        except Exception as error:
            return f"{case.__name__}: {case.__doc__}\n{type(error).__name__}: {error}"
        return ""

    with ThreadPoolExecutor(len(cases)) as pool:
        wrong = [text for text in pool.map(outcome, cases) if text]
    return total("kfp starter", len(cases) - len(wrong), wrong)


def refused_lines(mlc: Path, lines: list[str], name: str) -> set[int]:
    """Which of the triggers, one a line, the compiler refuses; all that it takes are built for KFP."""
    source = WORK / f"{name}.ml"
    text = HEAD + "".join(f"trigger t{number} = {line} \n" for number, line in enumerate(lines))
    source.write_text(text)
    done = subprocess.run([mlc, "build", source, "-t", "kfp", "-o", WORK / name, "--color", "never"], **QUIET)
    refused = {int(line) - HEAD.count("\n") - 1 for line in re.findall(rf"{name}\.ml:(\d+):\d+ \]", done.stderr)}
    assert all(0 <= number < len(lines) for number in refused), done.stderr
    return refused


QUIET: Json = {"capture_output": True, "text": True, "check": False}


def cron_claims(mlc: Path) -> list[Json]:
    """What the compiler says of the table's cron lines, and what KFP gets of those that it takes."""
    table = tomllib.loads((SOURCES / "crons.toml").read_text())
    lines = [*table["lines"], *table["stricter"]]
    triggers = [f"schedule({json.dumps(line)}) -> p()" for line in lines]
    refused = refused_lines(mlc, triggers, "crons")
    taken = [number for number in range(len(lines)) if number not in refused]
    assert not refused_lines(mlc, [triggers[number] for number in taken], "taken-crons")
    six = {
        int(each["metadata"]["name"].removeprefix("p-t").rsplit("-", 1)[0]): request["body"]["trigger"]
        for _, request, each in requests([WORK / "taken-crons"])
    }
    claims = [
        {"line": line, "taken": number not in refused, "stricter": table["stricter"].get(line, "")}
        for number, line in enumerate(lines)
    ]
    for place, number in enumerate(taken):
        claims[number]["six"] = six[place]["cron_schedule"]["cron"]
    return claims


def in_back_end(mlc: Path, folders: list[Path], found: list[tuple[Path, Json, Json]]) -> bool:
    """The back end's own code agrees with what is claimed of it."""
    texts = json.loads((SOURCES / "texts.json").read_text())
    quoted = [json.dumps(text, ensure_ascii=False) for text in texts]
    refused = refused_lines(mlc, [f'schedule("@daily") -> p(text = {text})' for text in quoted], "texts")
    runs = [
        {
            "ir": str(next(file for file in folder.glob("*.kfp.yaml"))),
            "cron": request["body"]["trigger"]["cron_schedule"]["cron"],
            "parameters": request["body"]["runtime_config"]["parameters"],
        }
        for folder, request, _ in found
        if "trigger" in request["body"]
    ]
    # The macro for the time arrives as it stands: that is why a schedule whose arguments tell it is a cron job.
    runs.append({**runs[0], "parameters": {"day": "[[ScheduledTime]] [[RunUUID]]"}})
    stored, wrong = [], []
    for file in [file for folder in folders for file in folder.glob("*.kfp.pipeline.yaml")]:
        objects = documents(file)
        lines = WORK / f"stored-{len(stored)}.jsonl"
        lines.write_text("".join(json.dumps(each) + "\n" for each in objects))
        stored.append(str(lines))
        spec = objects[1]["spec"]
        own = [each for each in (spec["pipelineSpec"], spec.get("platformSpec")) if each]
        if own != documents(file.with_name(file.name.replace(".kfp.pipeline.", ".kfp."))):
            wrong.append(f"{file}: holds another pipeline than the file beside it")
    claims = WORK / "claims.json"
    texts = [{"text": text, "refused": number in refused} for number, text in enumerate(texts)]
    claims.write_text(json.dumps({"crons": cron_claims(mlc), "texts": texts, "runs": runs, "stored": stored}))
    done = subprocess.run([OUT / "backend", "schedules", claims], check=False)
    return total("stored pipelines", len(stored) - len(wrong), wrong) and done.returncode == 0


def main() -> None:
    """Build, and let all speak."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    mlc = parser.parse_args().mlc.resolve()
    folders = built(mlc)
    found = requests(folders)
    fine = [in_models(found), on_cluster(folders), in_back_end(mlc, folders, found), started(found)]
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
