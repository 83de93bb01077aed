"""What the starter (compiler/runtime/starter.py) does against a stub of KFP's API server, case by case.

In: the requests and objects that were built, by whether they name a version and by the object's name. Out: a failed
assertion where something went otherwise. The program runs as its container's command says, with the files where the
pod's volumes would put them; only the address of the server, the token's place and the pauses are this machine's.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from kfp_stub import Server

Json = dict[str, Any]
Known = dict[tuple[bool, str], tuple[Json, Json]]
PYTHON = os.environ.get("STARTER_PYTHON", os.path.realpath(sys.executable))
TOKEN = "a-token"
NOON = 1_782_820_800 // 60  # 2026-06-30T12:00:00Z in minutes


class Pod:
    """The starter's pod, by the trigger whose starter it is."""

    def __init__(
        self, known: Known, folder: Path, name: str, *, stored: bool = False, made: Json | None = None
    ) -> None:
        """Lay out the files as the pod's volumes say."""
        self.request, self.object = next(
            found
            for (kept, kind), found in known.items()
            if kept == stored and re.fullmatch(rf"{name}(-\w{{8}})?", kind)
        )
        self.object = made or self.object
        self.folder = folder
        self.given = json.loads(json.dumps(self.request))

    def run(self, server: Server | None, job: str = "") -> tuple[int, str]:
        """Run the container's command; its exit code and what it says."""
        template = self.object["spec"].get("jobTemplate", self.object)["spec"]["template"]["spec"]
        [container] = template["containers"]
        self.folder.mkdir(parents=True, exist_ok=True)
        starter = Path(__file__).resolve().parents[2] / "compiler" / "runtime" / "starter.py"
        self.given["api"] = server.address if server else "http://127.0.0.1:1"
        (self.folder / "starter.py").write_text(starter.read_text())
        (self.folder / "request.json").write_text(json.dumps(self.given))
        (self.folder / "token").write_text(TOKEN + "\n")
        places = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
        assert places["token"] + "/token" == "/var/run/secrets/kubeflow/pipelines/token", places
        command = [part.replace(places["starter"], str(self.folder)) for part in container["command"]]
        command = [part.replace(places.get("event", "none"), str(self.folder / "event")) for part in command]
        named = [part for part in command if part.startswith("$(")]
        assert len(named) == bool(job), command
        command = [PYTHON, *(job if part in named else part for part in command[1:])]
        # Isolated, Python does not look at its own variables, and the program has but these.
        env = {"KF_PIPELINES_SA_TOKEN_PATH": str(self.folder / "token"), "MLC_PAUSE": "0.05"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, timeout=120)
        said = done.stdout + done.stderr
        assert said.count("\n") == 1, said
        assert (done.returncode == 0) == (done.stderr == ""), said
        if server:
            assert not server.refused, server.refused
        return done.returncode, said.strip()


def fresh(*versions: str) -> Server:
    """A server with the pipeline in its versions, the oldest first, that asks for the token."""
    server = Server({"nightly": list(versions or ("v1", "v2", "v3"))})
    server.token = TOKEN
    return server


def a_schedule_is_made(known: Known, folder: Path) -> None:
    """The newest version is scheduled in an experiment that is made, with the arguments as they are."""
    server, pod = fresh(), Pod(known, folder, "nightly-hostile")
    assert pod.run(server)[0] == 0
    [made] = server.kept["recurring_runs"].values()
    [place] = server.kept["experiments"].values()
    assert place["display_name"] == "nightly"
    assert made["experiment_id"] == place["experiment_id"]
    reference = {"pipeline_id": "id-of-nightly", "pipeline_version_id": "id-of-v3"}
    assert made["pipeline_version_reference"] == reference, made
    assert made["mode"] == "ENABLE" and made["no_catchup"] is False, made
    given = made["runtime_config"]["parameters"]
    note = 'it\'s "{{workflow.name}}" {{=1+1}} $(JOB) ${x} %s \\n `id` ü\n\ttab [[RunUUID ]] ]] {{$.x}}'
    deep = [1, 2.5, {"a b": "$(JOB)"}]
    config = {"[[CurrentTime]]": "{{$.inputs}}", "deep": deep}
    many = ["", "[[RunUUID]]", "-n", "--"]
    assert given == {"note": note, "config": config, "number": -7, "rate": 0.1, "sure": True, "many": many}, given


