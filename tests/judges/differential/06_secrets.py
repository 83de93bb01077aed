"""Secrets and config maps, in the environment and as files, named here and named at run time; field paths."""

from kfp import dsl, kubernetes


@dsl.component(base_image="python:3.11")
def read() -> str:
    import os

    return os.environ["TOKEN"]


@dsl.component(base_image="python:3.11")
def find() -> str:
    return "vault"


@dsl.pipeline(name="secrets")
def pipeline(secret_name: str = "db", config_name: str = "settings"):
    first = read()
    kubernetes.use_secret_as_env(first, secret_name="api", secret_key_to_env={"token": "TOKEN", "user": "USER_NAME"})
    kubernetes.use_config_map_as_env(first, config_map_name="limits", config_map_key_to_env={"max": "MAX"})
    kubernetes.use_secret_as_volume(first, secret_name="certs", mount_path="/certs", optional=True)
    kubernetes.use_field_path_as_env(first, env_name="NODE", field_path="spec.nodeName")
    first.set_env_variable("LEVEL", "debug")
    found = find()
    second = read()
    kubernetes.use_secret_as_env(second, secret_name=secret_name, secret_key_to_env={"password": "TOKEN"})
    kubernetes.use_config_map_as_volume(second, config_map_name=config_name, mount_path="/settings")
    third = read()
    kubernetes.use_secret_as_volume(third, secret_name=found.output, mount_path="/vault")
    kubernetes.use_secret_as_env(third, secret_name="api", secret_key_to_env={"token": "TOKEN"}, optional=True)
