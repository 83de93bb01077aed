"""Values put into texts, and what the engine knows of a run.

`PIPELINE_ROOT_PLACEHOLDER` is not here: the SDK compiles it, the back end hands the placeholder itself on, and so mlc
refuses `run.root`.
"""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def make(name: str) -> str:
    return name.title()


@dsl.component(base_image="python:3.11")
def show(text: str, count: int = 1):
    print(text * count)


@dsl.pipeline(name="texts")
def pipeline(name: str = "ann", count: int = 2):
    made = make(name=f"dr. {name}")
    show(text=f"hello {made.output}, you are {name}!", count=count)
    show(text=f"{count}/{count}")
    show(text=dsl.PIPELINE_JOB_NAME_PLACEHOLDER)
    show(text=dsl.PIPELINE_JOB_ID_PLACEHOLDER)
    show(text=dsl.PIPELINE_TASK_NAME_PLACEHOLDER)
    show(text=dsl.PIPELINE_JOB_CREATE_TIME_UTC_PLACEHOLDER)
    show(text=dsl.PIPELINE_JOB_RESOURCE_NAME_PLACEHOLDER)
    with dsl.ParallelFor(["a", "b"]) as letter:
        show(text=f"{letter}-{name}")
