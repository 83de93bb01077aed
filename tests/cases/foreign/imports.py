"""The ways in which a project may import KFP, and settings of components."""

import textwrap

import kfp
import kfp.dsl as d
import typing as t
from kfp.dsl import *
from kfp.dsl import Input as In
from kfp.dsl import component as step

PACKAGES = ["pandas==2.2.3"]
MORE = PACKAGES + ["pyarrow"]
REGISTRY = "ghcr.io/acme"
TAG = "1.4.2"


def clean(text):
    # A helper that travels with the component.
    return text.strip()


def shout(text):
    return clean(text).upper()


@kfp.dsl.component(base_image=f"{REGISTRY}/train:{TAG}")
def full_name(count: int) -> int:
    return count


@d.component(base_image="python:3.12", packages_to_install=PACKAGES)
def module_alias(data: d.Input[d.Dataset], items: t.Optional[t.List[int]] = None) -> int:
    return len(items or [])


@step(
    base_image="python:3.12",
    packages_to_install=MORE,
    pip_index_urls=["https://pypi.org/simple", "https://pypi.acme.example/simple"],
    pip_trusted_hosts=["pypi.acme.example"],
    use_venv=True,
)
def name_alias(data: In[Dataset], model: Output[Model]):
    print(data, model)


@component(base_image="python:3.12", install_kfp_package=False, packages_to_install=[])
def star(text: str) -> str:
    return text


@component(base_image="python:3.12", additional_funcs=[clean, shout])
def with_helpers(text: str) -> str:

    def inner(value):
        return shout(value)

    # The result.
    return inner(text)
    # Below the last statement.


# Not a part of it.
@component(
    base_image="python:3.12",  # pinned
    packages_to_install=[
        "scikit-learn==1.6.0",
    ],
)
def many_lines(
    rate: float = 0.1,
):
    """Trains."""
    print(textwrap.dedent(f"""
        {rate}
    """))


@component(base_image="python:3.12", target_image="ghcr.io/acme/built:1.0.0")
def built(first: str, second: str) -> str:
    return first + second
