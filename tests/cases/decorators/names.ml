// expect: E0501@4 E0502@8 E0502@12 E0502@15 E0502@18 E0502@19 E0501@21 E0502@21
// Decorators that do not exist, or not there: each is told, and the rest is checked all the same.

@imge("python:3.12")
@image("python:3.12")
component train() container { command = ["train"] }

@resources(memory = 8Gi)
@labels(team = "growth")
pipeline nightly() {
    let done = if 1 < 2 {
        train().packages("pandas==2.2.3")
    }
    train().after(done).retry(3)
    inner().retry(3)
}

@image("python:3.12")
@cooldown(1h)
pipeline inner() {
    train().base_image("python:3.12").concurrency(forbid)
}
