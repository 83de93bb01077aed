// expect: E0208@4 E0208@4 E0208@5 E0208@5 E0208@6
@!image("python:3.11")

component a(x: str, y: Strin) container { command = ["a", x, y] }
component b(x: List<Integer>, y: dict) container { command = ["b", x, y] }
component c(x: { rows: Long }) container { command = ["c", x] }
