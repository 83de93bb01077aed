//! Packages installed into a virtual environment instead of the image's own Python.

@image("python:3.11")
@packages("yapf")
@pip_index("https://pypi.org/simple")
@python(use_venv = true)
component component_with_pip_install() python ```
    import yapf

    print("yapf", yapf.__version__)
```
