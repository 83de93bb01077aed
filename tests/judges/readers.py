"""Readers agree: PyYAML and two Go readers see the same documents, and in them the strings that the source says.

In: the compiler, and IR files or folders of them. A source of hostile strings is written and built to
target/judges/readers: words that YAML 1.1 takes for something else, blanks, control characters, long texts; as task
arguments, defaults, keys, environment, words of a command and Python code. Out: what differs, and one line of figures.
"""

import argparse
import json
import subprocess
import textwrap
from pathlib import Path
from typing import Any

from common import OUT, build, close, documents, indent, ir_files

WORDS = """
    on off yes no On OFF Yes NO y n Y N true false True FALSE null Null ~ None none = << <<: - -- --- ... ? : | > ,
    [] {} [ ] { } 12:30 1:30:45 190:20:30.15 2020-01-01 2001-12-14t21:59:43.10-05:00 1_000 0_7 07 0o7 0b1_1 0x1F
    1e3 1E+3 .5 5. +1 -0 -.inf .NaN 1,000 # #c a#b & &a * *a ! !t !!str % %d %YAML @x `x` ' " \\ \\n '' "" 'a' "a"
    a:b a: :a -a ?a $x ${x} {{$}} {{workflow.name}} {{=1}}
""".split()  # noqa: SIM905 - a list of quoted quotes is unreadable
TEXTS = [
    *("", " ", "  ", "\n", "\n\n", "\t", "a: b", "a #b", "- a\n- b", "? a\n: b", "k: v\nl: w\n", " lead", "trail "),
    *(
        " \n",
        "a \nb",
        "a\n b",
        "\ttab first\nthen\n",
        "\t\tx",
        "tab\tin",
        "x\t\ny\n",
        "cr\rin",
        "crlf\r\nend\r\n",
        "\r",
    ),
    *(
        "end\n",
        "end\n\n\n",
        "\n\nstart",
        "  two\nnone\n",
        "x\n---\ny\n",
        "---\n",
        "...\n",
        "x\n...\n",
        "%YAML 1.2\n---\n",
    ),
    *("# no comment\n", "a\\\nb", "nul\0in", "\0", "\a\b\v\f\x1b[31m", "\x7f", "\x80\x9b", "\x85nel\n", "\xa0nbsp"),
    *(
        "\u2028ls\u2029",
        "\ufeffbom",
        "\ufffe",
        "\uffff",
        "\ufffd",
        "🙂",
        "𝛼é\u0301",
        "\U0010ffff",
        "日本語: 値\n- 項目\n",
    ),
    *('it\'s "q" \\ `x` $(y) ${z}', "word " * 20_000, "w" * 100_000, "line of text\n" * 8_000),
    *("\tindented\n  deeper: #\n" * 4_000, ("x" * 79 + " ") * 30, "ends in blanks   \n" * 50),
]
STRINGS = [*WORDS, *TEXTS]
KEYS = [text for text in STRINGS if len(text) < 100]
FENCE = "\tfirst by a tab\nback `` ticks ``\n\n    deep \\n ${kept} {{$}}\n\t\n"
CODE = 'text = "on"\nif text:\n\t# by a tab\n\ttext += "\\0 🙂"\nreturn text\n'


def quoted(text: str) -> str:
    """The text as a string literal of the language."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    plain = "".join(escapes.get(char) or (char if char.isprintable() else f"\\u{{{ord(char):x}}}") for char in text)
    return '"' + plain.replace("${", "\\${") + '"'


def source() -> str:
    """The hostile source."""
    record = ",\n".join(f"        {quoted(key)} = {quoted(key)}" for key in KEYS)
    items = ",\n".join(f"        {quoted(text)}" for text in STRINGS)
    environment = ", ".join(f"E{number} = {quoted(text)}" for number, text in enumerate(KEYS) if "\0" not in text)
    tasks = "\n".join(f"    let s{number} = show(text = {quoted(text)})" for number, text in enumerate(STRINGS))
    return f"""//! Strings that readers of YAML take for something else.
@!image("python:3.11")

