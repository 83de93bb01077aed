// expect: E0109@5 E0108@13
//! What a fence holds whose ends are not known is not judged.
@!image("python:3.11")

component load() -> Int python ``
    return (1
```

component train() container { command = ["train"] }
pipeline nightly() {
    train().after(load())
}
component show() -> Int python ```
    return 1
``
