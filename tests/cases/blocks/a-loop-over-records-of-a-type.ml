// expect: ok
@!image("python:3.11")

type Run = { name: String, rate: Float = 0.1 }
component plan() -> List<Run> container { command = ["plan", Output.path] }
component train(name: String, rate: Float) container { command = ["train", name, rate] }

pipeline sweep(runs: List<Run> = [{ name = "a" }]) {
    for run in runs {
        train(name = run.name, rate = run.rate)
    }
    for run in plan() {
        train(name = run.name, rate = run.rate)
    }
}
