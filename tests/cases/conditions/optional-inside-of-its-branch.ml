// expect: ok
//! Inside of `if x { … }` the value is there, but the branch's own inputs are read before its condition.
@!image("python:3.11")

component count() -> Int container { command = ["count"] }

component say(text: String, number: Int) container { command = ["say", text, "${number}"] }

pipeline nightly(text: String?, number: Int = 3) {
    if text { say(text, number) }
    let counted = if number > 1 { count() }
    if counted { say(text = "counted", number = counted) }
}
