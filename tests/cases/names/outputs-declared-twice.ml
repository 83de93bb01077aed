// expect: E0202@4
@!image("python:3.11")

component split() -> (part: Dataset, part: Dataset) container { command = ["split", part.path] }
