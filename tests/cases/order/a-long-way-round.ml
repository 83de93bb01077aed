// expect: E0405@7
@!image("python:3.11")

component step() -> Int container { command = ["step", Output.path] }

pipeline nightly() {
    let a = step().after(d)
    let b = step().after(a)
    let c = step().after(b)
    let d = step().after(c)
}
