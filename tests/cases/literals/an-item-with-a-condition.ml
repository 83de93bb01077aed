// expect: E0337@7
@!image("python:3.11")

component show(x: List<Int>) container { command = ["echo", x] }

pipeline nightly(full: Bool) {
    show(x = [1, if full { 2 }])
}
