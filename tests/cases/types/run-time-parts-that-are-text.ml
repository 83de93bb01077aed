// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component names(all: List<String>) container { command = ["names", all] }
component any(all: Json) container { command = ["any", all] }
component record(all: { name: String, tags: Map<String>, rest: Json }) container { command = ["record", all] }

pipeline nightly(n: Int, name: String) {
    names(all = [name, "b", "${n}-c"])
    any(all = { rows = count(), deep = [n, { name = name }] })
    record(all = { name = name, tags = { "x-y" = name }, rest = n })
}
