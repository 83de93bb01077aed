// expect: ok
@!image("python:3.11")

const VERSION = 3

component train(data: Dataset, n: Int, all: List<String>, note: String?, extra: Dataset?, rate: Float = 0.1) -> (model: Model, auc: Float) container {
    command = ["sh", "-c", ```
        train "$@"
        ```]
    args = [
        "--version=${VERSION}", VERSION, 3, 1.5, true, n, "n=${n}", all,
        data.path, data.uri, data.metadata["rows"], data.metadata, "${data.path}/part",
        model.path, model.uri, model.metadata["a"], auc.path,
        concat("--n=", n, concat("-", rate)),
        if note { "--note", note, "n:${note}" } else { "--quiet" },
        if extra { extra.path },
        if rate { "--rate", rate },
        run.id, "${run.name}", run.executor_input,
    ]
}
