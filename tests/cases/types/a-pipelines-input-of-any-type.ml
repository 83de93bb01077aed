// expect: ok
@!image("python:3.11")

type Hyper = { rate: Float, epochs: Int = 10 }
component show(a: Json, data: Dataset, models: List<Model>) container { command = ["show", a, data.path, models.path] }

pipeline nightly(a: String, b: Int = 3, c: Float = 1, d: Bool = true, e: List<Int> = [1, 2], f: Map<Float> = { x = 1 },
    g: Hyper = { rate = 1 }, h: Json = [1, { a = none }], i: "x" | "y" = "x", j: Dataset, k: List<Model>, l: Int?) {
    show(a, data = j, models = k)
    show(a = b, data = j, models = k)
    show(a = [a, i], data = j, models = k)
    show(a = g, data = j, models = k)
}
