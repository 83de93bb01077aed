//! Loops in loops: constants, an input, a task's list, records with fields, limits on how many run at once.
@!image("python:3.11")

component names(count: Int) -> List<String> python ```
    return [f"n{number}" for number in range(count)]
```

component pair(left: String, right: Int) python ```
    print(left, right)
```

component whole(row: Map<Json>, factor: Float) python ```
    print(row, factor)
```

pipeline nested_loops(tags: List<String> = ["a", "b"], count: Int = 2) {
    let made = names(count)
    for tag in tags parallel 2 {
        for number in [1, 2, 3] { pair(left = tag, right = number) }
        for name in made { pair(left = name, right = 7) }
    }
    for row in [{ word = "x", side = "1" }, { word = "it's", side = "" }] parallel 1 {
        pair(left = row.word, right = 0)
        pair(left = row.side, right = 1)
        whole(row, factor = 0.5)
    }
}
