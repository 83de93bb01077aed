// expect: ok
@!image("python:3.11")

component load() -> Json container { command = ["load", Output.path] }
component take(a: Int, b: String, c: List<Int>, d: Map<Float>, e: { rows: Int }) container { command = ["take", a, b, c, d, e] }
component any(x: Json) container { command = ["any", x] }

pipeline nightly(n: Int, names: List<String>, deep: Json) {
    let x = load()
    take(a = x, b = x, c = x, d = x, e = x)
    take(a = deep.a, b = deep["b-c"], c = deep.c[0], d = deep.d.e, e = deep)
    any(x = n)
    any(x = names)
    any(x = { a = 1, b = [true, none, "x"], c = { d = 1.5 } })
    any(x = [1, "two", 3.0])
    any(x = "text")
    for item in deep.items {
        any(x = item.name)
    }
}
