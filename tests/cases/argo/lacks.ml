// expect: E0701@17 E0706@24
@!image("python:3.12")

component train(seed: Int) -> (models: List<Model>, score: Float) python ```
    return 0.5
```

component pack(models: List<Model>) python ```
    print(len(models))
```

component tell(score: Float) python ```
    print(score)
```

pipeline lists() {
    let first  = train(seed = 1)

    pack(models = first.models)

    try {
        tell(score = 0.5)
    } finally {
        tell(score = first.score)
    }
}
