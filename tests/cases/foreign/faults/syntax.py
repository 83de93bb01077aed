from kfp import dsl


@dsl.component
def broken(rows: int):
    return (rows +
