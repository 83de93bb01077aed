// expect -t kfp: E0701@13 E0701@13 E0701@13 E0701@13 E0701@13 E0701@14 E0701@14 E0701@14 E0701@14 E0701@19
// expect -t argo: ok
@!image("python:3.12")

component train() -> (out: String) container { command = ["train", out.path] }
component say(what: String) container { command = ["say", what] }

@parallelism(4)
@mutex("nightly")
@semaphore("limits", "nightly")
@service_account("runner")
@priority("low")
pipeline nightly() {
    let trained = train()
        .service_account("trainer")
        .priority("high")
        .mutex("train")
        .semaphore("limits", "gpu")
    let asked = approve("Go on?", timeout = 1h)
    let cleaned = try {
        say(what = trained).after(asked)
    } finally {
        say(what = "over")
    }
    say(what = "done").after(cleaned)
}
