"""A pipeline of an existing KFP project, which a twin imports in its compiled form.

Comes in: nothing. Goes out: `pipeline_in_pipeline.yaml`, by
`kfp dsl compile --py pipeline_in_pipeline.py --function pipeline_in_pipeline --output pipeline_in_pipeline.yaml`.
"""

from typing import NamedTuple

from kfp import dsl


@dsl.component(base_image="python:3.11")
def print_op1(msg: str) -> str:
    print(msg)
    return msg


@dsl.container_component
def print_op2(msg: str, data: dsl.Output[dsl.Artifact]):
    return dsl.ContainerSpec(
        image="alpine",
        command=["sh", "-c", 'mkdir -p "$(dirname "$1")" && echo "$0" > "$1"'],
        args=[msg, data.path],
    )


@dsl.pipeline(name="inner-pipeline")
def inner_pipeline(msg: str) -> NamedTuple("Outputs", [("msg", str), ("data", dsl.Artifact)]):
    said = print_op1(msg=msg)
    written = print_op2(msg=said.output)
    outputs = NamedTuple("Outputs", [("msg", str), ("data", dsl.Artifact)])
    return outputs(said.output, written.output)


@dsl.pipeline(name="pipeline-in-pipeline")
def pipeline_in_pipeline(msg: str = "Hello") -> dsl.Artifact:
    print_op1(msg=msg)
    return inner_pipeline(msg="world").outputs["data"]
