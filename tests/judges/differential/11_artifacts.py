"""Artifacts of every class, of another schema, as objects, by path and in lists."""

from typing import List

from kfp import dsl
from kfp.dsl import (
    HTML,
    Artifact,
    ClassificationMetrics,
    Dataset,
    Input,
    InputPath,
    Markdown,
    Metrics,
    Model,
    Output,
    OutputPath,
    SlicedClassificationMetrics,
)


class Features(Dataset):
    """A schema that is not KFP's, as a vendor's module would have it."""

    schema_title = "google.Features"
    schema_version = "0.0.2"


@dsl.component(base_image="python:3.11")
def build(
    anything: Output[Artifact],
    data: Output[Dataset],
    model: Output[Model],
    metrics: Output[Metrics],
    classes: Output[ClassificationMetrics],
    slices: Output[SlicedClassificationMetrics],
    page: Output[HTML],
    text: Output[Markdown],
):
    metrics.log_metric("auc", 0.5)
    model.metadata["framework"] = "none"


@dsl.component(base_image="python:3.11")
def copy(source: InputPath("Dataset"), target: OutputPath("Model"), size: OutputPath(int)):
    import shutil

    shutil.copy(source, target)
    with open(size, "w") as file:
        file.write("1")


@dsl.component(base_image="python:3.11")
def inspect(first: Input[Artifact], models: Input[List[Model]], data: Input[Dataset]) -> str:
    return f"{first.uri} {len(models)} {data.metadata}"


@dsl.container_component
def featurize(data: Input[Dataset], features: Output[Features]):
    return dsl.ContainerSpec(image="alpine:3.20", command=["featurize"], args=[data.path, features.path])


@dsl.pipeline(name="artifacts")
def pipeline() -> Model:
    built = build()
    copied = copy(source=built.outputs["data"])
    featurize(data=built.outputs["data"])
    with dsl.ParallelFor([1, 2]):
        many = copy(source=built.outputs["data"])
    inspect(
        first=built.outputs["page"],
        models=dsl.Collected(many.outputs["target"]),
        data=built.outputs["data"],
    )
    return copied.outputs["target"]
