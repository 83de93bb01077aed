// expect: ok
@!image("python:3.11")

const A = 3.0
const B = [1, "two"]
const C = { x = 1.5 }
const D = true
component show(text: String) container { command = ["echo", text, "${A} ${B} ${C} ${D}"] }

pipeline nightly() {
    show(text = "${A} ${B} ${C} ${D} ${C.x}")
}
