"""Pipelines in pipelines: with defaults, an optional input, several outputs, artifacts in and out."""

from typing import NamedTuple, Optional

from kfp import dsl
from kfp.dsl import Dataset, Input, Output


@dsl.component(base_image="python:3.11")
def load(rows: int, data: Output[Dataset]) -> int:
    with open(data.path, "w") as file:
        file.write("x" * rows)
    return rows


@dsl.component(base_image="python:3.11")
def clean(data: Input[Dataset], cleaned: Output[Dataset], note: Optional[str] = None):
    with open(data.path) as source, open(cleaned.path, "w") as target:
        target.write(source.read().strip())


@dsl.pipeline(name="inner")
def inner(rows: int = 5, note: Optional[str] = None) -> NamedTuple("Outputs", [("data", Dataset), ("rows", int)]):
    loaded = load(rows=rows)
    cleaned = clean(data=loaded.outputs["data"], note=note)
    outputs = NamedTuple("Outputs", [("data", Dataset), ("rows", int)])
    return outputs(cleaned.outputs["cleaned"], loaded.outputs["Output"])


@dsl.pipeline(name="subpipelines")
def pipeline(rows: int = 7) -> Dataset:
    first = inner()
    second = inner(rows=rows, note="second")
    third = inner(rows=second.outputs["rows"]).after(first)
    last = clean(data=third.outputs["data"])
    return last.outputs["cleaned"]
