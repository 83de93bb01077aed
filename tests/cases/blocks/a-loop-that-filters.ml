// expect: ok
@!image("python:3.11")

component score(seed: Int) -> Float container { command = ["score", seed, Output.path] }
component best(scores: List<Float>) container { command = ["best", scores] }

pipeline sweep() {
    let good = for seed in [1, 2, 3] {
        let auc = score(seed)
        if auc > 0.5 { auc }
    }
    best(scores = good)
}
