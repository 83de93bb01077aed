// expect: ok
@!image("python:3.11")

component count(n: Int) -> Int container { command = ["count", n, Output.path] }
component sum(all: List<Int>) container { command = ["sum", all] }

pipeline nightly(numbers: List<Int>) {
    let some = for n in numbers {
        if n > 3 {
            count(n)
        } else if n > 2 {
            count(n = 2)
        }
    }
    sum(all = some)
}
