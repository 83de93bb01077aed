"""What docstrings say of components, inputs and outputs."""

from typing import NamedTuple

from kfp import dsl
from kfp.dsl import Dataset, Input, Model, Output


@dsl.component(base_image="python:3.12")
def google(data: Input[Dataset], rate: float, model: Output[Model], note: str = "") -> float:
    """Trains a model.

    It takes its time, and goes on
    for several lines: really.

      Even indented ones.

    Args:
        data: The rows to train on.
        rate (float): How fast it learns. Defaults to 0.1.
        note (str, optional): More than one
            line of it:
              with a list

            and a blank.
        unknown: Not there.

    Returns:
        Output: How good it is.
        model: The weights.

    Raises:
        ValueError: if there are no rows.
    """
    return rate


@dsl.component(base_image="python:3.12")
def sphinx(data: Input[Dataset], rate: float = 0.1) -> float:
    """Trains a model.
    Quickly.

    :param data: The rows
        to train on.
    :param float rate: How fast.
    :type data: Dataset
    :returns: How good it is.
    """
    return rate


@dsl.component(base_image="python:3.12")
def numpy(rows: int, rate: float = 0.1) -> float:
    """Trains a model.

    Slowly.

    Parameters
    ----------
    rows : int
        How many.
    rate : float, optional
        How fast
        it learns.

    Returns
    -------
    float
        How good it is.
    """
    return rate * rows


@dsl.component(base_image="python:3.12")
def plain(rows: int) -> NamedTuple("Outputs", [("half", int), ("rest", int)]):
    """Splits: one line, no section.
    rows: not an argument."""
    return rows // 2, rows % 2


@dsl.component(base_image="python:3.12")
def broken(rows: int) -> int:
    """Counts.

    Args:
      rows without a colon
    """
    return rows


@dsl.component(base_image="python:3.12")
def empty_first(rows: int) -> int:
    """
    Counts on its second line.

	Args:
		rows: Set in by tabs.
    """
    return rows


@dsl.component(base_image="python:3.12")
def not_first(rows: int) -> int:
    rows += 1
    """Not a docstring."""
    return rows
