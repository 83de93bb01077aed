//! Conditions of several operands, on inputs and on outputs, with `else if` and `else`.
@!image("python:3.11")

component score(seed: Int) -> Float python ```
    return seed / 10
```

component verdict(seed: Int) -> String python ```
    return "good" if seed > 3 else "bad"
```

component note(text: String) python ```
    print(text)
```

pipeline conditions(seed: Int = 4, limit: Float = 0.3, loud: Bool = false, mode: String = "fast") {
    let scored = score(seed)
    let judged = verdict(seed)
    if scored > 0.25 and mode == "fast" and loud == true {
        note(text = "high, fast and loud")
    }
    if seed > 10 {
        note(text = "large")
    } else if seed > 5 {
        note(text = "middle")
    } else {
        note(text = "small")
    }
    if judged != "good" { note(text = "not good") }
    if scored >= limit {
        if judged == mode { note(text = "odd") } else { note(text = "even") }
    }
}
