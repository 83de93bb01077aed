// expect: E0331@7 E0331@8
@!image("python:3.11")

component login(token: String, all: Json = {}) container { command = ["login", token, all] }

pipeline nightly() {
    login(token = secret("registry", "token"))
    login(token = "x", all = { token = secret("registry", "token") })
    login(token = "x").env(TOKEN = secret("registry", "token"))
}
