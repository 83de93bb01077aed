//! Collected parameters of nested loops, used inside another loop and after it.

@!image("python:3.11")

component double(num: Int) -> Int python ```
    return 2 * num
```

component simple_add(nums: List<Int>) -> Int python ```
    return sum(nums)
```

component nested_add(nums: List<List<Int>>) -> Int python ```
    return sum(sum(row) for row in nums)
```

component add_two_numbers(x: List<Int>, y: List<Int>) -> Int python ```
    return sum(x) + sum(y)
```

pipeline math_pipeline() -> Int {
    let outer = for a in [1, 2, 3] {
        let t1 = double(num = a)
        let t2 = for b in [4, 5, 6] { double(num = b) }
        simple_add(nums = t2)
        { t1 = t1, t2 = t2 }
    }
    nested_add(nums = outer.t2)                          // List<List<Int>>: parameters nest, artifacts do not

    let sums = for _ in [0, 0, 0] {
        let t3 = simple_add(nums = outer.t1)
        let t4 = nested_add(nums = outer.t2)
        { t3 = t3, t4 = t4 }
    }
    return add_two_numbers(x = sums.t3, y = sums.t4)
}
