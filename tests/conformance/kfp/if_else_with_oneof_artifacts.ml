//! Two branches that make an artifact each; whichever ran goes on.

@!image("python:3.11")

component flip_coin() -> String python ```
    import random

    return random.choice(["heads", "tails"])
```

component param_to_artifact(val: String) -> (a: Artifact) python ```
    with open(a.path, "w") as target:
        target.write(val)
```

component print_artifact(a: Artifact) python ```
    with open(a.path) as source:
        print(source.read())
```

pipeline flip_coin_pipeline() -> Artifact {
    let flip   = flip_coin()
    let chosen = if flip == "heads" { param_to_artifact(val = flip) } else { param_to_artifact(val = flip) }
    print_artifact(a = chosen)
    return chosen
}

pipeline outer_pipeline() {
    print_artifact(a = flip_coin_pipeline())             // a call as an argument is a task of its own
}
