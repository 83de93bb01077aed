// expect: ok
@!image("python:3.11")

component show(x: Json, tags: Map<Int>) container { command = ["echo", x, tags] }

pipeline nightly(name: String, tags: Map<Int>) {
    show(x = { "a-b" = 1, "c d" = name, e = { "f.g" = [1, 2] } }, tags = { "x-y" = 1 })
    show(x = tags["x-y"], tags)
}
