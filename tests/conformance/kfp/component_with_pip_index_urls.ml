//! Packages from a package index of one's own choice.

@!image("python:3.11")

@packages("yapf")
@pip_index("https://pypi.org/simple")
component component_op() python ```
    import yapf

    print("yapf", yapf.__version__)
```

pipeline v2_component_pip_index_urls() {
    component_op()
}
