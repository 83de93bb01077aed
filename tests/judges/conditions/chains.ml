//! `else if`: exactly one branch runs, and what follows the block runs whichever did.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline chains(n: Int, mode: "fast" | "slow" | "it's" = "fast", level: 1 | 2 | 3 = 1) {
    let size = if n > 10 {
        let large = mark()
    } else if n > 5 {
        let middle = mark()
    } else if n in [1, 2] {
        let small = mark()
    } else {
        let rest = mark()
    }
    let follower = mark().after(size)
    if mode == "fast" { let fast = mark() } else if mode == "it's" { let quoted = mark() }
    if level == 2 { let two = mark() } else if level > 2 { let three = mark() }
}
