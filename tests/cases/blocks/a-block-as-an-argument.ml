// expect: ok
//! A block behind `name =` is worth what it is worth behind `let x =`.
@!image("python:3.11")

component load(n: Int) -> (data: Dataset, rows: Int) container { command = ["load", n, data.path, rows.path] }
component train(data: Dataset, title: String?) -> Model container {
    command = ["train", data.path, Output.path, if title { title }]
}
component pick(models: List<Model>, best: Int) container { command = ["pick", best] }
component name(n: Int) -> String container { command = ["name", n, Output.path] }

pipeline nightly(large: Bool, titled: Bool, seeds: List<Int>) {
    let one = train(
        data = if large { load(n = 100).data } else { load(n = 1).data },
        title = if titled { name(n = 1) },
    ).timeout(1h)
    pick(
        models = for seed in seeds parallel 2 {
            let few = load(n = seed)
            train(data = few.data)
        },
        best = try { load(n = 2).rows } finally { name(n = 2) },
    ).after(one)
}
