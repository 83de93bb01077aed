//! Whichever branch ran gives the value: parameters of three branches, artifacts of two, out of a pipeline too.
@!image("python:3.11")

component pick(seed: Int) -> String python ```
    return ["a", "b", "c"][seed % 3]
```

component first(seed: Int) -> Int python ```
    return seed + 1
```

component second(seed: Int) -> Int python ```
    return seed + 2
```

component train(size: Int) -> (model: Model) python ```
    with open(model.path, "w") as file:
        file.write(str(size))
```

component deploy(model: Model, replicas: Int) -> String python ```
    return f"{model.uri} x{replicas}"
```

pipeline one_of(seed: Int = 1, big: Bool = true) -> String {
    let picked   = pick(seed)
    let replicas = if picked == "a" { first(seed) } else if picked == "b" { second(seed) } else { first(seed = 10) }
    let model    = if big == true { train(size = 100) } else { train(size = 1) }
    return deploy(model, replicas)
}
