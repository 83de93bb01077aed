// expect: E0334@9 E0334@10 E0334@11
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component sum(all: List<Int>) container { command = ["sum", all] }
component map(all: Map<Float>) container { command = ["map", all] }
component record(all: { rows: Int, name: String }) container { command = ["record", all] }
pipeline nightly(n: Int, name: String) {
    sum(all = [count(), 2])
    map(all = { a = n })
    record(all = { rows = n, name = name })
}
