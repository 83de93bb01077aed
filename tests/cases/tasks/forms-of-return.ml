// expect: ok
@!image("python:3.11")

component train() -> (model: Model, auc: Float) container { command = ["train", model.path, auc.path] }
component count() -> Int container { command = ["count", Output.path] }

pipeline one() -> Int {
    return count()
}

pipeline named() -> (rows: Int) {
    return count()
}

pipeline all() -> (auc: Float, model: Model) {
    return train()
}

pipeline some() -> Float {
    return train().auc
}

pipeline record() -> (rows: Int, score: Float, again: Float) {
    let run = train()
    return { score = run.auc, rows = count(), again = run.auc }
}

pipeline block(full: Bool) -> Int {
    return if full { count() } else { one() }
}
