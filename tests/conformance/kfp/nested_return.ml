//! A list of maps as an output.

@image("python:3.11")
component nested_return() -> List<Map<String>> python ```
    return [{"A_a": "1", "B_b": "2"}, {"A_a": "10", "B_b": "20"}]
```