def a_disabled_one_is_made_disabled(known: Known, folder: Path) -> None:
    """`@enabled(false)`: there, and starts nothing."""
    server = fresh()
    assert Pod(known, folder, "nightly-quiet").run(server)[0] == 0
    assert [made["mode"] for made in server.kept["recurring_runs"].values()] == ["DISABLE"]


def a_version_by_name_is_scheduled(known: Known, folder: Path) -> None:
    """Where pipelines are objects, the version that was built is meant, on whatever page it stands."""
    pod = Pod(known, folder, "nightly-plain", stored=True)
    server = fresh(pod.request["version"], "a", "b", "c", "d")
    assert pod.run(server)[0] == 0
    [made] = server.kept["recurring_runs"].values()
    assert made["pipeline_version_reference"]["pipeline_version_id"] == "id-of-" + pod.request["version"]
    [place] = server.kept["experiments"].values()
    assert place["display_name"] == "100% of a+b" and place["namespace"] == "ml", place
    assert pod.run(server)[0] == 0
    assert len(server.kept["experiments"]) == 1


def older_ones_go(known: Known, folder: Path) -> None:
    """Older recurring runs of the name are turned off and deleted, but for those whose runs are under way."""
    server, pod = fresh(), Pod(known, folder, "nightly-plain")
    place = {"display_name": "nightly", "experiment_id": "e"}
    server.kept["experiments"]["e"] = place
    for name in ("idle", "busy", "idle2", "idle3"):
        old = {"display_name": "nightly-plain", "experiment_id": "e", "recurring_run_id": name, "mode": "ENABLE"}
        server.kept["recurring_runs"][name] = old
        run = {"display_name": name, "experiment_id": "e", "run_id": name, "recurring_run_id": name}
        server.kept["runs"][name] = {**run, "state": "PENDING" if name == "busy" else "FAILED"}
    other = {"display_name": "nightly-other", "experiment_id": "e", "recurring_run_id": "other", "mode": "ENABLE"}
    server.kept["recurring_runs"]["other"] = other
    code, said = pod.run(server)
    assert code == 0 and "in the place of 4 older" in said, said
    left = {found["recurring_run_id"]: found["mode"] for found in server.kept["recurring_runs"].values()}
    assert len(left) == 3 and left.pop("busy") == "DISABLE" and left.pop("other") == "ENABLE", left
    assert list(left.values()) == ["ENABLE"], left
    asked = server.asked
    assert asked.index("create_recurring_run") < asked.index("disable_recurring_run"), asked
    assert list(server.kept["experiments"]) == ["e"]


def a_cron_job_starts_one_run(known: Known, folder: Path) -> None:
    """One run a job, named as the job; its times are those at which it was due, in the schedule's zone."""
    server, pod = fresh(), Pod(known, folder, "nightly-berlin")
    for _ in range(2):
        assert pod.run(server, f"nightly-berlin-{NOON}")[0] == 0
    [run] = server.kept["runs"].values()
    assert run["display_name"] == f"nightly-berlin-{NOON}", run
    given = run["runtime_config"]["parameters"]
    assert given["day"] == "2026-06-30", given
    assert given["note"] == "29.06.2026 14:00:00 180 26 % {{x}} $(JOB)", given
    config = {"at": "at 2026-06-30T12:00:00Z {{workflow.name}} $(JOB)", "all": ["2026-06-30", "[[CurrentTime]]"]}
    assert given["config"] == config, given
    assert given["many"] == ["2026-06-30", "x"], given


def days_begin_in_the_zone(known: Known, folder: Path) -> None:
    """Over the turns of summer time a date is the one of the schedule's zone."""
    # In Berlin: 2026-03-28 23:30, 2026-03-29 00:30 (+1), 2026-03-30 00:30 (+2), 2026-10-24 23:30 (+2), 25th 23:30 (+1)
    for due, day, noted in [
        ("2026-03-28T22:30", "2026-03-28", "27.03.2026 23:30:00"),
        ("2026-03-28T23:30", "2026-03-29", "28.03.2026 00:30:00"),
        ("2026-03-29T22:30", "2026-03-30", "28.03.2026 23:30:00"),
        ("2026-10-24T21:30", "2026-10-24", "23.10.2026 23:30:00"),
        ("2026-10-25T22:30", "2026-10-25", "25.10.2026 00:30:00"),
    ]:
        server, pod = fresh(), Pod(known, folder, "nightly-berlin")
        minutes = int(subprocess.check_output(["date", "-u", "-d", due + "Z", "+%s"])) // 60
        assert pod.run(server, f"nightly-berlin-{minutes}")[0] == 0
        [run] = server.kept["runs"].values()
        given = run["runtime_config"]["parameters"]
        assert given["day"] == day and given["note"].startswith(noted), (due, given)


