"""Order without data, and a task that runs whether or not the one before it succeeded."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def step(name: str) -> str:
    return name


@dsl.component(base_image="python:3.11")
def last(text: str = "nothing", count: int = 1):
    print(text * count)


@dsl.pipeline(name="order")
def pipeline(name: str = "x"):
    one = step(name="one")
    two = step(name="two").after(one)
    three = step(name=name).after(one, two)
    last(count=2).after(three)
    last(text=three.output, count=3).ignore_upstream_failure()
