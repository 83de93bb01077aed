//! KFP's Concat form: a text put together from constants, a value and a URI.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component container_with_concat_placeholder(text1: String) -> (text2: Dataset, output_path: String) container {
    command = ["my_program", concat("prefix-", text1, text2.uri)]
    args    = ["--output_path", output_path.path]
}
