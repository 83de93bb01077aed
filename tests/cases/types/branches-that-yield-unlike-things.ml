// expect: E0315@15 E0315@23
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component name() -> String container { command = ["name", Output.path] }
component both() -> (a: Int, b: Int) container { command = ["both", a.path, b.path] }
component show(x: Json) container { command = ["show", x] }

pipeline nightly(full: Bool) {
    let x = if full {
        count()
    } else {
        both()
    }
    show(x)

    let y = if full {
        count()
    } else {
        name()
    }
    // Two unlike values, used.
    show(x = y)
}
