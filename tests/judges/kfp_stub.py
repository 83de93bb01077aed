"""A stub of KFP's API server, as strict as its OpenAPI description: `kfp-server-api`, which is generated from that.

In: requests over HTTP. Out: answers in the fields of the models; a path, query, filter, field or enum that is not in
the description is an answer 400 and noted in `Server.refused`. Pages are two items long, so that nobody forgets them.
"""

import inspect
import json
import re
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import kfp_server_api
from kfp_server_api import models

Json = dict[str, Any]
PAGE = 2
CLIENT = kfp_server_api.ApiClient()


class Operation(NamedTuple):
    """What the description says of one call."""

    name: str
    method: str
    path: re.Pattern[str]
    query: list[str]
    body: str
    response: str


class Refusal(Exception):
    """An answer other than 200."""

    def __init__(self, code: int, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.code = code


def operations() -> list[Operation]:
    """All calls of the v2beta1 API, read out of the generated client."""
    found = []
    for _, service in inspect.getmembers(kfp_server_api.api, inspect.isclass):
        for name, function in inspect.getmembers(service, inspect.isfunction):
            source = inspect.getsource(function)
            call = re.search(r"call_api\(\s*'(/apis/v2beta1/[^']*)', '(\w+)'", source)
            if not re.fullmatch(r"\w+_service_\w+_with_http_info", name) or not call:
                continue
            path = re.escape(call[1]).replace(r"\{", "{").replace(r"\}", "}")
            pattern = re.sub(r"{([\w.\\]+)}", lambda part: f"(?P<{part[1].split('.')[-1]}>[^/:]+)", path)
            body = re.search(r"body_params = local_var_params\['(\w+)'\]", source)
            kind = re.search(rf":type {body[1]}: (\w+)", source)[1] if body else ""
            query = re.findall(r"query_params\.append\(\('(\w+)'", source)
            response = re.search(r"response_type='([^']*)'", source)[1]
            short = name.removesuffix("_with_http_info").split("_service_")[1]
            found.append(Operation(short, call[2], re.compile(pattern), query, kind, response))
    return found


OPERATIONS = operations()


def closed(kind: str, value: object, where: str = "") -> None:
    """Refuse what the model does not have, however deep."""
    inner = re.fullmatch(r"(list\[|dict\(str, )(\w+)[\])]", kind)
    if inner:
        for item in value if inner[1] == "list[" else value.values():
            closed(inner[2], item, where)
        return
    model = getattr(models, kind, None)
    if model is None:
        wanted = {"str": str, "bool": bool, "int": int, "object": object, "datetime": str}[kind]
        if not isinstance(value, wanted):
            raise Refusal(400, f"{where} is no {kind}: {value!r}")
    elif hasattr(model, "allowable_values"):
        if value not in model.allowable_values:
            raise Refusal(400, f"{where} is none of {model.allowable_values}: {value!r}")
    else:
        names = {spelled: name for name, spelled in model.attribute_map.items()}
        for key, field in value.items():
            if key not in names:
                raise Refusal(400, f"{kind} has no field {where}.{key}")
            closed(model.openapi_types[names[key]], field, f"{where}.{key}")


class Text(NamedTuple):
    """What the client's reader takes for an answer."""

    data: str


def check(kind: str, value: Json) -> None:
    """The model takes the value, closed, and gives it back as it was."""
    closed(kind, value)
    back = CLIENT.sanitize_for_serialization(CLIENT.deserialize(Text(json.dumps(value)), kind))
    if times(back) != times(value):
        raise Refusal(400, f"{kind} gives back {back}")


def times(value: object) -> object:
    """The value with its points in time spelled alike."""
    if isinstance(value, dict):
        return {key: times(field) for key, field in value.items()}
    return re.sub(r"(T[\d:]+)\+00:00$", r"\1Z", value) if isinstance(value, str) else value


class Server(ThreadingHTTPServer):
    """The server, with all that it keeps."""

    def __init__(self, pipelines: dict[str, list[str]]) -> None:
        """Take the pipelines' names, each with its versions, the oldest first."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.pipelines = pipelines
        self.kept: dict[str, dict[str, Json]] = {"experiments": {}, "runs": {}, "recurring_runs": {}}
        self.refused: list[str] = []
        self.asked: list[str] = []
        self.token = ""
        self.broken: dict[str, int] = {}
        self.looks = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def do(self, operation: Operation, path: dict[str, str], query: dict[str, str], body: Json) -> Json:
        """Carry out a call."""
        verb, noun = operation.name.split("_", 1)
        several = {"experiment": "experiments", "run": "runs", "recurring_run": "recurring_runs"}
        if operation.name == "get_pipeline_by_name":
            if path["name"] not in self.pipelines:
                raise Refusal(404, f"Pipeline {path['name']} not found")
            return {"pipeline_id": f"id-of-{path['name']}", "name": path["name"], "display_name": path["name"]}
        if operation.name == "list_pipeline_versions":
            assert query.get("sort_by") == "created_at desc"
            name = path["pipeline_id"].removeprefix("id-of-")
            versions = [self.version(path["pipeline_id"], each) for each in reversed(self.pipelines[name])]
            return self.page("pipeline_versions", versions, query)
        if verb == "create":
            return self.create(noun, several[noun], body)
        if verb == "list":
            found = [item for item in self.kept[noun].values() if matches(item, query)]
            return self.page("recurringRuns" if noun == "recurring_runs" else noun, found, query)
        kept = self.kept[several[noun]]
        found = kept.get(path[f"{noun}_id"])
        if not found:
            raise Refusal(404, f"{noun} {path} not found")
        if verb == "delete":
            return kept.pop(path[f"{noun}_id"]) and {}
        if verb == "disable":
            found["mode"] = "DISABLE"
            return {}
        if noun == "run" and found["state"] == "RUNNING":
            self.looks -= 1
            found["state"] = "RUNNING" if self.looks > 0 else "SUCCEEDED"
        return found

    def version(self, pipeline: str, name: str) -> Json:
        """A version, as it is listed."""
        return {"pipeline_id": pipeline, "pipeline_version_id": f"id-of-{name}", "name": name, "display_name": name}

    def create(self, noun: str, kind: str, body: Json) -> Json:
        """Keep something new under an id of its own."""
        if not body.get("display_name"):
            raise Refusal(400, f"{noun}: the name is empty")
        made = {**body, f"{noun}_id": f"{noun}-{len(self.asked)}"}
        if noun != "experiment":
            known = [version for versions in self.pipelines.values() for version in versions]
            if body["experiment_id"] not in self.kept["experiments"]:
                raise Refusal(404, "no such experiment")
            if body["pipeline_version_reference"]["pipeline_version_id"].removeprefix("id-of-") not in known:
                raise Refusal(404, "no such version")
        if noun == "run":
            made["state"] = "RUNNING"
        return self.kept[kind].setdefault(made[f"{noun}_id"], made)

    def page(self, key: str, found: list[Json], query: dict[str, str]) -> Json:
        """A page of what was found."""
        start = int(query.get("page_token", "0"))
        page: Json = {key: found[start : start + PAGE], "total_size": len(found)}
        if start + PAGE < len(found):
            page["next_page_token"] = str(start + PAGE)
        return page


def matches(item: Json, query: dict[str, str]) -> bool:
    """Whether an item is among what is asked for."""
    place = query.get("experiment_id", item.get("experiment_id"))
    if not query.get("filter"):
        return place == item.get("experiment_id")
    # The server decodes what it got out of the URL once more.
    filters = json.loads(urllib.parse.unquote_plus(query["filter"]))
    [predicate] = filters["predicates"]
    assert set(predicate) == {"key", "operation", "string_value"}, predicate
    assert predicate["operation"] == "EQUALS", predicate
    assert predicate["key"] in {"display_name", "recurring_run_id"}, predicate
    return place == item.get("experiment_id") and item.get(predicate["key"]) == predicate["string_value"]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def answer(self) -> None:
        """Check the request against the description, carry it out, and check the answer, too."""
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query, keep_blank_values=True, strict_parsing=bool(address.query)))
        try:
            code, said = 200, self.checked(urllib.parse.unquote(address.path), query, body)
        except Refusal as refusal:
            code, said = refusal.code, {"error": str(refusal), "code": 3, "message": str(refusal), "details": []}
            if code == 400:
                self.server.refused.append(f"{self.command} {self.path}: {refusal}")
        except Exception as error:
            code, said = 500, {"message": repr(error)}
            self.server.refused.append(f"{self.command} {self.path}: {error!r}")
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def checked(self, path: str, query: dict[str, str], body: Json) -> Json:
        """The answer to a request that the description has."""
        for operation in OPERATIONS:
            found = operation.path.fullmatch(path)
            if found and operation.method == self.command:
                break
        else:
            raise Refusal(400, "the description has no such call")
        self.server.asked.append(operation.name)
        if self.server.token and self.headers.get("Authorization") != f"Bearer {self.server.token}":
            raise Refusal(401, "Request header error: there is no user identity header.")
        if self.server.broken.get(operation.name, 0) > 0:
            self.server.broken[operation.name] -= 1
            raise Refusal(503, "upstream connect error or disconnect/reset before headers")
        unknown = set(query) - set(operation.query)
        if unknown:
            raise Refusal(400, f"the description has no {unknown}")
        if operation.body:
            check(operation.body, body)
        said = self.server.do(operation, found.groupdict(), query, body)
        check(operation.response, said) if operation.response != "object" else None
        return said

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, *_: object) -> None:
        """Stay silent."""
