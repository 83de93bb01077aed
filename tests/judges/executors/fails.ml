//! A task that fails: by an exception, by a value of another type than declared, or not at all.
@!image("python:3.11")

component choose(how: String) -> Int python ```
    if how == "raise":
        raise ValueError("as {{asked}} $(HOME) $$")
    return "seven" if how == "type" else 7
```

pipeline fails(how: String) -> Int {
    return choose(how)
}
