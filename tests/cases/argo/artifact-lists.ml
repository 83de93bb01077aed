// expect: ok
@!image("python:3.12")

component train(seed: Int) -> (model: Model) python ```
    open(model.path, "w").write(str(seed))
```

component export(of: Model) -> (page: HTML) container {
    command = ["export", of.path, page.path]
}

component pack(models: List<Model>, pages: List<HTML>) python ```
    print(len(models), len(pages))
```

pipeline lists(seeds: List<Int> = [1, 2]) {
    let runs = for seed in seeds {
        let made = train(seed)
        let page = export(of = made.model)
        { model = made.model, page = page.page }
    }
    pack(models = runs.model, pages = runs.page)
}
