// expect: E0206@10 E0206@10
@!image("python:3.11")

component train() -> (model: Model, auc: Float) container { command = ["train", model.path, auc.path] }
component clean(model: Model, auc: Float) container { command = ["clean", model.path, auc] }

pipeline nightly() {
    let run = train()
} finally(status) {
    clean(model = run.model, auc = run.auc)
}
