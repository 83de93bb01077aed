//! A task is tried again until it succeeds, as often as it may; what it gave the last time is its output.
@!image("python:3.11")

component flaky(log: String, good: Int) -> Int python ```
    with open(log, "a") as file:
        file.write("try\n")
    with open(log) as file:
        tries = len(file.readlines())
    if tries < good:
        raise ValueError(f"try {tries} fails")
    return tries
```

component double(x: Int) -> Int python ```
    return 2 * x
```

pipeline retry(log: String, good: Int) -> Int {
    let tries = flaky(log, good).retry(2)
    return double(x = tries)
}
