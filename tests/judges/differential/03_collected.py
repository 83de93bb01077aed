"""What loops collect: parameters, nested ones, artifacts; given to tasks and given out by the pipeline."""

from typing import List, NamedTuple

from kfp import dsl
from kfp.dsl import Dataset, Input, Output


@dsl.component(base_image="python:3.11")
def grow(size: int, data: Output[Dataset]) -> int:
    with open(data.path, "w") as file:
        file.write("x" * size)
    return size * 2


@dsl.component(base_image="python:3.11")
def total(sizes: List[int]) -> int:
    return sum(sizes)


@dsl.component(base_image="python:3.11")
def merge(parts: Input[List[Dataset]], merged: Output[Dataset]):
    with open(merged.path, "w") as target:
        for part in parts:
            with open(part.path) as source:
                target.write(source.read())


@dsl.pipeline(name="collected")
def pipeline() -> NamedTuple("Outputs", [("sum", int), ("merged", Dataset)]):
    with dsl.ParallelFor([1, 2, 3]) as size:
        grown = grow(size=size)
    with dsl.ParallelFor(["a", "b"], parallelism=2):
        with dsl.ParallelFor([4, 5]) as inner:
            deep = grow(size=inner)
    summed = total(sizes=dsl.Collected(grown.outputs["Output"]))
    total(sizes=dsl.Collected(deep.outputs["Output"]))
    merged = merge(parts=dsl.Collected(grown.outputs["data"]))
    outputs = NamedTuple("Outputs", [("sum", int), ("merged", Dataset)])
    return outputs(summed.output, merged.outputs["merged"])
