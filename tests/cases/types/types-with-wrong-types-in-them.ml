// expect: E0333@4 E0333@4 E0333@5 E0333@6
@!image("python:3.11")

component a(x: Map<String, Int>, y: Int<Float>) container { command = ["a", x, y] }
component b(x: Map<Dataset>) container { command = ["b", x] }
component c(x: List<List<Dataset>>) container { command = ["c"] }
