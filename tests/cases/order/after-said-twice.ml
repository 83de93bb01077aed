// expect: ok
@!image("python:3.11")

component step() -> Int container { command = ["step", Output.path] }

pipeline nightly() {
    let a = step()
    let b = step().after(a, a).after(a)
}
