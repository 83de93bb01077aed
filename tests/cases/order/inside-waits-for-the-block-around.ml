// expect: E0203@8
@!image("python:3.11")

component step() -> Int container { command = ["step", Output.path] }

pipeline nightly(full: Bool) {
    let block = if full {
        step().after(block)
    }
}
