"""Inputs that may be left out and defaults of every type, passed on and passed none."""

from typing import Dict, List, Optional

from kfp import dsl
from kfp.dsl import Dataset, Input, Output


@dsl.component(base_image="python:3.11")
def make(data: Output[Dataset]):
    with open(data.path, "w") as file:
        file.write("x")


@dsl.component(base_image="python:3.11")
def take(
    title: Optional[str] = None,
    data: Optional[Input[Dataset]] = None,
    count: int = 3,
    ratio: float = 0.5,
    flag: bool = True,
    items: List[int] = [1, 2],
    table: Dict[str, float] = {"a": 1.5},
    limit: Optional[int] = None,
) -> str:
    return f"{title} {data} {count} {ratio} {flag} {items} {table} {limit}"


@dsl.pipeline(name="optionals")
def pipeline(title: Optional[str] = None, limit: Optional[int] = None, items: List[int] = [], word: str = ""):
    take()
    take(title=title, limit=limit, items=items)
    take(title=word, count=0, ratio=-1.5, flag=False, table={}, data=make().outputs["data"])
