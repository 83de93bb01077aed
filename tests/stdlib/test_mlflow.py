"""`std.mlflow` against MLflow's real server: what is written, found again, and refused how."""

import pathlib
import uuid

import mlflow
import pytest


@pytest.fixture(scope="session")
def client(tracking_server):
    """MLflow's own client, to see what the components did."""
    return mlflow.MlflowClient(tracking_server)


@pytest.fixture
def name():
    """A name that no other test uses."""
    return f"m-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def run(component, tracking_server):
    """Runs a component that must succeed, against the server; gives its outputs."""

    def succeed(component_name, inputs=None, artifacts=None):
        server = {"MLFLOW_TRACKING_URI": tracking_server}
        ran = component(component_name, inputs, artifacts, **server)
        assert ran.code == 0, ran.log
        return ran

    return succeed


@pytest.fixture
def file_model(tmp_path):
    """A model that is one file."""
    path = tmp_path / "model"
    path.write_bytes(b"weights \x00\xff")
    return path


@pytest.fixture
def folder_model(tmp_path):
    """A model that is a folder."""
    path = tmp_path / "folder"
    (path / "deep").mkdir(parents=True)
    (path / "weights.bin").write_bytes(b"weights")
    (path / "deep" / "vocabulary.txt").write_text("a\nb\n")
    return path


def test_the_emitted_package_is_the_one_tested_here(document):
    for executor in document["deploymentSpec"]["executors"].values():
        container = executor.get("container", {})
        if set(container.get("args", [])) & set(EACH):
            assert f"mlflow-skinny=={mlflow.__version__}" in " ".join(container["command"])


def start(run, experiment):
    return run("start_run", {"experiment": experiment}).outputs["run_id"]


def test_a_run_is_started_written_read_and_closed(run, client, name):
    inputs = {"experiment": name, "run_name": "first", "pipeline": "churn", "tags": {"team": "a"}}
    run_id = run("start_run", inputs).outputs["run_id"]
    run("log_params", {"run_id": run_id, "params": {"depth": 3, "kind": "tree", "grid": [1, 2]}})
    run("log_metrics", {"run_id": run_id, "metrics": {"auc": 0.75, "f1": 0.5}, "step": 2})
    assert run("read_metric", {"run_id": run_id, "metric": "auc"}).outputs["Output"] == 0.75
    run("finish_run", {"run_id": run_id})

    seen = client.get_run(run_id)
    assert seen.data.params == {"depth": "3", "kind": "tree", "grid": "[1, 2]"}
    assert seen.data.metrics == {"auc": 0.75, "f1": 0.5}
    assert client.get_metric_history(run_id, "auc")[0].step == 2
    assert seen.info.status == "FINISHED"
    assert seen.info.run_name == "first"
    assert seen.data.tags["mlc.pipeline"] == "churn"
    assert seen.data.tags["team"] == "a"
    assert "mlc.run_id" not in seen.data.tags


def test_a_retried_step_finds_its_run(run, client, name):
    inputs = {"experiment": name, "run_name": "train", "pipeline_run_id": uuid.uuid4().hex}
    first = run("start_run", inputs).outputs["run_id"]
    assert run("start_run", inputs).outputs["run_id"] == first
    assert client.get_run(first).data.tags["mlc.run_id"] == inputs["pipeline_run_id"]
    other = run("start_run", {**inputs, "run_name": "evaluate"}).outputs["run_id"]
    assert other != first


def test_a_file_is_registered_once_and_comes_back_as_a_file(run, client, name, file_model):
    inputs = {"name": name, "alias": "challenger", "pipeline": "churn", "pipeline_run_id": "run-1"}
    made = run("register_model", inputs, {"model": file_model})
    assert made.outputs == {"version": 1, "uri": f"models:/{name}/1"}
    again = run("register_model", inputs, {"model": file_model})
    assert again.outputs["version"] == 1

    version = client.get_model_version_by_alias(name, "challenger")
    assert int(version.version) == 1
    assert version.tags["mlc.pipeline"] == "churn"
    assert version.tags["mlc.run_id"] == "run-1"
    assert client.get_run(version.run_id).info.status == "FINISHED"

    loaded = run("load_model", {"name": name, "alias": "challenger"})
    assert loaded.outputs["loaded"] == 1
    artifact = loaded.artifacts["model"]["artifacts"][0]
    assert pathlib.Path(artifact["uri"]).read_bytes() == file_model.read_bytes()
    assert artifact["metadata"]["run_id"] == version.run_id


def test_other_content_is_another_version(run, client, name, file_model):
    run("register_model", {"name": name, "alias": "champion"}, {"model": file_model})
    file_model.write_bytes(b"trained longer")
    made = run("register_model", {"name": name, "alias": "challenger"}, {"model": file_model})
    assert made.outputs["version"] == 2
    assert int(client.get_model_version_by_alias(name, "champion").version) == 1
    run("set_alias", {"name": name, "version": 2})
    assert int(client.get_model_version_by_alias(name, "champion").version) == 2


def test_the_same_content_under_two_names_is_two_models(run, name, file_model):
    for each in (name, f"{name}-b"):
        made = run("register_model", {"name": each}, {"model": file_model})
        assert made.outputs["uri"] == f"models:/{each}/1"


def test_a_folder_comes_back_as_a_folder(run, name, folder_model):
    run("register_model", {"name": name}, {"model": folder_model})
    loaded = run("load_model", {"name": name, "version": 1})
    path = pathlib.Path(loaded.artifacts["model"]["artifacts"][0]["uri"])
    assert (path / "weights.bin").read_bytes() == b"weights"
    assert (path / "deep" / "vocabulary.txt").read_text() == "a\nb\n"


