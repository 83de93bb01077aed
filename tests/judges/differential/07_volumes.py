"""Volumes: claims created, mounted and deleted, empty folders, ephemeral volumes."""

from kfp import dsl, kubernetes


@dsl.component(base_image="python:3.11")
def write(text: str):
    with open("/data/file", "w") as file:
        file.write(text)


@dsl.component(base_image="python:3.11")
def read():
    with open("/data/file") as file:
        print(file.read())


@dsl.pipeline(name="volumes")
def pipeline(size: str = "5Gi", claim: str = "shared"):
    made = kubernetes.CreatePVC(
        pvc_name_suffix="-scratch",
        access_modes=["ReadWriteMany"],
        size=size,
        storage_class_name="standard",
        annotations={"team": "growth"},
    )
    wrote = write(text="hello")
    kubernetes.mount_pvc(wrote, pvc_name=made.outputs["name"], mount_path="/data")
    kubernetes.mount_pvc(wrote, pvc_name="models", mount_path="/models", sub_path="churn")
    kubernetes.empty_dir_mount(wrote, volume_name="cache", mount_path="/cache", medium="Memory", size_limit="1Gi")
    seen = read().after(wrote)
    kubernetes.mount_pvc(seen, pvc_name=made.outputs["name"], mount_path="/data")
    kubernetes.mount_pvc(seen, pvc_name=claim, mount_path="/shared")
    kubernetes.add_ephemeral_volume(
        seen,
        volume_name="tmp",
        mount_path="/big",
        access_modes=["ReadWriteOnce"],
        size="20Gi",
        storage_class_name="fast",
    )
    kubernetes.DeletePVC(pvc_name=made.outputs["name"]).after(seen)
