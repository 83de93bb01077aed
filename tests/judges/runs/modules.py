"""The function of modules.ml that stands in a file of its own."""

from typing import NamedTuple


def low_and_high(numbers: list) -> NamedTuple("Ends", [("low", float), ("high", float)]):
    """Both ends of a list of numbers."""
    return min(numbers), max(numbers)
