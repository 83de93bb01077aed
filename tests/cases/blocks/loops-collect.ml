// expect: ok
@!image("python:3.11")

component train(seed: Int) -> (model: Model, auc: Float) container { command = ["train", seed, model.path, auc.path] }
component best(models: List<Model>, scores: List<Float>) -> Model container { command = ["best", models.path, scores, Output.path] }
component grid(all: List<List<Float>>) container { command = ["grid", all] }

pipeline sweep(seeds: List<Int> = [1, 2, 3]) -> Model {
    let runs = for seed in seeds parallel 2 { train(seed) }
    let nested = for a in seeds {
        for b in range(a) { train(seed = b).auc }
    }
    grid(all = nested)
    return best(models = runs.model, scores = runs.auc)
}
