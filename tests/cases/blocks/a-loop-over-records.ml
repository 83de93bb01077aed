// expect: E0304@8
@!image("python:3.11")

component train(name: String, rate: Float) container { command = ["train", name, rate] }

pipeline sweep() {
    for run in [{ name = "a", rate = 0.1 }, { name = "b", rate = 0.2 }] {
        train(name = run.nam, rate = run.rate)
    }
}
