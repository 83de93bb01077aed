// expect: E0307@8 E0307@9 E0307@10
@!image("python:3.11")

component wait(seconds: Int, text: String = "", any: Json = 1) container { command = ["sleep", seconds, text, any] }

@timeout(1h)
pipeline nightly() {
    wait(seconds = 30s)
    wait(seconds = 30, text = 16Gi)
    wait(seconds = 30, any = 500m)
    wait(seconds = 30, text = "16Gi").timeout(90s)
}
