//! One component used often, documented, with hostile text in its body.
@!image("python:3.11")

component speak(text: String, times: Int = 1) -> String python ```
    """Says a text, several times.

    Args:
        text: What to say; "quotes" and 'more', \\ and {{$}} too.
        times: How often.
    """
    lines = [f"{text!r}\t{number}" for number in range(times)]  # a comment, with "quotes"
    table = {"on": r"\d+", "12:30": b"\x00", "": '''
  kept as it is
'''}
    return "\n".join(lines) + str(table) + "ü🙂 %s ${x} `y` $(z) 'a'\"b\""
```

pipeline reuse(text: String = "hi") {
    let first  = speak(text)
    let second = speak(text = first, times = 0)
    let third  = speak(text = second, times = 1)
    let fourth = speak(text = third, times = 2)
    if fourth != "" { speak(text = "never \"mind\"") }
}
