// expect: E0405@7
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly() {
    let run = train().after(run)
}
