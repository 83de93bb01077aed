//! A map as an input.

@image("python:3.11")
component dict_input(struct: Map) python ```
    for key, value in struct.items():
        print(f"{key} = {value}")
```
