// expect: E0407@8 E0407@14
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }

pipeline a(full: Bool) -> Int {
    if full {
        return count()
    }
    return count()
}

pipeline b() -> Int {
    return count()
    count()
}
