"""Conditions of several operands, on inputs and on outputs, with `elif` and `else`."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def score(seed: int) -> float:
    return seed / 10


@dsl.component(base_image="python:3.11")
def verdict(seed: int) -> str:
    return "good" if seed > 3 else "bad"


@dsl.component(base_image="python:3.11")
def note(text: str):
    print(text)


@dsl.pipeline(name="conditions")
def pipeline(seed: int = 4, limit: float = 0.3, loud: bool = False, mode: str = "fast"):
    scored = score(seed=seed)
    judged = verdict(seed=seed)
    with dsl.If(scored.output > 0.25):
        with dsl.If(mode == "fast"):
            with dsl.If(loud == True):  # noqa: E712 - an operand of KFP, not a bool
                note(text="high, fast and loud")
    with dsl.If(seed > 10, name="large"):
        note(text="large")
    with dsl.Elif(seed > 5):
        note(text="middle")
    with dsl.Else():
        note(text="small")
    with dsl.If(judged.output != "good"):
        note(text="not good")
    with dsl.If(scored.output >= limit):
        with dsl.If(judged.output == mode):
            note(text="odd")
        with dsl.Else():
            note(text="even")
