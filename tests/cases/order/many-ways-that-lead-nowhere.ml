// expect: E0203@7
@!image("python:3.11")

component step(x: Int = 0, y: Int = 0) -> Int container { command = ["step", x, y, Output.path] }

pipeline nightly() {
    let start = step().after(z9)
    let a = step()
    let b = step(x = a, y = a)
    let c = step(x = b, y = b).after(a, b)
    let d = step(x = c, y = c).after(a, b, c)
    let e = step(x = d, y = d).after(a, b, c, d)
    let f = step(x = e, y = e).after(a, b, c, d, e)
    let g = step(x = f, y = f).after(a, b, c, d, e, f)
    let z1 = step(x = g, y = g).after(a, b, c, d, e, f, g)
    let z2 = step(x = z1, y = z1).after(a, b, c, d, e, f, g, z1)
    let z3 = step(x = z2, y = z2).after(a, b, c, d, e, f, g, z1)
    let z4 = step(x = z3, y = z3).after(a, b, c, d, e, f, g, z1, z2)
    let z5 = step(x = z4, y = z4).after(a, b, c, d, e, f, g, z1, z2, z3)
    let z6 = step(x = z5, y = z5).after(a, b, c, d, e, f, g, z1, z2, z3, z4)
    let z7 = step(x = z6, y = z6).after(a, b, c, d, e, f, g, z1, z2, z3, z4, z5)
    let z8 = step(x = z7, y = z7).after(a, b, c, d, e, f, g, z1, z2, z3, z4, z5, z6)
    let z9 = step(x = z8, y = z8).after(a, b, c, d, e, f, g, z1, z2, z3, z4, z5, z6, z7)
}
