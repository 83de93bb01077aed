"""Start a pipeline on Kubeflow Pipelines over its v2beta1 API, or put a recurring run in the place of its older self.

In: `request.json` (which pipeline, which experiment, what to post, which arguments hang on the time), the run's name (a
cron job's name tells when it was due), and a folder with what an event brought, one JSON text a file. Out: a run or a
recurring run, told in one line; on a fault one line that says what to do, and exit code 1.
Needs Python 3.9 and its standard library. What was started before under the same name is not started again.
"""

import contextlib
import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Dict, List, Optional

import zoneinfo

TOKEN = Path(os.environ.get("KF_PIPELINES_SA_TOKEN_PATH", "/var/run/secrets/kubeflow/pipelines/token"))
TRIES = 5
PAUSE = float(os.environ.get("MLC_PAUSE", "15"))
ENDED = ("SUCCEEDED", "FAILED", "CANCELED", "SKIPPED")
CALM = range(15, 45)
Json = Dict[str, Any]


class Fault(Exception):
    """What a person has to mend."""


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows nobody: a token goes to the server that it is meant for."""

    def redirect_request(self, *_: Any) -> None:
        """Take the answer for what it is."""


class Api:
    """KFP's API server."""

    def __init__(self, address: str) -> None:
        """Take the server's address."""
        self.base = address.rstrip("/") + "/apis/v2beta1/"
        self.opener = urllib.request.build_opener(Straight)

    def get(self, path: str, **query: str) -> Json:
        """Read."""
        return self.call("GET", path + "?" + urllib.parse.urlencode(query))

    def call(self, method: str, path: str, body: Optional[Json] = None) -> Json:
        """Send a request; what another try may mend is tried again."""
        for attempt in range(1, TRIES + 1):
            headers = {"Content-Type": "application/json"}
            if TOKEN.is_file():
                headers["Authorization"] = "Bearer " + TOKEN.read_text().strip()
            data = None if body is None else json.dumps(body).encode()
            request = urllib.request.Request(self.base + path, data, headers, method=method)
            try:
                with self.opener.open(request, timeout=60) as answer:
                    return read(answer.read())
            except urllib.error.HTTPError as error:
                reason = f"{method} {self.base}{path}: {error.code} {said(error)}"
                # A post that a gateway gave up on may have been heard.
                if (error.code != 429 and (method != "GET" or error.code < 500)) or attempt == TRIES:
                    raise Fault(reason) from None
            except (OSError, http.client.HTTPException) as error:
                if method != "GET" or attempt == TRIES:
                    raise Fault(f"{method} {self.base}{path}: {error}") from None
            time.sleep(PAUSE / 8 * 2**attempt)
        raise AssertionError("the last try returns or raises")

    def pages(self, path: str, kind: str, **query: str) -> List[Json]:
        """All that is listed, page by page."""
        found: List[Json] = []
        while True:
            page = self.get(path, page_size="100", **query)
            found += page.get(kind, [])
            if not page.get("next_page_token"):
                return found
            query["page_token"] = page["next_page_token"]

    def listed(self, path: str, kind: str, key: str, name: str, **query: str) -> List[Json]:
        """All of a kind whose `key` is `name`."""
        predicate = {"key": key, "operation": "EQUALS", "string_value": name}
        # The server takes the filter out of the URL, and then decodes it once more.
        return self.pages(path, kind, filter=urllib.parse.quote(json.dumps({"predicates": [predicate]})), **query)


