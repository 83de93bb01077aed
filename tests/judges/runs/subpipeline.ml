//! A pipeline is called like a component, twice, with defaults and with arguments; its outputs feed a task.
@!image("python:3.11")

component double(x: Int) -> Int python ```
    return 2 * x
```

component note(x: Int, suffix: String) -> (line: String) python ```
    return f"{x}{suffix}"
```

pipeline twice(x: Int, suffix: String = "!") -> (value: Int, line: String) {
    let once  = double(x)
    let again = double(x = once)
    let noted = note(x = again, suffix)
    return { value = again, line = noted.line }
}

pipeline subpipeline(start: Int = 3) -> (value: Int, line: String) {
    let first  = twice(x = start)
    let second = twice(x = first.value, suffix = "?")
    let both   = note(x = second.value, suffix = first.line)
    return { value = second.value, line = both.line }
}
