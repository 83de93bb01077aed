//! The pipeline of 19_mixture.ml, with the components of 19_mixture.py as they stand.
use "./19_mixture.py".{plan, check, apply, done}

type Item = { title: String, kind: String }

pipeline mixture(depth: Int = 2, kind: String = "x", dry: Bool = false) {
    let planned = plan(depth)
    if dry == false {
        for letter in ["a", "b"] parallel 1 {
            if letter != "b" {
                let checked = check(name = letter)
                if checked == true { apply(name = letter, kind) }
            } else {
                apply(name = "b")
            }
        }
    }
    for span in [{ low = "1", size = "wide" }, { low = "2", size = "it's" }] {
        apply(name = span.low)
        if span.size == "wide" { apply(name = "wide") }
        if depth >= 2 { apply(name = "deep", kind) }
    }
    for item in planned { apply(name = item.title, kind = item.kind) }
} finally {
    done()
}
