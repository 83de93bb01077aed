// expect: ok
@!image("python:3.12")

component flip() -> String python ```
    return "heads"
```

component score(of: String) -> (value: Float, model: Model) python ```
    open(model.path, "w").write(of)
    return 1.5
```

component show(model: Model, value: Float) python ```
    print(value)
```

pipeline choose(limit: Float = 1.0, strict: Bool = false, note: String?) -> Float {
    let side = flip()
    let best = if side == "heads" and limit > 0.5 {
        score(of = "a {{b}}")
    } else if side in ["tails", "it's"] or not strict {
        score(of = "it's")
    } else {
        score(of = side)
    }
    show(model = best.model, value = best.value)
    if note and best.value * 2 >= limit {
        score(of = "${note}: ${best.value}")
    }
    return best.value
}
