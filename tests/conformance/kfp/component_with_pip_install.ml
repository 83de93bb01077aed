//! A one-step pipeline whose code needs a package.

@image("python:3.11")
@packages("yapf")
@pip_index("https://pypi.org/simple")
component component_with_pip_install() python ```
    import yapf

    print("yapf", yapf.__version__)
```
