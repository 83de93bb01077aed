// expect: ok
@!image("python:3.11")

component train(x: Json) container { command = ["train", x] }

pipeline sweep() {
    for run in [{ name = "a" }, { rate = 0.2 }, 3, "text"] {
        train(x = run)
    }
}
