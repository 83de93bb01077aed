//! One task that the engine may take from its cache, which is KFP's default.

@!image("python:3.11")

component add_one(x: Int) -> Int python ```
    return x + 1
```

pipeline pipeline_with_caching(x: Int = 1) -> Int {
    return add_one(x)
}
