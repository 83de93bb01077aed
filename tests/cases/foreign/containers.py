"""Container components and their placeholders."""

import textwrap
from typing import List

from kfp import dsl
from kfp.dsl import Artifact, ConcatPlaceholder, Dataset, IfPresentPlaceholder, Input, Model, Output, OutputPath

IMAGE = "alpine:3.20"
SCRIPT = textwrap.dedent("""
    set -e
      echo "$0"

    echo "$1"
""")


@dsl.container_component
def hello():
    return dsl.ContainerSpec(image=IMAGE, command=["echo"], args=["hello", "it's \"quoted\""])


@dsl.container_component
def everything(
    text: str,
    count: int,
    data: Input[Dataset],
    many: Input[List[Dataset]],
    model: Output[Model],
    report: OutputPath(str),
):
    """Runs a program.

    Args:
        text: What to say.
        model: Is made by it.
    """
    flags = ["--text", text, f"--count={count}"]
    script = SCRIPT
    return dsl.ContainerSpec(
        image=IMAGE,
        command=["sh", "-c", script],
        args=flags
        + [
            "--in",
            data.path,
            data.uri,
            data.metadata["rows"],
            data.metadata,
            f"{data.path}:{model.uri}/{report}",
            "--many",
            many,
            model.path,
            model.metadata["kind"],
            report,
        ],
    )


@dsl.container_component
def choices(
    title: str = "none",
    data: Input[Artifact] = None,
    count: int = 3,
):
    return dsl.ContainerSpec(
        image=IMAGE,
        command=["report", IfPresentPlaceholder(input_name="title", then=["--title", title], else_=["--no-title"])],
        args=[
            IfPresentPlaceholder("data", [data.path]),
            ConcatPlaceholder(["--count=", count, "/", ConcatPlaceholder([title, "!"])]),
            ConcatPlaceholder(items=["a", IfPresentPlaceholder(input_name="title", then=title, else_="none")]),
            IfPresentPlaceholder(input_name="title", then=["x", ConcatPlaceholder(["y", title])]),
        ],
    )


@dsl.container_component
def of_the_run(out: OutputPath(str)):
    return dsl.ContainerSpec(
        image=IMAGE,
        command=["echo", dsl.PIPELINE_JOB_ID_PLACEHOLDER, f"{dsl.PIPELINE_JOB_NAME_PLACEHOLDER}/{out}"],
        args=[
            dsl.PIPELINE_JOB_RESOURCE_NAME_PLACEHOLDER,
            dsl.PIPELINE_TASK_NAME_PLACEHOLDER,
            dsl.PIPELINE_TASK_ID_PLACEHOLDER,
            dsl.PIPELINE_ROOT_PLACEHOLDER,
            dsl.PIPELINE_JOB_CREATE_TIME_UTC_PLACEHOLDER,
            dsl.PIPELINE_JOB_SCHEDULE_TIME_UTC_PLACEHOLDER,
            dsl.PIPELINE_TASK_EXECUTOR_INPUT_PLACEHOLDER,
            dsl.WORKSPACE_PATH_PLACEHOLDER,
        ],
    )


@dsl.container_component
def by_place(text: str):
    args = (text, "b")
    return dsl.ContainerSpec(IMAGE, ["echo", *args], [*args])


class Features(Dataset):
    schema_title = "google.Features"
    schema_version = "0.0.2"


@dsl.container_component
def own_class(data: Input[Dataset], features: Output[Features]) -> dsl.ContainerSpec:
    return dsl.ContainerSpec(image=IMAGE, args=[data.path, features.path])
