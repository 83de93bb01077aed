//! Texts of every kind pass from task to task byte for byte, also those that Argo would take for its own.
@!image("python:3.11")

component make() -> (tags: String, dollars: String, controls: String, planes: String, ends: String, big: String) python ```
    return (
        "{{workflow.name}} {{=1+1}} {{ }} }} {{",
        "$(HOME) $$(HOME) ${HOME} $$",
        "".join(map(chr, range(1, 32))) + "\x7f\x85\xad\u2028\ufeff",
        "\U0001f600 \U000e0001 \U0010ffff",
        "two ends\n\n",
        "'\"\\<&>é" * 12_500,
    )
```

component same(tags: String, dollars: String, controls: String, planes: String, ends: String, big: String) -> Bool python ```
    return (
        tags == "{{workflow.name}} {{=1+1}} {{ }} }} {{"
        and dollars == "$(HOME) $$(HOME) ${HOME} $$"
        and controls == "".join(map(chr, range(1, 32))) + "\x7f\x85\xad\u2028\ufeff"
        and planes == "\U0001f600 \U000e0001 \U0010ffff"
        and ends == "two ends\n\n"
        and big == "'\"\\<&>é" * 12_500
    )
```

pipeline hostile() -> Bool {
    let made = make()
    return same(
        tags = made.tags,
        dollars = made.dollars,
        controls = made.controls,
        planes = made.planes,
        ends = made.ends,
        big = made.big,
    )
}
