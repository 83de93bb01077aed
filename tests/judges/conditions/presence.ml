//! Optionals: whether they are there, what they are, and both at once.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline presence(title: String?, count: Int?, flag: Bool?, items: List<String>?) {
    if title { let titled = mark() }
    if not title { let untitled = mark() }
    if title and title == "x" { let is_x = mark() }
    if not (title and title == "x") { let not_x = mark() }
    if count and count > 3 { let counted = mark() }
    if flag == true { let flagged = mark() }
    if items { let listed = mark() }
    if title and count { let both = mark() }
    if title or count { let either = mark() }
    if not title or count { let without = mark() }
    if title and count and count + 1 > 4 and title != "y" { let long = mark() }
    if count { if title { let inner = mark() } else { let lone = mark() } }
    if title { let shown = mark() } else if count { let numbered = mark() } else { let plain = mark() }
}
