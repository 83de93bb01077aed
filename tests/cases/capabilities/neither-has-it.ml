// expect -t kfp: E0701@9 E0701@12 E0706@14
// expect -t argo: E0701@9 E0701@12 E0706@14
@!image("python:3.12")

component train() -> (out: String) container { command = ["train", out.path] }
component say(what: String) container { command = ["say", what] }

@retry(2)
pipeline nightly() {
    let trained = train()
    try {
        say(what = run.url)
    } finally {
        say(what = trained)
    }
}
