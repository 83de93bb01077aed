// expect: E0302@7
@!image("python:3.11")

component sum(all: List<String>) container { command = ["sum", all] }

pipeline nightly(name: String?) {
    sum(all = ["a", name])
    if name { sum(all = ["a", name]) }
}
