// expect: E0301@11 E0301@12
@!image("python:3.11")

type Point = { x: Float, y: Float }
component plot(at: Point) container { command = ["plot", at] }
component name() -> { x: Int, y: Int } container { command = ["name", Output.path] }
component tall() -> { x: Int, y: Int, z: Int } container { command = ["tall", Output.path] }

pipeline nightly(p: { x: Float }) {
    plot(at = name())
    plot(at = tall())
    plot(at = p)
}
