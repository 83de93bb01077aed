// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component rate() -> Float container { command = ["rate", Output.path] }
component data() -> Dataset container { command = ["data", Output.path] }
component model() -> Model container { command = ["model", Output.path] }
component show(x: Float) container { command = ["show", x] }
component look(at: Artifact) container { command = ["look", at.path] }

pipeline nightly(full: Bool) {
    let x = if full { count() } else { rate() }
    show(x)
    let y = if full { data() } else { model() }
    look(at = y)
}
