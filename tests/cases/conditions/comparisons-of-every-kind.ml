// expect: ok
@!image("python:3.11")

component count() -> (n: Int, rate: Float, name: String, ok: Bool, all: Json) container { command = ["count", n.path, rate.path, name.path, ok.path, all.path] }
component train() container { command = ["train"] }

pipeline nightly(limit: Float, names: List<String>, mode: "a" | "b", flag: Bool, tags: Map<Int>) {
    let c = count()
    if c.n > 3 and c.rate <= limit { train() }
    if c.n == 3 or c.n != c.rate { train() }
    if c.name == "x" or c.name < "y" { train() }
    if c.ok and not flag { train() }
    if c.ok == false or flag != c.ok { train() }
    if c.name in names or c.name not in ["a", "b"] { train() }
    if mode == "a" or mode in ["a", "b"] or "b" == mode { train() }
    if c.n + 1 > limit * 2 - c.rate / 4 { train() }
    if -c.n < -3 and -limit < 0.5 { train() }
    if c.n in [1, 2, 3] { train() }
    if c.all.deep[0].x == "y" or c.all.n > 3 { train() }
    if "key" in tags { train() }
    if c.name == mode { train() }
    if (c.ok) { train() }
    if not (c.ok or flag) { train() }
    if true { train() }
}
