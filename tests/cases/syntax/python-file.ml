// expect: E0131@2 E0131@3 E0123@5 E0124@6 E0131@7
import kfp
from kfp import dsl

# Adds two numbers.
@dsl.component(base_image='python:3.11')
def add(a: int, b: int) -> int:
    return a + b
