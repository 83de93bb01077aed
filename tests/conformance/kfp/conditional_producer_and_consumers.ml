//! Items filtered by a condition inside a loop, collected, and added up under another condition.

// The one golden that makes no sense: it declares a LIST output and feeds it the lone Int of `add`, if there is one.
// Says E0301
// Without that output everything is equivalent.
@!image("python:3.11")

component double(num: Int) -> Int python ```
    return 2 * num
```

component add(nums: List<Int>) -> Int python ```
    return sum(nums)
```

pipeline math_pipeline(threshold: Int = 2) -> List<Int> {
    let doubled = for x in [1, 2, 3] {
        if x >= threshold { double(num = x) }            // Int?; the loop leaves the absent ones out: List<Int>
    }
    return if threshold == 2 { add(nums = doubled) }
}
