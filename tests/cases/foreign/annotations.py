"""Every annotation that KFP has a type for."""

import typing
from typing import Dict, List, NamedTuple, Optional, Union

from kfp import dsl
from kfp.dsl import Artifact, Dataset, Input, InputPath, Metrics, Model, Output, OutputPath

IMAGE = "python:3.12"


@dsl.component(base_image=IMAGE)
def plain(
    text: str,
    count: int,
    ratio: float,
    flag: bool,
    items: list,
    table: dict,
    words: List[str],
    rows: typing.List[typing.Dict[str, int]],
    scores: Dict[str, float],
    nested: list[dict[str, list[int]]],
    quoted: "Integer",
    status: dsl.PipelineTaskFinalStatus,
):
    print(text, count, ratio, flag, items, table, words, rows, scores, nested, quoted, status)


@dsl.component(base_image=IMAGE)
def defaults(
    text: str = "a 'b' \"c\"",
    count: int = -3,
    large: int = 60 * 60 * 24,
    ratio: float = 1e-9,
    whole: float = 2,
    flag: bool = False,
    items: list = [1, "two", [3.5, False]],
    table: dict = {"a": {"b": [True]}},
    image: str = f"{IMAGE}-slim",
    maybe: Optional[str] = None,
    third: Union[int, None] = 3,
    needed: Optional[int] = 7,
):
    print(text, count, large, ratio, whole, flag, items, table, image, maybe, third, needed)


@dsl.component(base_image=IMAGE)
def artifacts(
    data: Input[Dataset],
    many: Input[List[Model]],
    plain_one: Dataset,
    plain_many: List[Artifact],
    anything: Input[Artifact],
    model: Output[Model],
    scores: Output[Metrics],
    old: Optional[Input[Model]] = None,
):
    print(data, many, plain_one, plain_many, anything, model, scores, old)


@dsl.component(base_image=IMAGE)
def paths(
    table: InputPath("Dataset"),
    unknown: InputPath("CSV"),
    anything: InputPath(),
    text: InputPath(str),
    model: OutputPath(Model),
    count: OutputPath(int),
    words: OutputPath(List[str]),
):
    print(table, unknown, anything, text, model, count, words)


@dsl.component(base_image=IMAGE)
def one(count: int) -> float:
    return count / 2


@dsl.component(base_image=IMAGE)
def returned_artifact(text: str) -> Dataset:
    return Dataset(uri=text)


@dsl.component(base_image=IMAGE)
def several(
    data: Input[Dataset], extra: Output[Model]
) -> NamedTuple("Outputs", [("rows", int), ("columns", List[str]), ("best", Model)]):
    return 1, ["a"], extra


@dsl.component(base_image=IMAGE)
def by_keyword() -> NamedTuple("Outputs", low=float, high=float):
    return 0.0, 1.0


@dsl.component(base_image=IMAGE)
def nothing() -> None:
    pass


@dsl.component
def without_arguments(only: str = "x"):
    print(only)
