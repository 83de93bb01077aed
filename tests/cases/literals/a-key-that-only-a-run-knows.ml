// expect: E0330@8
@!image("python:3.11")

type Hyper = { rate: Float }
component show(x: Json, hyper: Hyper = { rate = 0.1 }) container { command = ["echo", x, hyper] }

pipeline nightly(name: String) {
    show(x = 1, hyper = { "${name}" = 0.5, rate = 0.1 })
    show(x = { "${name}" = "a" })
}
