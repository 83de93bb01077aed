//! What must not stop a run without an end, names that collide, letters that Argo writes in a way of its own.
@!image("python:3.11")

component record(deep: Bool) -> Json python ```
    return {"a": {"b": ["found"]}} if deep else {"a": 3}
```

component told(value: Json, note: String?) -> String python ```
    return f"{value} {note}"
```

component flag() -> (set: Bool, count: Int) container {
    command = ["sh", "-c", "echo True > $0; echo ' 3' > $1", set.path, count.path]
}



component letters() -> List<String> python ```
    return ["del\x7f", "nul\x00", "{{workflow.name}}", "smile \U0001f600", "mlc:none"]
```

component same(value: String) -> String python ```
    return value
```

component join(texts: List<String>, none: String?) -> String python ```
    return ascii(texts) + str(none)
```

pipeline inner(deep: Bool) -> Json {
    let found = record(deep)
    return found.a.b[0]
}

pipeline edges(items: String = "x", deep: Bool = true) -> String {
    let contains      = same(value = items)
    let inner_value   = inner(deep)
    let flagged       = flag()
    let contains_task = if flagged.set and flagged.count == 3 { told(value = inner_value, note = "${flagged.set} ${flagged.count}") } else { told(value = 1) }
    let each = for letter in letters() {
        same(value = "${items}${letter}")
    }
    let raw = for letter in letters() { same(value = letter) }
    let both = join(texts = each.Output)
    let nothing = same(value = contains)
    return join(texts = raw.Output, none = "${contains_task} ${nothing}")
}
