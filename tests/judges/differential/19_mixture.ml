//! Blocks in blocks: conditions on items and fields in loops, loops in branches, all in an exit handler.
@!image("python:3.11")

type Item = { title: String, kind: String }

component plan(depth: Int) -> List<Item> python ```
    return [{"title": f"p{level}", "kind": "x"} for level in range(depth)]
```

component check(name: String) -> Bool python ```
    return name != "p0"
```

component apply(name: String, kind: String = "none") python ```
    print(name, kind)
```

component done() python ```
    print("done")
```

pipeline mixture(depth: Int = 2, kind: String = "x", dry: Bool = false) {
    let planned = plan(depth)
    if dry == false {
        for letter in ["a", "b"] parallel 1 {
            if letter != "b" {
                let checked = check(name = letter)
                if checked == true { apply(name = letter, kind) }
            } else {
                apply(name = "b")
            }
        }
    }
    for span in [{ low = "1", size = "wide" }, { low = "2", size = "it's" }] {
        apply(name = span.low)
        if span.size == "wide" { apply(name = "wide") }
        if depth >= 2 { apply(name = "deep", kind) }
    }
    for item in planned { apply(name = item.title, kind = item.kind) }
} finally {
    done()
}
