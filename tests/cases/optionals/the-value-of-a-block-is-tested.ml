// expect: ok
@!image("python:3.11")

component count() -> (a: Int, b: Int) container { command = ["count", a.path, b.path] }
component train(n: Int) container { command = ["train", n] }

pipeline nightly(full: Bool) {
    let some = if full { count() }
    if some.a { train(n = some.a) }
    if some.a and some.b { train(n = some.b) }
    if some.a != none and some.a > 3 { train(n = some.a) }
    let one = if full { count().a }
    if one { train(n = one) }
}
