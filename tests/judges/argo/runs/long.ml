//! A long text that is typed when a run is submitted.
@!image("python:3.11")

component length(text: String) -> Int python ```
    return len(text)
```

pipeline long(text: String) -> Int {
    return length(text)
}
