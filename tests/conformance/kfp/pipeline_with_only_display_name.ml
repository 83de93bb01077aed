//! A pipeline with a name and a name to show.

@image("public.ecr.aws/docker/library/python:3.12")
component echo() container {
    command = ["echo"]
    args    = ["hello world"]
}

@name("echo-name")
@display("echo-displayname")
pipeline my_pipeline() {
    echo()
}
