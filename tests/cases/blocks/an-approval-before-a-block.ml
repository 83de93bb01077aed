// expect: E0701@7
@!image("python:3.11")

component publish() container { command = ["publish"] }

pipeline nightly() {
    let ok = approve("publish?", timeout = 24h)
    publish().after(ok)
}
