// expect -t kfp: E0703@12 E0703@13
// expect -t argo: E0701@10 E0701@11 E0701@12 E0701@12 E0701@13
@!image("python:3.12")

component train() -> (models: List<Model>) container { command = ["train", models.path] }
component show(models: List<Model>, at: String) container { command = ["show", run.executor_input, at] }
component look(model: Model) container { command = ["look", model.path] }

@pipeline_root("gs://acme/runs")
pipeline nightly() {
    let trained = train()
    show(models = trained, at = run.root)
    for model in trained {
        look(model)
    }
}
