//! An artifact handed from one container to the next, by its path.

@!image("alpine")

component component1(text: String) -> (output_gcs: Dataset) container {
    command = ["sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && echo \"$0\" > \"$1\""]
    args    = [text, output_gcs.path]
}

component component2(input_gcs: Dataset) container {
    command = ["cat"]
    args    = [input_gcs.path]
}

@name("containerized-two-step-pipeline")
@kfp(optional_flag = false)                              // the default alone says that `text` may be left out
pipeline my_pipeline(text: String = "Hello KFP Containerized!") {
    component2(input_gcs = component1(text))
}
