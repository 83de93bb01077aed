//! Parameters collected through a loop in a loop: a list of lists.

@!image("python:3.11")

component double(num: Int) -> Int python ```
    return 2 * num
```

component add(nums: List<List<Int>>) -> Int python ```
    return sum(sum(row) for row in nums)
```

component add_two_nums(x: Int, y: Int) -> Int python ```
    return x + y
```

pipeline math_pipeline() -> List<List<Int>> {            // the SDK writes List[int]: the type it really has is nested
    let sums = for x in [1, 2, 3] {
        for y in [1, 2, 3] {
            let t1 = double(num = x)
            let t2 = double(num = y)
            add_two_nums(x = t1, y = t2)
        }
    }
    add(nums = sums)
    return sums
}
