//! Helpers and imports beside a component's function, and a function of another name in a file.
@!image("python:3.11")

component roots(numbers: List<Float>) -> List<Float> python ```
from math import sqrt

LIMIT = 3

def shorten(values):
    return values[:LIMIT]

def roots(numbers: list) -> list:
    return [sqrt(number) for number in shorten(numbers)]
```

component spread(numbers: List<Float>) -> (low: Float, high: Float) python "./modules.py::low_and_high"

pipeline modules(numbers: List<Float> = [4.0, 9.0, 16.0, 25.0]) -> (low: Float, high: Float) {
    let kept   = roots(numbers)
    let result = spread(numbers = kept)
    return { low = result.low, high = result.high }
}
