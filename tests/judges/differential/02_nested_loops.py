"""Loops in loops: constants, an input, a task's list, records with fields, limits on how many run at once."""

from typing import Dict, List

from kfp import dsl


@dsl.component(base_image="python:3.11")
def names(count: int) -> List[str]:
    return [f"n{number}" for number in range(count)]


@dsl.component(base_image="python:3.11")
def pair(left: str, right: int):
    print(left, right)


@dsl.component(base_image="python:3.11")
def whole(row: Dict[str, str], factor: float):
    print(row, factor)


@dsl.pipeline(name="nested-loops")
def pipeline(tags: List[str] = ["a", "b"], count: int = 2):
    made = names(count=count)
    with dsl.ParallelFor(tags, parallelism=2) as tag:
        with dsl.ParallelFor([1, 2, 3]) as number:
            pair(left=tag, right=number)
        with dsl.ParallelFor(made.output) as name:
            pair(left=name, right=7)
    with dsl.ParallelFor([{"word": "x", "side": "1"}, {"word": "it's", "side": ""}], parallelism=1) as row:
        pair(left=row.word, right=0)
        pair(left=row.side, right=1)
        whole(row=row, factor=0.5)
