// expect: E0405@8 E0405@11
//! A circle is drawn as it runs, and reported once.
@!image("python:3.11")

component one() -> Int container { command = ["one"] }

pipeline circle() {
    let a = one().after(b)
    let b = one().after(c)
    let c = one().after(a)
    let d = one().after(d)
}
