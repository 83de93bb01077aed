"""What a task may use and how it is run: processors, memory, accelerators, retries, caches, environment."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def choose() -> str:
    return "8Gi"


@dsl.component(base_image="python:3.11")
def train(epochs: int) -> float:
    return 1 / epochs


@dsl.pipeline(name="resources")
def pipeline(memory: str = "4Gi", cpu: str = "2"):
    first = train(epochs=1)
    first.set_cpu_limit("4").set_cpu_request("500m").set_memory_limit("16Gi").set_memory_request("1G")
    first.set_accelerator_type("nvidia.com/gpu").set_accelerator_limit(2)
    first.set_retry(num_retries=3, backoff_duration="30s", backoff_factor=1.5, backoff_max_duration="10m")
    first.set_env_variable("A", "on").set_env_variable("B", "it's")
    second = train(epochs=2).set_memory_limit(memory).set_cpu_limit(cpu).set_retry(num_retries=2)
    second.set_caching_options(False)
    third = train(epochs=3).set_memory_limit(choose().output)
    third.set_caching_options(True, cache_key="weekly")
    third.set_display_name("The third")
