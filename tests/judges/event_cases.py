"""What an event becomes on KFP: Argo Events' own code makes the job, and the starter starts the run of it.

In: what starter_cases.py gets. Out: a failed assertion where something went otherwise. The job's annotations are laid
out as the files of its downward-API volume, under the names that the volume gives them.
"""

import re
from pathlib import Path
from typing import Any

from common import OUT
from events import ask
from kfp_stub import Server
from starter_cases import Known, Pod, fresh

Json = dict[str, Any]
FILE = OUT / "kfp-triggers" / "kfp" / "tests" / "judges" / "triggers" / "events" / "nightly.kfp.triggers.yaml"
HOSTILE = "{{workflow.name}} {{=1+1}} $(JOB) ${x} \"'`\\ \n\t\u007f\u0001 😀 [[RunUUID ]] ü"
LARGE = "x{{y}}" * 16_000


def created(sensor: str, identity: str, shop: str, body: Json, times: int = 1) -> Json:
    """The job that the sensor creates for a message; one, however often it comes."""
    message = {"event": "webhook", "id": identity, "headers": {"X-Shop": shop}, "body": body}
    [answer] = ask([{"file": str(FILE), "sensor": sensor, "times": times, "message": message}])
    assert len(answer["Created"] or []) == 1, answer["Errors"]
    return answer["Created"][0]


def started(known: Known, folder: Path, job: Json, server: Server, name: str) -> tuple[int, str]:
    """Run the job's container, with the files that its volumes hold."""
    template = job["spec"]["template"]
    notes, volumes = template["metadata"]["annotations"], {each["name"]: each for each in template["spec"]["volumes"]}
    files = folder / "event"
    files.mkdir(parents=True, exist_ok=True)
    for item in volumes["event"]["downwardAPI"]["items"]:
        note = re.fullmatch(r"metadata\.annotations\['(.*)'\]", item["fieldRef"]["fieldPath"])[1]
        (files / item["path"]).write_text(notes[note])
    pod = Pod(known, folder, volumes["starter"]["configMap"]["name"], made=job)
    return pod.run(server, name)


def an_event_starts_one_run(known: Known, folder: Path) -> None:
    """A message that comes twice makes one job; its values arrive as they are, however odd or large."""
    body = {"id": -7, "tags": ["{{a}}", "}}", HOSTILE, LARGE], "note": None}
    job = created("nightly-each", "8c9f", HOSTILE, body, times=2)
    name = job["metadata"]["name"]
    assert re.fullmatch(r"nightly-each-\w{10}", name), name
    server = fresh()
    for _ in range(2):
        assert started(known, folder, job, server, name)[0] == 0
    [run] = server.kept["runs"].values()
    assert run["display_name"] == name
    wanted = {"text": HOSTILE, "size": -7, "more": body, "same": "$(JOB)"}
    assert run["runtime_config"]["parameters"] == wanted, str(run)[:2000]


def a_changed_text_starts_nothing(known: Known, folder: Path) -> None:
    """KFP would put a value of its own into what the event brings: nothing is started."""
    job, server = created("nightly-each", "1", "at [[CurrentTime]]", {"id": 1, "tags": []}), fresh()
    code, said = started(known, folder, job, server, job["metadata"]["name"])
    assert code == 1 and "`text` holds [[CurrentTime" in said and not server.kept["runs"], said


def a_cooldown_is_a_name(known: Known, folder: Path) -> None:
    """All events make a job of one name, which stays for the time; the run has the event's own."""
    jobs = [created("nightly-calm", identity, "a", {"id": 1, "tags": []}) for identity in "12"]
    names = [job["spec"]["template"]["metadata"]["annotations"]["run"] for job in jobs]
    assert [job["metadata"]["name"] for job in jobs] == ["nightly-calm", "nightly-calm"], jobs
    assert [job["spec"]["ttlSecondsAfterFinished"] for job in jobs] == [3600, 3600], jobs
    assert len(set(names)) == 2, names
    server = fresh()
    assert started(known, folder, jobs[0], server, names[0])[0] == 0
    assert [run["display_name"] for run in server.kept["runs"].values()] == names[:1]


def a_lone_event_waits(known: Known, folder: Path) -> None:
    """The job of one name lasts as long as its run, and goes then."""
    job, server = created("nightly-lone", "1", "a", {"id": 1, "tags": []}), fresh()
    assert job["metadata"]["name"] == "nightly-lone" and job["spec"]["ttlSecondsAfterFinished"] == 0, job
    server.looks = 3
    assert started(known, folder, job, server, "nightly-lone-1")[0] == 0
    assert server.asked.count("get_run") == 3, server.asked


CASES = [an_event_starts_one_run, a_changed_text_starts_nothing, a_cooldown_is_a_name, a_lone_event_waits]
