"""Containers: values, paths and URIs in words, words that depend on an input, words put together."""

from typing import Optional

from kfp import dsl
from kfp.dsl import Dataset, Input, Model, Output, OutputPath


@dsl.container_component
def prepare(rows: int, data: Output[Dataset], header: str = "id"):
    return dsl.ContainerSpec(
        image="alpine:3.20",
        command=["sh", "-c", 'mkdir -p "$(dirname "$1")" && seq "$0" > "$1"'],
        args=[rows, data.path, f"--header={header}", "--uri", data.uri],
    )


@dsl.container_component
def fit(
    data: Input[Dataset],
    model: Output[Model],
    accuracy: OutputPath(float),
    note: Optional[str] = None,
    rate: float = 0.1,
):
    return dsl.ContainerSpec(
        image="ghcr.io/acme/fit:2.1.0",
        command=["fit"],
        args=[
            dsl.ConcatPlaceholder(["--rate=", rate]),
            "--data",
            data.path,
            "--from",
            data.uri,
            dsl.IfPresentPlaceholder(input_name="note", then=["--note", note], else_=["--no-note"]),
            "--model",
            model.path,
            "--kind",
            data.metadata["kind"],
            "--accuracy",
            accuracy,
        ],
    )


@dsl.container_component
def hello():
    return dsl.ContainerSpec(image="alpine:3.20", command=["echo"], args=["hello, it's 'me'"])


@dsl.pipeline(name="containers")
def pipeline(rows: int = 100) -> float:
    hello()
    prepared = prepare(rows=rows)
    fit(data=prepared.outputs["data"], note="quick")
    fitted = fit(data=prepared.outputs["data"], rate=0.5)
    return fitted.outputs["accuracy"]
