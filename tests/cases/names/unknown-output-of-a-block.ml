// expect: E0205@10
@!image("python:3.11")

component train(seed: Int) -> (model: Model, auc: Float) container { command = ["train", seed, model.path, auc.path] }
component best(scores: List<Float>) container { command = ["best", scores] }

pipeline sweep() {
    let runs = for seed in [1, 2] { train(seed) }
    best(scores = runs.auc)
    best(scores = runs.scores)
}
