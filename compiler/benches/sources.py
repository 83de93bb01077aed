"""Sources to measure with, at any size: pipelines in many shapes, and some of the same for KFP's SDK.

In: how many tasks. Out: the text of a file.
"""

from collections.abc import Callable


def component(number: int) -> str:
    """A container with three inputs and one output."""
    return (
        f"component step_{number}(a: String, b: String, c: Int = 1) -> (out: String) container {{\n"
        f'    command = ["sh", "-c", "echo step {number} \\"$0\\" \\"$1\\" \\"$2\\" > \\"$3\\""]\n'
        f"    args    = [a, b, c, out.path]\n}}\n"
    )


def pipeline(lines: list[str], components: int, extra: str = "") -> str:
    """A file with that many components and one pipeline."""
    parts = ['@!image("python:3.11")\n', *(component(n) for n in range(components)), extra]
    return "".join([*parts, 'pipeline big(x: String = "x") {\n', *lines, "}\n"])


def layered(count: int, distinct: bool) -> str:
    """Layers of ten, each task fed by two of the layer before."""
    lines = []
    for n in range(count):
        row = n // 10 - 1
        a, b = ("x", "x") if row < 0 else (f"t{row * 10 + n % 10}", f"t{row * 10 + (n + 1) % 10}")
        lines.append(f"    let t{n} = step_{n if distinct else 0}(a = {a}, b = {b}, c = {n})\n")
    return pipeline(lines, count if distinct else 1)


def chain(count: int) -> str:
    """Each task fed by the one before."""
    lines = [f"    let t{n} = step_0(a = {'x' if n == 0 else f't{n - 1}'}, b = x)\n" for n in range(count)]
    return pipeline(lines, 1)


def fan_in(count: int) -> str:
    """All tasks awaited by one."""
    lines = [f"    let t{n} = step_0(a = x, b = x)\n" for n in range(count)]
    names = ", ".join(f"t{n}" for n in range(count))
    return pipeline([*lines, f"    step_0(a = x, b = x).after({names})\n"], 1)


def unnamed(count: int) -> str:
    """Tasks that all want the same name."""
    return pipeline(["    step_0(a = x, b = x)\n"] * count, 1)


def modified(count: int) -> str:
    """A modifier on each task."""
    lines = [f"    step_0(a = x, b = x).retry({n % 5 + 1})\n" for n in range(count)]
    return pipeline(lines, 1)


def nested(count: int) -> str:
    """Towers of blocks, a hundred deep, with a task at each floor."""
    lines = []
    for tower in range(max(count // 100, 1)):
        lines.append(f"    let h{tower} = step_0(a = x, b = x)\n")
        lines.extend(f'    if h{tower} == "{floor}" {{ step_0(a = h{tower}, b = x)\n' for floor in range(99))
        lines.append("    " + "}" * 99 + "\n")
    return pipeline(lines, 1)


SHAPES: dict[str, Callable[[int], str]] = {
    "layers of distinct components": lambda count: layered(count, True),
    "layers of one component": lambda count: layered(count, False),
    "chain": chain,
    "fan-in to one task": fan_in,
    "one name for all": unnamed,
    "a modifier on each": modified,
    "blocks a hundred deep": nested,
}


def kfp_source(count: int) -> str:
    """The same as `layered(count, True)` in KFP's SDK."""
    parts = ["from kfp import dsl\n"]
    for n in range(count):
        parts.append(
            f"@dsl.container_component\ndef step_{n}(a: str, b: str, out: dsl.OutputPath(str), c: int = 1):\n"
            f"    return dsl.ContainerSpec(image='python:3.11', command=['sh', '-c', 'echo step {n}'],"
            f" args=[a, b, c, out])\n"
        )
    parts.append("@dsl.pipeline\ndef big(x: str = 'x'):\n")
    for n in range(count):
        row = n // 10 - 1
        a, b = "x", "x"
        if row >= 0:
            a, b = f"t{row * 10 + n % 10}.outputs['out']", f"t{row * 10 + (n + 1) % 10}.outputs['out']"
        parts.append(f"    t{n} = step_{n}(a={a}, b={b}, c={n})\n")
    return "".join(parts)


TYPICAL_KFP = """
from kfp import dsl

@dsl.component(base_image='python:3.11')
def flip_coin() -> str:
    import random
    return random.choice(['heads', 'tails'])

@dsl.component(base_image='python:3.11')
def print_op(msg: str):
    print(msg)

@dsl.pipeline(name='single-condition-pipeline')
def typical(text: str = 'condition test', force_flip_result: str = ''):
    flip1 = flip_coin()
    print_op(msg=flip1.output)
    with dsl.If(flip1.output == 'heads'):
        flip2 = flip_coin()
        print_op(msg=flip2.output)
        print_op(msg=text)
"""
