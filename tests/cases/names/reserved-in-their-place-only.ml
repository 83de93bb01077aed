// expect: ok
@!image("python:3.11")

component step(type: String, path: String, container: Int) -> (pipeline: Int) container {
    command = ["step", type, path, container, pipeline.path]
}

pipeline nightly(component: String, use: String) {
    let trigger = step(type = component, path = use, container = 1)
    step(type = "a", path = "b", container = trigger.pipeline)
}
