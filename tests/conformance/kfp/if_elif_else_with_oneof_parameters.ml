//! Three branches whose one value leaves the pipeline and goes on in an outer one.

@!image("python:3.11")

component flip_three_sided_die() -> String python ```
    import random

    return random.choice(["heads", "tails", "draw"])
```

component print_and_return(text: String) -> String python ```
    print(text)
    return text
```

component special_print_and_return(text: String) -> (path output_key: String) python ```
    print("Special:", text)
    with open(output_key, "w") as target:
        target.write(text)
```

pipeline roll_die_pipeline() -> String {
    let side = flip_three_sided_die()
    return if side == "heads" {
        print_and_return(text = "Got heads!")
    } else if side == "tails" {
        print_and_return(text = "Got tails!")
    } else {
        special_print_and_return(text = "Draw!")
    }
}

pipeline outer_pipeline() -> String {
    return print_and_return(text = roll_die_pipeline())
}
