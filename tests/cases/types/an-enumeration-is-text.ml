// expect: ok
@!image("python:3.11")

component show(text: String, n: Int, f: Float) container { command = ["show", text, n, f] }

pipeline nightly(mode: "fast" | "exact", bits: 8 | 16) {
    show(text = mode, n = bits, f = bits)
    show(text = "mode: ${mode}", n = 1, f = 1)
}
