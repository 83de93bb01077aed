import datetime
from typing import Any, List, Optional

import pandas as pd
from kfp import dsl
from kfp.dsl import Dataset, Input, Output, TaskConfig


@dsl.component
def unknown(frame: pd.DataFrame, anything: Any, day: datetime.date, untyped) -> bytes:
    pass


@dsl.component
def variadic(*args: int, **kwargs: str):
    pass


@dsl.component
def defaults(
    day: str = datetime.date.today().isoformat(),
    count: int = "three",
    data: Input[Dataset] = "gs://somewhere",
    flag: bool = 1,
):
    pass


@dsl.component
def config(settings: TaskConfig):
    pass


@dsl.component
def list_out(many: Output[List[Dataset]]) -> List[Dataset]:
    pass


@dsl.container_component
def bare(data: Dataset):
    return dsl.ContainerSpec(image="alpine:3.20")
