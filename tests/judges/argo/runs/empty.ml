//! A loop over nothing gives an empty list, a branch not taken an absent value, and what follows runs.
@!image("python:3.11")

component upto(n: Int) -> List<Int> python ```
    return list(range(n))
```

component square(x: Int) -> Int python ```
    return x * x
```

component show(numbers: List<Int>, extra: Int?) -> String python ```
    return f"{numbers} {extra}"
```

pipeline empty(n: Int) -> String {
    let squares = for x in upto(n) { square(x) }
    let extra = if n > 1 { square(x = n) }
    return show(numbers = squares, extra)
}
