// expect: E0408@9 E0408@13 E0408@17 E0408@21 E0301@25
@!image("python:3.11")

component train() -> (model: Model, auc: Float) container { command = ["train", model.path, auc.path] }
component count() -> Int container { command = ["count", Output.path] }

pipeline a() {
    let run = train()
    return run
}

pipeline b() -> Int {
    count()
}

pipeline c() -> (model: Model, score: Float) {
    return train()
}

pipeline d() -> (n: Int) {
    return { n = count(), m = count() }
}

pipeline e() -> String {
    return count()
}
