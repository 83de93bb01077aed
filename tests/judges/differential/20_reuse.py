"""One component used often, documented, with hostile text in its body."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def speak(text: str, times: int = 1) -> str:
    """Says a text, several times.

    Args:
        text: What to say; "quotes" and 'more', \\ and {{$}} too.
        times: How often.
    """
    lines = [f"{text!r}\t{number}" for number in range(times)]  # a comment, with "quotes"
    table = {
        "on": r"\d+",
        "12:30": b"\x00",
        "": """
  kept as it is
""",
    }
    return "\n".join(lines) + str(table) + "ü🙂 %s ${x} `y` $(z) 'a'\"b\""


@dsl.pipeline(name="reuse", description="Says it again.")
def pipeline(text: str = "hi"):
    """Says it again and again."""
    said = speak(text=text)
    for times in range(3):
        said = speak(text=said.output, times=times)
    with dsl.If(said.output != ""):
        speak(text='never "mind"')
