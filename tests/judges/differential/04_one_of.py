"""Whichever branch ran gives the value: parameters of three branches, artifacts of two, out of a pipeline too."""

from kfp import dsl
from kfp.dsl import Input, Model, Output


@dsl.component(base_image="python:3.11")
def pick(seed: int) -> str:
    return ["a", "b", "c"][seed % 3]


@dsl.component(base_image="python:3.11")
def first(seed: int) -> int:
    return seed + 1


@dsl.component(base_image="python:3.11")
def second(seed: int) -> int:
    return seed + 2


@dsl.component(base_image="python:3.11")
def train(size: int, model: Output[Model]):
    with open(model.path, "w") as file:
        file.write(str(size))


@dsl.component(base_image="python:3.11")
def deploy(model: Input[Model], replicas: int) -> str:
    return f"{model.uri} x{replicas}"


@dsl.pipeline(name="one-of")
def pipeline(seed: int = 1, big: bool = True) -> str:
    picked = pick(seed=seed)
    with dsl.If(picked.output == "a"):
        left = first(seed=seed)
    with dsl.Elif(picked.output == "b"):
        middle = second(seed=seed)
    with dsl.Else():
        right = first(seed=10)
    replicas = dsl.OneOf(left.output, middle.output, right.output)
    with dsl.If(big == True):  # noqa: E712 - an operand of KFP, not a bool
        large = train(size=100)
    with dsl.Else():
        small = train(size=1)
    deployed = deploy(model=dsl.OneOf(large.outputs["model"], small.outputs["model"]), replicas=replicas)
    return deployed.output
