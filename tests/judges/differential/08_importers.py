"""Importers: a constant URI and one known at run time, metadata, importing again, used by tasks."""

from kfp import dsl
from kfp.dsl import Dataset, Input, Model


@dsl.component(base_image="python:3.11")
def locate(day: str) -> str:
    return f"s3://bucket/{day}"


@dsl.component(base_image="python:3.11")
def compare(data: Input[Dataset], model: Input[Model]) -> float:
    return float(len(data.uri) - len(model.uri))


@dsl.pipeline(name="importers")
def pipeline(day: str = "2024-01-01", tag: str = "prod"):
    data = dsl.importer(artifact_uri=locate(day=day).output, artifact_class=Dataset, reimport=True)
    model = dsl.importer(
        artifact_uri="gs://models/churn/1",
        artifact_class=Model,
        metadata={"framework": "xgboost", "tag": tag, "sizes": [1, 2]},
    )
    compare(data=data.output, model=model.output)
