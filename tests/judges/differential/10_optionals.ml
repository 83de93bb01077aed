//! Inputs that may be left out and defaults of every type, passed on and passed none.
@!image("python:3.11")

component make() -> (data: Dataset) python ```
    with open(data.path, "w") as file:
        file.write("x")
```

component take(
    title: String?,
    data: Dataset?,
    count: Int = 3,
    ratio: Float = 0.5,
    flag: Bool = true,
    items: List<Int> = [1, 2],
    table: Map<Float> = { a = 1.5 },
    limit: Int?,
) -> String python ```
    return f"{title} {data} {count} {ratio} {flag} {items} {table} {limit}"
```

pipeline optionals(title: String?, limit: Int?, items: List<Int> = [], word: String = "") {
    take()
    take(title, limit, items)
    take(title = word, count = 0, ratio = -1.5, flag = false, table = {}, data = make())
}
