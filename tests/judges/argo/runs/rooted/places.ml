//! Where artifacts lie is known: a URI in Python and in a container, lists of artifacts, nested and left out, a cache.
@!image("python:3.11")

component write(n: Int) -> (data: Dataset) python ```
    with open(data.path, "w") as file:
        file.write(f"<{n}>")
    data.metadata["n"] = n
```

component read(data: Dataset) -> (text: String, known: Bool) python ```
    with open(data.path) as file:
        return file.read(), data.uri.startswith("s3://acme-artifacts/runs/") and data.uri.endswith("/data")
```

component join(parts: List<Dataset>) -> String python ```
    texts = []
    for part in parts:
        with open(part.path) as file:
            texts.append(f"{part.metadata['n']}{file.read()}")
    return " ".join(texts)
```

component say(data: Dataset) -> (uri: String) container {
    command = ["sh", "-c", "printf %s \"$0\" > $1", data.uri, uri.path]
}

component place(n: Int) -> (data: Dataset, same: String) container {
    command = ["sh", "-c", "printf %s $1 > $2; printf %s \"$0\" > $3", data.uri, "${n}", data.path, same.path]
}

component where(parts: List<Dataset>, said: List<String>) -> Bool python ```
    return [part.uri for part in parts] == said and [open(part.path).read() for part in parts] == ["5", "6"]
```

component starts(uri: String) -> Bool python ```
    return uri.startswith("s3://acme-artifacts/runs/")
```

pipeline places(few: List<Int> = []) -> (text: String, known: Bool, said: Bool, flat: String, some: String, empty: String, told: Bool) {
    let one  = write(n = 7)
    let got  = read(data = one).cache(true)
    let said = starts(uri = say(data = one).uri)
    let flat = for a in [1, 2] {
        for b in [10, 20] { write(n = b) }
    }
    let some = for n in [1, 2, 3] {
        if n != 2 { write(n) }
    }
    let empty = for n in few { write(n) }
    let placed = for n in [5, 6] { place(n) }
    let told   = where(parts = placed.data, said = placed.same)
    let joined = join(parts = flat.data)
    let kept   = join(parts = some.data)
    let nothing = join(parts = empty.data)
    return { text = got.text, known = got.known, said = said, flat = joined, some = kept, empty = nothing, told = told }
}
