"""How a Python component is installed: packages, indexes, no kfp, a virtual environment."""

from kfp import dsl


@dsl.component(base_image="python:3.11", packages_to_install=["pandas==2.2.3", "pyarrow>=17,<19"])
def frame(rows: int) -> int:
    import pandas as pd

    return len(pd.DataFrame({"x": range(rows)}))


@dsl.component(
    base_image="python:3.12-slim",
    packages_to_install=["acme-tools"],
    pip_index_urls=["https://pypi.acme.test/simple", "https://pypi.org/simple"],
    pip_trusted_hosts=["pypi.acme.test"],
)
def tools():
    import acme_tools

    acme_tools.run()


@dsl.component(base_image="ghcr.io/acme/base:1.0", install_kfp_package=False)
def bare(text: str = "x") -> str:
    return text


@dsl.component(base_image="python:3.11", use_venv=True, packages_to_install=["requests"])
def apart():
    import requests

    print(requests.__version__)


@dsl.pipeline(name="packages")
def pipeline():
    frame(rows=3)
    tools()
    bare()
    apart()
