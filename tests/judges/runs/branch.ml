//! A branch is taken by a run-time value: each of three ways, and what follows the block runs in each.
@!image("python:3.11")

component measure(text: String) -> Int python ```
    return len(text)
```

component say(text: String) -> String python ```
    return f"said {text}"
```

pipeline branch(text: String, limit: Int = 5) -> String {
    let size = measure(text)
    let said = if size > limit {
        say(text = "long")
    } else if size == limit and limit != 0 {
        say(text = "even")
    } else {
        say(text = "short")
    }
    return say(text = said)
}
