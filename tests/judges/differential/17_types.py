"""Parameters of every type, constants of every shape, several outputs at once."""

from typing import Any, Dict, List, NamedTuple

from kfp import dsl


@dsl.component(base_image="python:3.11")
def split(
    text: str,
    number: int,
    ratio: float,
    flag: bool,
    items: List[str],
    table: Dict[str, Any],
    rows: List[Dict[str, int]],
) -> NamedTuple("Outputs", [("size", int), ("parts", List[str]), ("facts", Dict[str, float]), ("ok", bool)]):
    return len(text), [*items, text], {"ratio": ratio * number}, flag and bool(table or rows)


@dsl.component(base_image="python:3.11")
def join(size: int, parts: List[str], facts: Dict[str, float], ok: bool) -> str:
    return f"{size} {parts} {facts} {ok}"


@dsl.pipeline(name="types")
def pipeline(
    number: int = -3, items: List[str] = ["on", "12:30", "it's"], table: Dict[str, Any] = {"a-b": [1, "on"]}
) -> str:
    first = split(
        text='q"\\\n\tü',
        number=number,
        ratio=1e-9,
        flag=True,
        items=items,
        table=table,
        rows=[{"a": 1}, {}],
    )
    second = split(
        text="",
        number=1_000_000,
        ratio=2.0,
        flag=first.outputs["ok"],
        items=[],
        table={"deep": {"list": [1.5, "x", False]}},
        rows=[],
    )
    joined = join(
        size=first.outputs["size"],
        parts=second.outputs["parts"],
        facts=first.outputs["facts"],
        ok=second.outputs["ok"],
    )
    return joined.output
