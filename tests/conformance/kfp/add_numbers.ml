//! One Python component, built as a one-step pipeline.

@image("python:3.11")
component add_numbers(a: Int, b: Int) -> Int python ```
    return a + b
```
