from kfp import dsl


@dsl.component
def plain(text: str) -> str:
    return text


@dsl.component(base_image=None, pip_index_urls=["https://one/simple", "https://two/simple"], packages_to_install=["a"])
def trusting(text: str) -> str:
    return text


@dsl.component(
    pip_index_urls=["https://one/simple"],
    pip_trusted_hosts=[],
    packages_to_install=["a"],
)
def trusting_none(text: str) -> str:
    return text


@dsl.component(
    pip_index_urls=["https://one/simple"],
    pip_trusted_hosts=["one"],
    packages_to_install=["a"],
)
def trusting_one(text: str) -> str:
    return text
