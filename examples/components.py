"""Components of an existing KFP project: `existing.ml` and `churn.ml` use them as they are.

Nothing here knows of `mlc`: this is what a team that has used the KFP SDK for years already has.
"""

from typing import NamedTuple, Optional

from kfp import dsl
from kfp.dsl import Artifact, Dataset, Input, Metrics, Output


@dsl.component(base_image="python:3.12.8-slim-bookworm")
def make_rows(count: int = 100, seed: Optional[int] = None) -> list:
    """Makes up customers.

    Args:
        count: How many.
        seed: Makes the same ones each time.
    """
    import random

    chance = random.Random(seed)
    return [{"age": chance.randint(18, 90), "visits": chance.randint(0, 30)} for _ in range(count)]


@dsl.component(base_image="python:3.12.8-slim-bookworm")
def split_rows(
    rows: list,
    first: Output[Dataset],
    second: Output[Dataset],
    fraction: float = 0.8,
) -> NamedTuple("Sizes", [("first_size", int), ("second_size", int)]):
    """Splits rows into two files of JSON lines."""
    import json

    middle = int(len(rows) * fraction)
    for part, target in ((rows[:middle], first), (rows[middle:], second)):
        with open(target.path, "w") as file:
            file.writelines(json.dumps(row) + "\n" for row in part)
    return middle, len(rows) - middle


@dsl.component(base_image="python:3.12.8-slim-bookworm")
def describe(data: Input[Dataset], metrics: Output[Metrics]) -> float:
    """Logs the mean of each column; returns the customers' mean age."""
    import json

    with open(data.path) as file:
        rows = [json.loads(line) for line in file]
    means = {key: sum(row[key] for row in rows) / len(rows) for key in rows[0]}
    for key, mean in means.items():
        metrics.log_metric(f"mean_{key}", mean)
    return means["age"]


@dsl.component(
    base_image="python:3.12.8-slim-bookworm",
    packages_to_install=["pandas==2.2.3", "pyarrow==21.0.0"],
)
def build_features(data: Input[Dataset], features: Output[Artifact]):
    """Turns raw customers into numbers a model can read."""
    import pandas as pd

    frame = pd.read_parquet(data.path)
    numbers = pd.get_dummies(frame, columns=["plan"], dtype=float)
    numbers["spend_per_visit"] = numbers["spend"] / numbers["visits"].clip(lower=1)
    numbers.to_parquet(features.path)


@dsl.container_component
def word_count(text: str, count: dsl.OutputPath(int)):
    """Counts words, by a program that is no Python."""
    return dsl.ContainerSpec(
        image="alpine:3.20.3",
        command=["sh", "-ec", 'mkdir -p "$(dirname "$2")"; printf "%s" "$1" | wc -w > "$2"', "sh"],
        args=[text, count],
    )
