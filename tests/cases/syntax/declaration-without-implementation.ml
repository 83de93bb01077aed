// expect: E0102@4
@!image("python:3.11")

component step(x: Int) -> Int

pipeline main(n: Int) {
    step(x = n)
}