def test_a_model_is_registered_in_a_run_of_ones_own(run, client, name, folder_model):
    run_id = start(run, name)
    run("register_model", {"name": name, "run_id": run_id}, {"model": folder_model})
    assert client.get_model_version(name, "1").run_id == run_id
    assert client.get_run(run_id).info.status == "RUNNING"


def test_a_logged_model_is_registered_by_its_run_once(run, client, name, folder_model):
    run_id = start(run, name)
    logged = run("log_model", {"run_id": run_id}, {"model": folder_model})
    assert logged.outputs["uri"] == f"runs:/{run_id}/model"
    inputs = {"run_id": run_id, "name": name, "alias": "challenger"}
    assert run("register_run", inputs).outputs == {"version": 1, "uri": f"models:/{name}/1"}
    assert run("register_run", inputs).outputs["version"] == 1
    assert client.get_model_version_by_alias(name, "challenger").run_id == run_id


def test_a_model_of_a_flavour_is_registered_by_its_run_once(run, client, name, folder_model):
    mlflow.set_tracking_uri(client.tracking_uri)
    run_id = start(run, name)
    flavour = mlflow.models.Model(run_id=run_id)
    flavour.add_flavor("python_function", loader_module="probe", data="weights.bin")
    flavour.save(folder_model / "MLmodel")
    client.log_artifacts(run_id, str(folder_model), "model")
    inputs = {"run_id": run_id, "name": name}
    assert run("register_run", inputs).outputs["version"] == 1
    assert run("register_run", inputs).outputs["version"] == 1


EACH = {
    "start_run": {"experiment": "e"},
    "finish_run": {"run_id": "r"},
    "log_params": {"run_id": "r", "params": {"a": 1}},
    "log_metrics": {"run_id": "r", "metrics": {"a": 1.0}},
    "read_metric": {"run_id": "r", "metric": "a"},
    "log_model": {"run_id": "r"},
    "register_run": {"run_id": "r", "name": "n"},
    "register_model": {"name": "n"},
    "set_alias": {"name": "n", "version": 1},
    "load_model": {"name": "n"},
}


@pytest.mark.parametrize("component_name", EACH)
def test_a_server_that_is_down(component, component_name, nowhere, file_model):
    takes_model = component_name in ("log_model", "register_model")
    artifacts = {"model": file_model} if takes_model else {}
    ran = component(component_name, {**EACH[component_name], "tracking_uri": nowhere}, artifacts)
    assert ran.code != 0
    assert ran.message.startswith("mlflow: ") and nowhere in ran.message
    assert "Connection refused" in ran.message


@pytest.mark.parametrize("component_name", EACH)
def test_no_server_named(component, component_name, file_model):
    takes_model = component_name in ("log_model", "register_model")
    artifacts = {"model": file_model} if takes_model else {}
    ran = component(component_name, EACH[component_name], artifacts)
    assert ran.code != 0
    assert ran.message == "mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI"


def refused(component, tracking_server, component_name, inputs, artifacts=None):
    """The message of a component that must fail."""
    ran = component(component_name, {**inputs, "tracking_uri": tracking_server}, artifacts)
    assert ran.code != 0, ran.log
    return ran.message


def test_a_model_that_is_not_there(component, tracking_server, tmp_path):
    gone = {"model": tmp_path / "gone"}
    for component_name in ("register_model", "log_model"):
        inputs = EACH[component_name]
        message = refused(component, tracking_server, component_name, inputs, gone)
        assert message == f"mlflow: there is no model at {tmp_path}/gone"


def test_a_registered_model_that_is_not_there(component, tracking_server):
    message = refused(component, tracking_server, "load_model", {"name": "nobody"})
    assert "mlflow: nobody@champion was not loaded" in message
    assert "nobody" in message and "not found" in message
    message = refused(component, tracking_server, "load_model", {"name": "nobody", "version": 3})
    assert "mlflow: nobody/3 was not loaded" in message


def test_an_alias_for_no_version(component, run, tracking_server, name, file_model):
    run("register_model", {"name": name}, {"model": file_model})
    message = refused(component, tracking_server, "set_alias", {"name": name, "version": 7})
    assert f"'champion' was not set to {name} version 7" in message
    assert "not found" in message


def test_a_run_that_has_no_model(component, run, tracking_server, name):
    run_id = start(run, name)
    message = refused(component, tracking_server, "register_run", {"run_id": run_id, "name": name})
    assert f"{name!r} was not registered" in message and run_id in message


def test_a_run_that_is_not_there(component, tracking_server):
    inputs = {"run_id": "0" * 32, "metric": "auc"}
    message = refused(component, tracking_server, "read_metric", inputs)
    assert f"run {'0' * 32} was not read" in message and "not found" in message


def test_a_metric_that_is_not_there(component, run, tracking_server, name):
    run_id = start(run, name)
    run("log_metrics", {"run_id": run_id, "metrics": {"f1": 0.5, "auc": 0.7}})
    message = refused(
        component, tracking_server, "read_metric", {"run_id": run_id, "metric": "acc"}
    )
    assert message == f"mlflow: run {run_id} has no metric 'acc'; it has: auc, f1"


def test_a_parameter_is_written_once(component, run, tracking_server, name):
    run_id = start(run, name)
    for _ in range(2):
        run("log_params", {"run_id": run_id, "params": {"depth": 3}})
    message = refused(
        component, tracking_server, "log_params", {"run_id": run_id, "params": {"depth": 4}}
    )
    assert "did not take the parameters" in message and "depth" in message


def test_a_server_in_trouble(component, listener):
    listener.answers = [500]
    address = listener.url.removesuffix("/hooks/s3cr3t")
    inputs = {"run_id": "r", "metrics": {"a": 1.0}}
    message = refused(component, address, "log_metrics", inputs)
    assert "did not take the metrics" in message and "500" in message
