// expect: E0301@8 E0301@9
@!image("python:3.11")

component scores(all: Map<Float>) container { command = ["scores", all] }

pipeline nightly(p: { x: Float, y: Int }, q: { x: Float, name: String }) {
    scores(all = p)
    scores(all = q)
    scores(all = { "a-b" = 1, c = "two" })
    scores(all = { "a-b" = 1, c = 2.5 })
}
