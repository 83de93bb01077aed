//! A Python function that was built into the image.

/// The function lives in the image, which KFP's SDK built: KFP only.
@image("kfp-image")
component concat_message(message1: String, message2: String) -> String container {
    command = ["python3", "-m", "kfp.dsl.executor_main"]
    args    = ["--executor_input", run.executor_input, "--function_to_execute", "concat_message"]
}
