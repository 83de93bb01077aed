//! Conditions inside a pipeline that is called: on its own inputs, given, left out and passed on as they are.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline inner(x: Int?, y: Int = 2) {
    if x and x > y { let more = mark() } else { let less = mark() }
    if not x { let nothing = mark() }
}

pipeline nested(n: Int, maybe: Int?) {
    inner(x = n)
    inner()
    inner(x = maybe, y = n)
    if n > 100 { inner(x = 1, y = 0) }
}
