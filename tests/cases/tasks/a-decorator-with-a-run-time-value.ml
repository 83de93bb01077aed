// expect: E0201@9
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly(memory: String, image: String, node: Json) {
    train().resources(memory = memory).image("acme/train:${image}").node_selector(json = node)
    for gpu in [1, 2] {
        train().resources(gpu = gpus)
    }
}
