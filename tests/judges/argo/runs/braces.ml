//! Braces beside values, in descriptions, in what a run says of itself; names that end alike; numbers as texts.
@!image("python:3.11")

/// Says {{=1+}} what it is given, {{ and no more.
component same(value: String) -> String python ```
    return value
```

component shell(n: Int, t: String) -> (out: String) container {
    command = ["sh", "-c", "printf %s \"$0|$1|$2\" > $3"]
    args    = ["{${n}}", "{{${t}}}", "{${t}", out.path]
}

component both(text: String) -> (d: Dataset, d_metadata: String) python ```
    with open(d.path, "w") as file:
        file.write(text)
    return "named"
```

component read(d: Dataset, of: String) -> String python ```
    return open(d.path).read() + of
```

component join(texts: List<String>) -> String python ```
    return " ".join(texts)
```

/// In {{braces}}.
pipeline told(n: Int) -> String {
    same(value = "x")
    return "in ${run.name} {${n}}"
}

/// What {{this}} is.
@display("Braces {{x}}")
pipeline braces(
    /// A number {{n}}.
    n: Int = 3,
) -> (braced: String, shelled: String, named: String, floats: String, run: Bool) {
    let braced  = same(value = "{${n}} {${n}")
    let shelled = shell(n, t = "t")
    let made    = both(text = "file ")
    let named   = if n == 3 { read(d = made.d, of = made.d_metadata) } else { same(value = "no") }
    let floats  = for x in [1.0, 2.5, 0.0000001] { same(value = "${x}") }
    let joined  = join(texts = floats.Output)
    let inner   = told(n)
    let checked = is_run(text = inner)
    return { braced = braced, shelled = shelled, named = named, floats = joined, run = checked }
}

component is_run(text: String) -> Bool python ```
    return text.startswith("in braces-") and text.endswith(" {3}")
```
