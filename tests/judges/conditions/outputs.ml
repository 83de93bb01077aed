//! Conditions on what tasks put out, and blocks that yield the value of the branch that ran.
@!image("python:3.11")

component flip() -> String python ```
    return "heads"
```

component measure() -> (size: Int, ratio: Float, ready: Bool) python ```
    return 1, 0.5, True
```

component show(text: String) -> String python ```
    return text
```

pipeline outputs(side: String = "heads") {
    let first = flip()
    let seen  = measure()
    if first == side {
        let second = flip()
        if second == first { let twice = show(text = second) } else { let once = show(text = first) }
    } else {
        let missed = show(text = first)
    }
    if seen.ready and seen.size + 1 > 2 * seen.ratio { let fits = show(text = "fits") }
    let picked = if seen.size > 10 {
        let big = show(text = "big")
        big
    } else {
        let small = show(text = "small")
        small
    }
    if picked == "big" { let was_big = show(text = picked) } else { let was_small = show(text = picked) }
}
