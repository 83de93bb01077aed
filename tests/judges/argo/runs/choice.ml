//! An artifact that is only sometimes made, a filter, a value of a block in a block.
@!image("python:3.11")

component write(text: String) -> (data: Dataset, size: Int) python ```
    with open(data.path, "w") as file:
        file.write(text)
    data.metadata["letters"] = len(text)
    return len(text)
```

component describe(data: Dataset?, sizes: List<Int>, names: List<String>) -> String python ```
    text = "nothing" if data is None else open(data.path).read() + str(data.metadata["letters"])
    return f"{text} {sizes} {names}"
```

component name(of: String) -> String python ```
    return of.upper()
```

pipeline choice(text: String, wanted: Bool = true) -> String {
    let made = if wanted { write(text) }
    let kept = for size in [1, 2, 3] {
        if size > 1 { write(text = "x${size}") }
    }
    let names = for word in ["a\"b", "{{c}}", "d"] {
        if word != "d" { name(of = word) } else { name(of = "last ${word}") }
    }
    return describe(data = made.data, sizes = kept.size, names)
}
