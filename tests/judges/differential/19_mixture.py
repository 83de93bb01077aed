"""Blocks in blocks: conditions on items and fields in loops, loops in branches, all in an exit handler.

No field is called `name`: `item.name` is what KFP itself calls the loop's channel.
"""

from typing import Dict, List

from kfp import dsl


@dsl.component(base_image="python:3.11")
def plan(depth: int) -> List[Dict[str, str]]:
    return [{"title": f"p{level}", "kind": "x"} for level in range(depth)]


@dsl.component(base_image="python:3.11")
def check(name: str) -> bool:
    return name != "p0"


@dsl.component(base_image="python:3.11")
def apply(name: str, kind: str = "none"):
    print(name, kind)


@dsl.component(base_image="python:3.11")
def done():
    print("done")


@dsl.pipeline(name="mixture")
def pipeline(depth: int = 2, kind: str = "x", dry: bool = False):
    with dsl.ExitHandler(done()):
        planned = plan(depth=depth)
        with dsl.If(dry == False):  # noqa: E712 - an operand of KFP, not a bool
            with dsl.ParallelFor(["a", "b"], parallelism=1) as letter:
                with dsl.If(letter != "b"):
                    checked = check(name=letter)
                    with dsl.If(checked.output == True):  # noqa: E712
                        apply(name=letter, kind=kind)
                with dsl.Else():
                    apply(name="b")
        with dsl.ParallelFor([{"low": "1", "size": "wide"}, {"low": "2", "size": "it's"}]) as span:
            apply(name=span.low)
            with dsl.If(span.size == "wide"):
                apply(name="wide")
            with dsl.If(depth >= 2):
                apply(name="deep", kind=kind)
        with dsl.ParallelFor(planned.output) as item:
            apply(name=item.title, kind=item.kind)
