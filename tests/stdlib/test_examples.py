"""`examples/training.ml` and `examples/scoring.ml`, run whole by KFP's local runner.

In: the examples' IR, MLflow's real server. What is asserted is what MLflow and the runs' outputs
say afterwards.
"""

import pathlib

import mlflow
import pytest
from kfp import components, local

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def run(build, tracking_server, tmp_path, monkeypatch):
    """Builds a pipeline of an example for the server and runs it; gives its outputs."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # what a component asks for is there already
    monkeypatch.chdir(tmp_path)

    def to_end(name, *options, **arguments):
        set_server = ("--set", f"TRACKING={tracking_server}")
        file = build(EXAMPLES / f"{name}.ml", *set_server, *options)
        local.init(local.SubprocessRunner(use_venv=False), pipeline_root=str(tmp_path / "root"))
        return components.load_component_from_file(str(file))(**arguments).outputs

    return to_end


def test_training_promotion_and_scoring(run, tracking_server):
    client = mlflow.MlflowClient(tracking_server)
    run_id = run("training", hyperparams={"C": 0.5, "max_iter": 400})["Output"]
    trained = client.get_run(run_id)
    assert trained.data.params["C"] == "0.5"
    assert trained.data.metrics["auc"] > 0.95

    version = client.get_model_version_by_alias("breast-cancer", "challenger")
    assert (int(version.version), version.run_id) == (1, run_id)
    assert version.tags["mlc.pipeline"] == "training"
    assert version.tags["mlc.run_id"]

    run("training", min_auc=1.1)  # no model is that good, so this one is not registered
    assert len(client.search_model_versions("name = 'breast-cancer'")) == 1

    run("scoring", "--pipeline", "promote", version=1)
    scored = run("scoring", "--pipeline", "scoring")
    assert scored["version"] == 1
    lines = pathlib.Path(scored["scores"].path).read_text().splitlines()
    assert lines[0] == "score" and len(lines) == 1 + 569
    assert all(0 <= float(line) <= 1 for line in lines[1:])


def test_data_that_are_not_fit_stop_the_run(run, tracking_server, tmp_path):
    import pandas as pd

    path = tmp_path / "few.parquet"
    pd.DataFrame({"size": [1.0, 2.0], "target": [0, 1]}).to_parquet(path)
    with pytest.raises(RuntimeError, match="validation"):
        run("training", data_uri=str(path))
    client = mlflow.MlflowClient(tracking_server)
    experiments = [experiment.experiment_id for experiment in client.search_experiments()]
    runs = client.search_runs(experiments)
    assert not any(run.data.params.get("data_uri") == str(path) for run in runs)
