//! Artifacts of a loop are collected into a list, and parameters of a branch inside it are filtered.
@!image("python:3.11")

component write(n: Int) -> (data: Dataset, even: Bool) python ```
    with open(data.path, "w") as file:
        file.write(f"<{n}>")
    return n % 2 == 0
```

component join(parts: List<Dataset>) -> String python ```
    texts = []
    for part in parts:
        with open(part.path) as file:
            texts.append(file.read())
    return "".join(sorted(texts))
```

component count(flags: List<Bool>) -> Int python ```
    return sum(flags)
```

pipeline lists() -> (joined: String, evens: Int) {
    let made   = for n in [1, 2, 3, 4] { write(n) }
    let joined = join(parts = made.data)
    let evens  = count(flags = made.even)
    return { joined = joined, evens = evens }
}
