// expect: E0409@9 E0409@10 E0409@11 E0409@14
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component show(x: Json) container { command = ["show", x] }

pipeline nightly(n: Int) {
    let rows = count()
    rows
    n
    "text"
    show(x = rows)
    if n > 3 {
        rows
        show(x = 1)
    }
}
