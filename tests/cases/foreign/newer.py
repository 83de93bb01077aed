"""What newer versions of Python and KFP take, and what a file may hold besides components."""

from __future__ import annotations

from typing import Literal, NamedTuple

from google_cloud_pipeline_components.types import artifact_types
from google_cloud_pipeline_components.types.artifact_types import BQTable
from kfp import dsl
from kfp.dsl import Dataset, Input, Output

try:
    from kfp.dsl import component
except ImportError:
    component = None


class Outputs(NamedTuple):
    rows: int
    best: Dataset


Pair = NamedTuple("Pair", [("low", float), ("high", float)])


class Features(Dataset):
    """A table of numbers."""

    schema_title = "acme.Features"


@component(base_image="python:3.13")
def unions(text: str | None = None, count: None | int = 3, ratio: "float | None" = None) -> str | None:
    return text


@component(base_image="python:3.13")
def literals(mode: Literal["fast", "slow"] = "fast", size: Literal[1, 2, 4] = 1) -> Literal["a"]:
    match mode:
        case "fast" if (n := size) > 1:
            print(f"{mode!r:>{n}} {"nested"}")
        case _:
            pass
    return "a"


@component(base_image="python:3.13")
def class_result(data: "Input[Dataset]") -> Outputs:
    return Outputs(1, data)


@component(base_image="python:3.13")
def bound_result() -> Pair:
    return 0.0, 1.0


@component(base_image="python:3.13")
def google(model: Input[artifact_types.VertexModel], table: Output[BQTable]):
    print(model, table)


@component(base_image="python:3.13")
def own_class(features: Output[Features], more: Input[Features]):
    print(features, more)


@component
def embedded(extra: dsl.EmbeddedInput[Dataset], rows: int):
    print(extra, rows)