def a_lone_one_waits(known: Known, folder: Path) -> None:
    """Where runs must not overlap the job lasts as long as its run, also when it is started again."""
    server, pod = fresh(), Pod(known, folder, "nightly-alone")
    assert pod.object["spec"]["concurrencyPolicy"] == "Forbid"
    server.looks = 4
    assert pod.run(server, f"nightly-alone-{NOON}")[0] == 0
    assert server.asked.count("get_run") == 4, server.asked
    [run] = server.kept["runs"].values()
    run["state"], server.looks = "RUNNING", 2
    assert pod.run(server, f"nightly-alone-{NOON}")[0] == 0
    assert server.asked.count("create_run") == 1 and server.asked.count("get_run") == 6, server.asked


def an_end_is_kept(known: Known, folder: Path) -> None:
    """`until`: the last run is due before it."""
    until = 2_095_934_400 // 60  # 2036-06-01T12:00:00Z
    server, pod = fresh(), Pod(known, folder, "nightly-ending")
    code, said = pod.run(server, f"nightly-ending-{until}")
    assert code == 0 and "its schedule ended" in said and not server.asked, said
    assert pod.run(server, f"nightly-ending-{until - 1}")[0] == 0
    assert len(server.kept["runs"]) == 1


def macros_are_refused(known: Known, folder: Path) -> None:
    """A text that KFP would change starts nothing."""
    server, pod = fresh(), Pod(known, folder, "nightly-berlin")
    pod.given["timed"]["note"] = {"text": [{"constant": "[[Current"}, {"constant": "Time]]"}]}
    code, said = pod.run(server, f"nightly-berlin-{NOON}")
    assert code == 1 and "`note` holds [[CurrentTime" in said and not server.kept["runs"], said


def faults_are_told(known: Known, folder: Path) -> None:
    """A wrong token, a server that is down, a pipeline or version that is not there: a line, and nothing is done."""
    for name, job in (("nightly-plain", ""), ("nightly-berlin", f"nightly-berlin-{NOON}")):
        pod, wrong = Pod(known, folder, name), fresh()
        wrong.token = "another"
        empty, bare = fresh(), Server({"nightly": []})
        empty.pipelines.clear()
        for server, words in [
            (wrong, " 401 "),
            (None, "refused"),
            (empty, "404 Pipeline nightly"),
            (bare, "upload it"),
        ]:
            code, said = pod.run(server, job)
            assert code == 1 and words in said and said.startswith("mlc: "), said
            assert not server or not server.kept["runs"] | server.kept["recurring_runs"], said


def a_missing_version_is_told(known: Known, folder: Path) -> None:
    """The version that was built is not there yet."""
    pod, server = Pod(known, folder, "nightly-plain", stored=True), fresh("v1")
    code, said = pod.run(server)
    assert code == 1 and f"has no version {pod.request['version']}" in said, said
    assert not server.kept["recurring_runs"]


def broken_servers_are_asked_again(known: Known, folder: Path) -> None:
    """Reading is tried again; a post is not, since it may have been heard, and is left to the job's next pod."""
    server, pod = fresh(), Pod(known, folder, "nightly-berlin")
    server.broken = {"list_runs": 2, "get_pipeline_by_name": 3, "create_run": 1}
    code, said = pod.run(server, f"nightly-berlin-{NOON}")
    assert code == 1 and " 503 upstream connect error" in said, said
    assert not server.kept["runs"] and server.asked.count("create_run") == 1, server.asked
    assert pod.run(server, f"nightly-berlin-{NOON}")[0] == 0
    assert len(server.kept["runs"]) == 1
    server.broken = {"list_experiments": 9}
    assert pod.run(server, f"nightly-berlin-{NOON}")[0] == 1
    assert server.broken["list_experiments"] == 4, "five tries"


CASES = [
    a_schedule_is_made,
    a_disabled_one_is_made_disabled,
    a_version_by_name_is_scheduled,
    older_ones_go,
    a_cron_job_starts_one_run,
    days_begin_in_the_zone,
    a_lone_one_waits,
    an_end_is_kept,
    macros_are_refused,
    faults_are_told,
    a_missing_version_is_told,
    broken_servers_are_asked_again,
]
