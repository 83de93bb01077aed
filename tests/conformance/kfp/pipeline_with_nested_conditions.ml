//! A condition inside a condition, the inner one comparing two tasks' outputs.

@!image("python:3.11")

/// Flips a coin: heads or tails.
component flip_coin_op() -> String python ```
    import random
    return random.choice(["heads", "tails"])
```

/// Prints a message.
component print_op(msg: String) python ```
    print(msg)
```

@name("nested-conditions-pipeline")
pipeline my_pipeline() {
    let flip1 = flip_coin_op()
    print_op(msg = flip1)
    let flip2 = flip_coin_op()
    print_op(msg = flip2)

    if flip1 != "no-such-result" {                       // always true
        let flip3 = flip_coin_op()
        print_op(msg = flip3)

        if flip2 == flip3 {
            let flip4 = flip_coin_op()
            print_op(msg = flip4)
        }
    }
}
