//! An `if` with `else` as a value, used by a task and returned.

@!image("python:3.11")

component flip_coin() -> String python ```
    import random

    return random.choice(["heads", "tails"])
```

component print_and_return(text: String) -> String python ```
    print(text)
    return text
```

pipeline flip_coin_pipeline() -> String {
    let flip  = flip_coin()
    let shout = if flip == "heads" {
        print_and_return(text = "Got heads!")
    } else {
        print_and_return(text = "Got tails!")
    }
    print_and_return(text = shout)
    return shout
}
