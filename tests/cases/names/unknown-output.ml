// expect: E0205@8 E0205@9 E0205@10
@!image("python:3.11")

component train() -> (model: Model, auc: Float) container { command = ["train", model.path, auc.path] }
component clean() container { command = ["clean"] }
component show(auc: Float) container { command = ["show", auc] }
pipeline nightly() {
    show(auc = train().acu)
    show(auc = clean().auc)
    show(auc = train().Output)
}