def read(answer: bytes) -> Json:
    """An answer of the server."""
    try:
        found = json.loads(answer or b"{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Fault("what answers is not KFP's API server: " + answer.decode(errors="replace")[:80])
    return found


def said(answer: urllib.error.HTTPError) -> str:
    """What the server said, in one line."""
    try:
        text = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return answer.reason
    with contextlib.suppress(ValueError, AttributeError):
        text = json.loads(text).get("message") or json.loads(text).get("error") or text
    return " ".join(str(text).split())[:500]


def version(api: Api, request: Json) -> Json:
    """The pipeline's version that is asked for, else its newest."""
    name, namespace = request["pipeline"], request["namespace"]
    try:
        pipeline = api.get("pipelines/names/" + urllib.parse.quote(name, safe=""), namespace=namespace)["pipeline_id"]
    except Fault as fault:
        if ": 404 " in str(fault) and namespace:
            # A pipeline of all namespaces.
            pipeline = api.get("pipelines/names/" + urllib.parse.quote(name, safe=""))["pipeline_id"]
        else:
            raise
    wanted = request["version"]
    for found in api.pages(f"pipelines/{pipeline}/versions", "pipeline_versions", sort_by="created_at desc"):
        if not wanted or wanted in (found.get("name"), found.get("display_name")):
            return {"pipeline_id": pipeline, "pipeline_version_id": found["pipeline_version_id"]}
    raise Fault(f"the pipeline {name} has no version {wanted}".rstrip() + ": upload it first")


def experiment(api: Api, request: Json) -> str:
    """The experiment of that name, made if it is not there."""
    name, namespace = request["experiment"], request["namespace"]
    found = api.listed("experiments", "experiments", "display_name", name, namespace=namespace)
    if found:
        return found[0]["experiment_id"]
    return api.call("POST", "experiments", {"display_name": name, "namespace": namespace})["experiment_id"]


def worked_out(value: Json, due: datetime) -> Any:
    """A value that hangs on the time at which the run was due."""
    [(kind, inner)] = value.items()
    if kind == "time":
        return due.strftime("%Y-%m-%dT%H:%M:%SZ")
    if kind == "date":
        moved = due + timedelta(seconds=inner["offset"])
        return moved.astimezone(zoneinfo.ZoneInfo(inner["zone"])).strftime(inner["format"])
    if kind == "text":
        return "".join(worked_out(part, due) for part in inner)
    if kind == "list":
        return [worked_out(item, due) for item in inner]
    if kind == "record":
        return {key: worked_out(field, due) for key, field in inner.items()}
    return inner


def due(name: str) -> datetime:
    """When a cron job's job was due: its name ends in the minutes since 1970."""
    return datetime.fromtimestamp(int(name.rsplit("-", 1)[-1]) * 60, timezone.utc)


def arguments(request: Json, name: str, brought: Optional[Path]) -> Json:
    """What the run gets: what is known since the pipeline was built, the times, and what its event brought."""
    given = dict(request["body"]["runtime_config"]["parameters"])
    for argument, value in request.get("timed", {}).items():
        given[argument] = worked_out(value, due(name))
    if brought:
        for file in sorted(brought.iterdir()):
            if file.is_file():
                value = json.loads(file.read_bytes())
                given.update({} if value is None else {file.name: value})
    for argument, value in given.items():
        word = next((word for word in request["macros"] if isinstance(value, str) and word in value), None)
        if word:
            raise Fault(f"`{argument}` holds {word}, in whose place KFP would put a text of its own: not started")
    return given


def start(request: Json, name: str, brought: Optional[Path]) -> str:
    """Start a run called `name`, unless there is one; where runs must not overlap, await its end."""
    if "until" in request and due(name) >= datetime.fromisoformat(request["until"].replace("Z", "+00:00")):
        return f"{name} is not started: its schedule ended at {request['until']}"
    api = Api(request["api"])
    place = experiment(api, request)
    before = api.listed("runs", "runs", "display_name", name, experiment_id=place)
    if before:
        told, run = "was started before", before[0]["run_id"]
    else:
        wanted = {
            **request["body"],
            "display_name": name,
            "experiment_id": place,
            "pipeline_version_reference": version(api, request),
            "runtime_config": {"parameters": arguments(request, name, brought)},
        }
        told, run = "is started", api.call("POST", "runs", wanted)["run_id"]
    while request.get("wait") and is_under_way(api.get(f"runs/{run}")):
        time.sleep(PAUSE)
    return f"{name} {told}: {run}"


def is_under_way(run: Json) -> bool:
    """Whether a run has not come to its end."""
    return run.get("state") not in ENDED


def schedule(request: Json) -> str:
    """Make the recurring run in the place of the older ones of its name, which never start a run again."""
    api = Api(request["api"])
    place = experiment(api, request)
    name = request["body"]["display_name"]
    older = api.listed("recurringruns", "recurringRuns", "display_name", name, experiment_id=place)
    wanted = {**request["body"], "experiment_id": place, "pipeline_version_reference": version(api, request)}
    if older:
        await_calm()
    made = api.call("POST", "recurringruns", wanted)["recurring_run_id"]
    for old in older:
        api.call("POST", f"recurringruns/{old['recurring_run_id']}:disable")
    for old in older:
        # With a recurring run go its workflows, those that still run among them: then the next to come takes it away.
        runs = api.listed("runs", "runs", "recurring_run_id", old["recurring_run_id"], experiment_id=place)
        if not any(map(is_under_way, runs)):
            api.call("DELETE", "recurringruns/" + old["recurring_run_id"])
    return f"{name} is scheduled: {made}" + (f", in the place of {len(older)} older" if older else "")


def await_calm() -> None:
    """Await the middle of a minute: at its turn both the old and the new might start a run."""
    second = int(time.time()) % 60
    if second not in CALM:
        time.sleep((CALM.start - second) % 60)


def main(file: str, name: str = "", brought: str = "") -> int:
    """Read the request and do it; the exit code."""
    try:
        request = json.loads(Path(file).read_bytes())
        print(start(request, name, Path(brought) if brought else None) if name else schedule(request))
    except (Fault, KeyError, ValueError, OSError) as fault:
        lacks = isinstance(fault, KeyError) and not isinstance(fault, zoneinfo.ZoneInfoNotFoundError)
        reason = f"the answer lacks {fault}" if lacks else str(fault)
        print(f"mlc: {' '.join(reason.split())}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
