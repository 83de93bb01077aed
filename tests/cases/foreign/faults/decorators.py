import os

from kfp import dsl
from kfp.dsl import Output

IMAGE = os.environ["IMAGE"]
PACKAGES = ["a"]
PACKAGES.append("b")
TWICE = "a"
TWICE = "b"


def outside(f):
    return f


@dsl.component(base_image=IMAGE)
def image_from_environment(rows: int):
    pass


@dsl.component(base_image=TWICE)
def bound_twice(rows: int):
    pass


@dsl.component(packages_to_install=PACKAGES)
def changed_list(rows: int):
    pass


@dsl.component(packages_to_install=[os.path.join("a", "b")])
def package_from_call(rows: int):
    pass


@dsl.component(packages_to_install="pandas", use_venv="yes", colour="red")
def wrong_types(rows: int):
    pass


@dsl.component(kfp_package_path="git+https://example.com/kfp")
def other_kfp(rows: int):
    pass


@dsl.component(embedded_artifact_path="./files")
def embedded(rows: int):
    pass


@dsl.component(target_image="ghcr.io/acme/built:1", packages_to_install=["a"])
def built_with_packages(rows: int):
    pass


@dsl.component(additional_funcs=[missing_helper])
def helper_from_elsewhere(rows: int):
    pass


@dsl.notebook_component(notebook_path="train.ipynb")
def notebook(rows: int):
    pass


@dsl.pipeline
def pipeline(rows: int):
    pass


@outside
def not_a_component(rows: int):
    pass
