// expect: E0405@7
@!image("python:3.11")

component step(x: Int = 0) -> Int container { command = ["step", x, Output.path] }

pipeline nightly() {
    let First_Task = step().after(third_task)
    let second_task = step(x = First_Task)
    let third_task = step(x = second_task)
}
