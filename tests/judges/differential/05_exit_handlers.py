"""Exit handlers: over several tasks, told the status; two in a row; beside a task that none of them covers."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def work(name: str) -> str:
    return name.upper()


@dsl.component(base_image="python:3.11")
def report(status: dsl.PipelineTaskFinalStatus, owner: str = "team"):
    print(owner, status.state, status.error_message)


@dsl.component(base_image="python:3.11")
def clean(path: str):
    print("removed", path)


@dsl.pipeline(name="exit-handlers")
def pipeline(name: str = "job", owner: str = "ops"):
    reported = report(owner=owner)
    with dsl.ExitHandler(reported, name="first"):
        one = work(name=name)
        with dsl.If(one.output == "JOB"):
            work(name=one.output)
    cleaned = clean(path="/tmp/x")
    with dsl.ExitHandler(cleaned):
        work(name="other")
    work(name="outside")
