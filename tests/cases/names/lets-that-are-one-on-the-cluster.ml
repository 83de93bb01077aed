// expect: ok
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly() {
    let first_run = train()
    let first__run = train()
    let First_Run = train()
    train().after(first_run, first__run, First_Run)
}
