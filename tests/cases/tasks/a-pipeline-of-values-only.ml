// expect: ok
@!image("python:3.11")

pipeline nightly(n: Int) -> Int {
    return n
}
