// expect: E0405@9
@!image("python:3.11")

component step(x: Int = 0) -> Int container { command = ["step", x, Output.path] }

pipeline nightly(full: Bool) {

    // The block's inside uses what waits for the block.
    let a = step().after(block)
    let block = if full {
        step(x = a)
    }
}
