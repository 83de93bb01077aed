// expect: E0316@4 E0316@5
@!image("python:3.11")

component find() -> (value: String?) container { command = ["find", value.path] }
pipeline nightly() -> Int? {
    return 3
}
