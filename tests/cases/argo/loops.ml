// expect: ok
@!image("python:3.12")

type Row = { name: String, size: Int }

component rows(n: Int) -> List<Row> python ```
    return [{"name": str(i), "size": i} for i in range(n)]
```

component work(name: String, size: Int) -> (text: String, size: Int) python ```
    return name, size
```

component join(texts: List<String>, sizes: List<Int>) -> String python ```
    return ",".join(texts) + str(sum(sizes))
```

pipeline fan(n: Int = 3, names: List<String> = ["a", "b"]) -> String {
    let made = rows(n)
    let done = for row in made parallel 2 {
        work(name = row.name, size = row.size)
    }
    for i in range(n) {
        for name in names {
            work(name, size = i)
        }
    }
    let kept = for size in [1, 2, 3] {
        if size > 1 { work(name = "x", size) }
    }
    join(texts = kept.text, sizes = kept.size)
    return join(texts = done.text, sizes = done.size)
}
