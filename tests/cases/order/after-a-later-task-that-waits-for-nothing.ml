// expect: E0203@7
@!image("python:3.11")

component step() -> Int container { command = ["step", Output.path] }

pipeline nightly() {
    let a = step().after(b)
    let b = step()
}
