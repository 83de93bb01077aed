// expect: ok
//! What `a-block-as-an-argument.ml` says, with a `let` for each block.
@!image("python:3.11")

component load(n: Int) -> (data: Dataset, rows: Int) container { command = ["load", n, data.path, rows.path] }
component train(data: Dataset, title: String?) -> Model container {
    command = ["train", data.path, Output.path, if title { title }]
}
component pick(models: List<Model>, best: Int) container { command = ["pick", best] }
component name(n: Int) -> String container { command = ["name", n, Output.path] }

pipeline nightly(large: Bool, titled: Bool, seeds: List<Int>) {
    let condition = if large { load(n = 100).data } else { load(n = 1).data }
    let condition_2 = if titled { name(n = 1) }
    let one = train(data = condition, title = condition_2).timeout(1h)
    let for_loop = for seed in seeds parallel 2 {
        let few = load(n = seed)
        train(data = few.data)
    }
    let exit_handler = try { load(n = 2).rows } finally { name(n = 2) }
    pick(models = for_loop, best = exit_handler).after(one)
}
