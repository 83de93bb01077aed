"""`std.k8s` as emitted: the inputs and outputs that KFP's back end expects of its two built-ins."""

import pytest
from conftest import pipeline_spec

SOURCE = """\
use std.k8s.{create_pvc, delete_pvc}

pipeline volume() {
    let made = create_pvc(access_modes = ["ReadWriteOnce"], size = "1Gi")
    delete_pvc(pvc_name = made)
}
"""


@pytest.fixture(scope="module")
def by_image(build, tmp_path_factory):
    """The components of a pipeline with both, by the images that stand for them."""
    source = tmp_path_factory.mktemp("k8s") / "volume.ml"
    source.write_text(SOURCE)
    document = pipeline_spec(build(source))
    executors = document["deploymentSpec"]["executors"]
    return {
        executors[component["executorLabel"]]["container"]["image"]: component
        for component in document["components"].values()
    }


def test_create_pvc(by_image):
    component = by_image["argostub/createpvc"]
    inputs = component["inputDefinitions"]["parameters"]
    assert {
        name: (given["parameterType"], given.get("isOptional")) for name, given in inputs.items()
    } == {
        "access_modes": ("LIST", None),
        "annotations": ("STRUCT", True),
        "data_source": ("STRUCT", True),
        "pvc_name": ("STRING", True),
        "pvc_name_suffix": ("STRING", True),
        "size": ("STRING", None),
        "storage_class_name": ("STRING", True),
        "volume_name": ("STRING", True),
    }
    assert {name for name, given in inputs.items() if "defaultValue" in given} == {
        "storage_class_name"
    }
    assert inputs["storage_class_name"]["defaultValue"] == ""
    assert component["outputDefinitions"]["parameters"]["name"]["parameterType"] == "STRING"


def test_delete_pvc(by_image):
    component = by_image["argostub/deletepvc"]
    inputs = component["inputDefinitions"]["parameters"]
    assert list(inputs) == ["pvc_name"]
    assert inputs["pvc_name"]["parameterType"] == "STRING"
    assert "isOptional" not in inputs["pvc_name"]
    assert "outputDefinitions" not in component
