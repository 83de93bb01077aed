// expect: ok
@!image("python:3.11")

component train(x: Float) container { command = ["train", x] }

pipeline nightly(a: Float?, b: Float?, seeds: List<Float>?, full: Bool) {
    if a { train(x = a) }
    if a and b { train(x = a) }
    if a and b and a > b { train(x = b) }
    if a != none { train(x = a) }
    if a == none { train(x = 1) } else { train(x = a) }
    if none == a { train(x = 1) } else { train(x = a) }
    if not a { train(x = 1) } else { train(x = a) }
    if not a or a > 3 { train(x = 1) }
    if not (a and b) { train(x = 1) } else { train(x = b) }
    if not a or not b { train(x = 1) } else { train(x = b) }
    if full and (a) { train(x = a) }
    if full { train(x = 1) } else if a { train(x = a) }
    if not a { train(x = 1) } else if a > 3 { train(x = a) } else { train(x = a) }
    if seeds { for x in seeds { train(x) } }
}
