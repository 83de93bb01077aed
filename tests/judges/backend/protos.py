"""Generate the Go types of KFP's pipeline spec, from PyPI's descriptors.

In: the folder to write to, and on the command line after it the `protoc-gen-go` command (a plugin that reads a
request from standard input). Out: two Go modules, `api` and `kubernetes_platform`, which stand in for the
sub-modules of github.com/kubeflow/pipelines of the same name: the back end's code is then compiled against the
very descriptors that the client judge parses with. `protoc` itself is not needed.
"""

import subprocess
import sys
from pathlib import Path

from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.compiler import plugin_pb2
from kfp.kubernetes import kubernetes_executor_config_pb2
from kfp.pipeline_spec import pipeline_spec_pb2

KFP = "github.com/kubeflow/pipelines/"
WANTED = [pipeline_spec_pb2.DESCRIPTOR.name, kubernetes_executor_config_pb2.DESCRIPTOR.name, "cache_key.proto"]
FIELD = descriptor_pb2.FieldDescriptorProto


def field(
    message: descriptor_pb2.DescriptorProto, name: str, number: int, kind: str = "", repeated: bool = False
) -> None:
    """Add a field to a message: a string, or a message of the type named by `kind`."""
    label = FIELD.LABEL_REPEATED if repeated else FIELD.LABEL_OPTIONAL
    message.field.add(
        name=name,
        number=number,
        label=label,
        type=FIELD.TYPE_MESSAGE if kind else FIELD.TYPE_STRING,
        type_name=kind or None,
    )


def cache_key() -> descriptor_pb2.FileDescriptorProto:
    """The messages that no wheel has: the launcher's cache key, named by the back end's code and never made here."""
    file = descriptor_pb2.FileDescriptorProto(name="cache_key.proto", package="ml_pipelines", syntax="proto3")
    file.dependency.extend(["google/protobuf/struct.proto", pipeline_spec_pb2.DESCRIPTOR.name])
    file.options.go_package = f"{KFP}api/v2alpha1/go/cachekey"
    field(file.message_type.add(name="ArtifactNameList"), "artifactNames", 1, repeated=True)
    container = file.message_type.add(name="ContainerSpec")
    field(container, "image", 1)
    field(container, "cmdArgs", 2, repeated=True)
    key = file.message_type.add(name="CacheKey")
    maps = [
        ("inputArtifactNames", 1, ".ml_pipelines.ArtifactNameList"),
        ("outputArtifactsSpec", 3, ".ml_pipelines.RuntimeArtifact"),
        ("outputParametersSpec", 4, ""),
        ("inputParameterValues", 6, ".google.protobuf.Value"),
    ]
    for name, number, kind in maps:
        entry = key.nested_type.add(name=f"{name[0].upper()}{name[1:]}Entry")
        entry.options.map_entry = True
        field(entry, "key", 1)
        field(entry, "value", 2, kind)
        field(key, name, number, f".ml_pipelines.CacheKey.{entry.name}", repeated=True)
    field(key, "containerSpec", 5, ".ml_pipelines.ContainerSpec")
    return file


def closure() -> list[descriptor_pb2.FileDescriptorProto]:
    """The wanted files and all they import, imports first."""
    pool, files = descriptor_pool.Default(), {}

    def visit(name: str) -> None:
        if name in files:
            return
        descriptor, file = pool.FindFileByName(name), descriptor_pb2.FileDescriptorProto()
        descriptor.CopyToProto(file)
        for needed in file.dependency:
            visit(needed)
        files[name] = file

    for name in WANTED[:2]:
        visit(name)
    files["cache_key.proto"] = cache_key()
    return list(files.values())


def main() -> None:
    """Write both modules."""
    target, plugin = Path(sys.argv[1]), sys.argv[2:]
    for module in ("api", "kubernetes_platform"):  # first: the plugin may be built in a module that names these
        (target / module).mkdir(parents=True, exist_ok=True)
        (target / module / "go.mod").write_text(f"module {KFP}{module}\n\ngo 1.24.2\n")
    request = plugin_pb2.CodeGeneratorRequest(file_to_generate=WANTED, proto_file=closure())
    done = subprocess.run(plugin, input=request.SerializeToString(), stdout=subprocess.PIPE, check=True)
    response = plugin_pb2.CodeGeneratorResponse.FromString(done.stdout)
    if response.error:
        sys.exit(f"protoc-gen-go: {response.error}")
    for file in response.file:
        path = target / file.name.removeprefix(KFP)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.content)
    print(f"generated {len(response.file)} Go files under {target}")


if __name__ == "__main__":
    main()
