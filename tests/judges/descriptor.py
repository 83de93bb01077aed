"""The descriptors: does every field of every document exist, with a value of its type?

In: IR files, or folders of them. Each document is parsed strictly against the protobuf descriptors of PyPI's
`kfp-pipeline-spec` and `kfp-kubernetes`, and so is what these leave open as a bare struct: the executors of
`deploymentSpec`, and the Kubernetes configuration of each executor. Out: what was refused, and one line of figures.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from google.protobuf import json_format
from google.protobuf.message import Message
from kfp.kubernetes.kubernetes_executor_config_pb2 import KubernetesExecutorConfig
from kfp.pipeline_spec.pipeline_spec_pb2 import PipelineDeploymentConfig, PipelineSpec, PlatformSpec

from common import close, documents, ir_files

Part = tuple[str, Any, type[Message]]


def parts(found: list[Any]) -> Iterator[Part]:
    """What of a file's documents is to be parsed as what."""
    if not 1 <= len(found) <= 2:
        raise ValueError(f"{len(found)} documents")
    yield "pipeline", found[0], PipelineSpec
    yield "deploymentSpec", found[0].get("deploymentSpec", {}), PipelineDeploymentConfig
    if len(found) == 1:
        return
    yield "platform", found[1], PlatformSpec
    for name, platform in found[1].get("platforms", {}).items():
        if name != "kubernetes":
            raise ValueError(f"the platform {name} is not known")
        for label, config in platform.get("deploymentSpec", {}).get("executors", {}).items():
            if label not in found[0].get("deploymentSpec", {}).get("executors", {}):
                raise ValueError(f"the platform document configures {label}, which is no executor")
            yield label, config, KubernetesExecutorConfig


def judge(path: Path) -> list[str]:
    """What is refused of one file."""
    refused = []
    try:
        for where, value, message in parts(documents(path)):
            try:
                json_format.ParseDict(value, message(), ignore_unknown_fields=False)
            except json_format.ParseError as error:
                refused.append(f"{where}: {error}")
    except (ValueError, AttributeError, yaml.YAMLError) as error:
        refused.append(str(error))
    return refused


def main() -> None:
    """Judge all files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, help="IR files, or folders of them")
    passed = failed = 0
    for file in ir_files(parser.parse_args().paths):
        refused = judge(file)
        passed, failed = passed + (not refused), failed + bool(refused)
        for line in refused:
            print(f"{file.name}: {line}")
    close("descriptors", passed, failed)


if __name__ == "__main__":
    main()
