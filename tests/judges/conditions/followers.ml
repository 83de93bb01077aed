//! A branch not taken and a loop over nothing count as done: what waits for them runs.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline followers(n: Int, items: List<String>) {
    let maybe = if n > 3 { let taken = mark() }
    let after_if = mark().after(maybe)
    let each = for item in items { let one = mark() }
    let after_for = mark().after(each)
    let inside = for item in items { if item == "go" { let gone = mark() } }
    let after_both = mark().after(inside, maybe)
    let deep = if n > 0 { if n > 3 { let deepest = mark() } else if n == 2 { let second = mark() } }
    let last = mark().after(deep, after_if)
}
