// expect: ok
@!image("python:3.11")

component clean(data: Dataset) -> (cleaned: Dataset) container { command = ["clean", data.path, cleaned.path] }

pipeline nightly(data: Dataset) -> Dataset {
    return clean(data).cleaned
}