/// {" ".join(WORDS)}
component show(text: String) -> String python ```
{textwrap.indent(CODE, "    ")}```

@env({environment})
component run() container {{
    command = ["run", ```
{textwrap.indent(FENCE, "        ", lambda line: True)}    ```]
    args = [
{items},
    ]
}}

/// on: off # {" ".join(WORDS)}
pipeline hostile(
    table: Map<String> = {{
{record},
    }},
    text: String = "a\\n---\\nroot: {{}}\\n# b",
) {{
    run()
{tasks}
}}
"""


def expected(found: list[Any]) -> list[str]:
    """What of the built hostile source is not what the source says."""
    spec = found[0]
    containers = {label: executor["container"] for label, executor in spec["deploymentSpec"]["executors"].items()}
    run = next(container for container in containers.values() if container["command"][0] == "run")
    show = next(container for container in containers.values() if container is not run)
    inputs, tasks = spec["root"]["inputDefinitions"]["parameters"], spec["root"]["dag"]["tasks"]
    [entry.get("value", "") for entry in run["env"]]  # protobuf's JSON leaves an empty text out
    pairs = [
        ("the fence", FENCE, run["command"][1]),
        ("the arguments", STRINGS, run["args"]),
        (
            "the environment",
            [text for text in KEYS if "\0" not in text],
            [entry.get("value", "") for entry in run["env"]],
        ),
        ("the record", {key: key for key in KEYS}, inputs["table"]["defaultValue"]),
        ("the default", "a\n---\nroot: {}\n# b", inputs["text"]["defaultValue"]),
        ("the code", True, textwrap.indent(CODE, "    ") in show["command"][-1]),
    ]
    for number, text in enumerate(STRINGS):
        constant = tasks[f"s{number}"]["inputs"]["parameters"]["text"]["runtimeValue"]["constant"]
        pairs.append((f"s{number}", text, constant))
    return [
        f"{what}: the source says {said!r:.200}, read is {read!r:.200}" for what, said, read in pairs if said != read
    ]


def differences(left: Any, right: Any, path: str = "") -> list[str]:  # noqa: ANN401 - any YAML
    """Where two readers see different things: numbers are compared by value, all else by type and value."""
    if isinstance(left, dict) and isinstance(right, dict) and list(left) and left.keys() == right.keys():
        return [line for key in left for line in differences(left[key], right[key], f"{path}.{key}")]
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        pairs = enumerate(zip(left, right, strict=True))
        return [line for number, (a, b) in pairs for line in differences(a, b, f"{path}[{number}]")]
    numbers = all(isinstance(side, int | float) and not isinstance(side, bool) for side in (left, right))
    same = left == right and (numbers or type(left) is type(right))
    return [] if same else [f"{path}: {left!r:.200} and {right!r:.200}"]


def judge(path: Path) -> list[str]:
    """What the readers see differently in one file."""
    ours = documents(path)
    done = subprocess.run([OUT / "readers-go", str(path)], capture_output=True, check=False)
    if done.returncode:
        return [done.stderr.decode()]
    theirs = json.loads(done.stdout)
    return [f"{reader}: {line}" for reader, read in theirs.items() for line in differences(ours, read)]


def main() -> None:
    """Judge the hostile source and all files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    parser.add_argument("paths", nargs="+", type=Path, help="IR files, or folders of them")
    options = parser.parse_args()
    folder = OUT / "readers"
    folder.mkdir(parents=True, exist_ok=True)
    hostile = folder / "hostile.ml"
    hostile.write_text(source(), encoding="utf-8")
    passed = failed = 0
    for file in [folder / "hostile.yaml", *ir_files(options.paths)]:
        if file.parent == folder:
            refused = build(options.mlc.resolve(), hostile, file)
            lines = [refused] if refused else judge(file) + expected(documents(file))
        else:
            lines = judge(file)
        passed, failed = passed + (not lines), failed + bool(lines)
        if lines:
            print(f"{file.name}:\n{indent(chr(10).join(lines[:20]))}")
    close("readers", passed, failed, f", {len(STRINGS)} hostile strings")


if __name__ == "__main__":
    main()
