//! One condition on a task's output; the coins are never cached.

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

@name("single-condition-pipeline")
pipeline my_pipeline(text: String = "condition test") {
    let flip = flip_coin_op().cache(false)
    print_op(msg = flip)

    if flip == "heads" {
        let again = flip_coin_op().cache(false)
        print_op(msg = again)
        print_op(msg = text)
    }
}
