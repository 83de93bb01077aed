// expect: E0314@9 E0314@10 E0314@11
@!image("python:3.11")

component train() -> (model: Model, auc: Float) container { command = ["train", model.path, auc.path] }
component clean() container { command = ["clean"] }
component show(x: Json) container { command = ["show", x] }
pipeline nightly() {
    let run = train()
    show(x = run)
    show(x = clean())
    show(x = "auc: ${run}")
}
