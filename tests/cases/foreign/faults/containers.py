from kfp import dsl
from kfp.dsl import Dataset, Input, Output


@dsl.container_component
def decides(title: str):
    args = ["report"]
    if title:
        args.append(title)
    return dsl.ContainerSpec(image="alpine:3.20", args=args)


@dsl.container_component
def artifact_itself(data: Input[Dataset]):
    return dsl.ContainerSpec(image="alpine:3.20", args=[data])


@dsl.container_component
def unknown_field(data: Input[Dataset]):
    return dsl.ContainerSpec(image="alpine:3.20", args=[data.size])


@dsl.container_component
def number(count: int):
    return dsl.ContainerSpec(image="alpine:3.20", args=[3])


@dsl.container_component
def plus(count: int):
    return dsl.ContainerSpec(image="alpine:3.20", args=["--count=" + count])


@dsl.container_component
def image_from_input(image: str):
    return dsl.ContainerSpec(image=image)


@dsl.container_component
def calls(count: int):
    return dsl.ContainerSpec(image="alpine:3.20", command=make_command(count))


@dsl.container_component
def no_spec(count: int):
    pass


@dsl.container_component
def no_image(count: int):
    return dsl.ContainerSpec(command=["a"])


@dsl.container_component
def formatted(count: int):
    return dsl.ContainerSpec(image="alpine:3.20", command=[f"{count:>3}"])
