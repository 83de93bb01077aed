//! Loops are collected: over a constant, over a task's list, one inside another. Whole numbers in a list arrive as
//! floats in KFP's local runner, which keeps lists as protobuf values, and as ints in its back end.
@!image("python:3.11")

component square(x: Int) -> Int python ```
    return x * x
```

component times(x: Int, y: Int) -> Int python ```
    return x * y
```

component upto(n: Int) -> List<Int> python ```
    return list(range(1, n + 1))
```

component total(numbers: List<Int>) -> Int python ```
    return int(sum(numbers))
```

component flat(rows: List<List<Int>>) -> String python ```
    import json
    return json.dumps(rows)
```

pipeline loop(n: Int = 3) -> (constant: Int, computed: Int, nested: String) {
    let fixed = for x in [1, 2, 3] { square(x) }
    let items = upto(n)
    let ours  = for x in items parallel 2 { square(x) }
    let table = for x in [1, 2] { for y in [10, 20] { times(x, y) } }
    let a = total(numbers = fixed)
    let b = total(numbers = ours)
    let c = flat(rows = table)
    return { constant = a, computed = b, nested = c }
}
