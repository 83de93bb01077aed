// expect: E0407@9
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }

pipeline a() {
    count()
} finally(status) {
    return count()
}
