//! Parameters of every type, constants of every shape, several outputs at once.
@!image("python:3.11")

component split(
    text: String, number: Int, ratio: Float, flag: Bool, items: List<String>, table: Map<Json>, rows: List<Map<Int>>,
) -> (size: Int, parts: List<String>, facts: Map<Float>, ok: Bool) python ```
    return len(text), [*items, text], {"ratio": ratio * number}, flag and bool(table or rows)
```

component join(size: Int, parts: List<String>, facts: Map<Float>, ok: Bool) -> String python ```
    return f"{size} {parts} {facts} {ok}"
```

pipeline types(
    number: Int = -3,
    items: List<String> = ["on", "12:30", "it's"],
    table: Map<Json> = { "a-b" = [1, "on"] },
) -> String {
    let first = split(
        text  = "q\"\\\n\tü",
        number,
        ratio = 1e-9,
        flag  = true,
        items,
        table,
        rows  = [{ a = 1 }, {}],
    )
    let second = split(
        text   = "",
        number = 1_000_000,
        ratio  = 2,
        flag   = first.ok,
        items  = [],
        table  = { deep = { list = [1.5, "x", false] } },
        rows   = [],
    )
    return join(size = first.size, parts = second.parts, facts = first.facts, ok = second.ok)
}
