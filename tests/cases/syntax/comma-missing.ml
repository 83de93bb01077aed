// expect: E0114@9 E0114@12 E0114@16 E0114@17
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    step(x = 1 note = "a")
    step(
        x = 2
        note = "b",
    )
}

const SIZES: List<Int> = [1, 2 3]
type Range = { low: Int high: Int }
