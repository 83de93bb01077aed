//! What a person types when a run is submitted arrives byte for byte, or the run ends before its first task.
@!image("python:3.11")

type Settings = { rate: Float, mode: "fast" | "exact", tags: List<String>?, depth: Int = 3 }

component show(
    text: String, n: Int, ratio: Float, on: Bool, mode: "fast" | "exact", level: 1 | 2, settings: Settings,
    items: List<Int>, any: Json, note: String?, limit: Int?,
) -> String python ```
    return ascii([text, n, ratio, on, mode, level, settings, items, any, note, limit])
```

component echo(text: String, n: Int) -> (said: String) container {
    command = ["sh", "-c", "printf '%s|%s' \"$1\" \"$2\" > $0", said.path, text, n]
}

pipeline typed(
    text: String = "x",
    n: Int = 1,
    ratio: Float = 0.5,
    on: Bool = true,
    mode: "fast" | "exact" = "fast",
    level: 1 | 2 = 1,
    settings: Settings = { rate = 0.1, mode = "fast" },
    items: List<Int> = [1, 2],
    any: Json = {},
    note: String?,
    limit: Int?,
) -> (shown: String, said: String) {
    let shown = show(text, n, ratio, on, mode, level, settings, items, any, note, limit)
    let echoed = echo(text, n)
    return { shown = shown, said = echoed.said }
}
