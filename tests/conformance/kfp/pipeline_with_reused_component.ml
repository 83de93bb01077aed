//! One component, called three times in a row.

@!image("python:3.11")

component add_numbers(a: Int, b: Int) -> Int python ```
    return a + b
```

@name("pipeline-with-reused-component")
pipeline my_pipeline(a: Int = 2, b: Int = 5) {
    let first  = add_numbers(a, b = 3)
    let second = add_numbers(a = first, b)
    add_numbers(a = second, b = 7)
}
