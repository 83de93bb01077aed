// expect -t kfp: E0705@10
// expect -t argo: ok
@!image("python:3.12")

component say(what: String) container { command = ["say", what] }

pipeline nightly() {
    let one = say(what = "one")
    let two = say(what = "two").after(one).ignore_upstream_failure()
    say(what = "three").after(two)
}
