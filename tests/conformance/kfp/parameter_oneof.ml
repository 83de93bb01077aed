//! The value of an `if` handed up through two nested pipelines.

@!image("python:3.11")
@!cache(false)

component flip_coin() -> String python ```
    import random

    return random.choice(["heads", "tails"])
```

component core_comp(input: String) -> String python ```
    print("input:", input)
    return input
```

component core_output_comp(input: String) -> (path output_key: String) python ```
    print("input:", input)
    with open(output_key, "w") as target:
        target.write(input)
```

component crust_comp(input: String) python ```
    print("input:", input)
```

pipeline core() -> String {
    let flip = flip_coin()
    return if flip == "heads" {
        core_comp(input = "Got heads!")
    } else {
        core_output_comp(input = "Got tails!")           // branches agree in type, not in output name
    }
}

pipeline mantle() -> String {
    return core()
}

@name("parameter-oneof-pipeline")
pipeline crust() {
    crust_comp(input = mantle())
}
