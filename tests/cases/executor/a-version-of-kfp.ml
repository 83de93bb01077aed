// expect: E0717@5
@!image("python:3.11")

@python(kfp_version = "2.14.6")
component fit(rate: Float) -> Float python ```
    return rate * 2
```

@python(install_kfp = false)
component keep(rate: Float) -> Float python ```
    return rate
```

pipeline search() {
    let first = fit(rate = 0.5)
    fit(rate = first)
    keep(rate = first)
}
