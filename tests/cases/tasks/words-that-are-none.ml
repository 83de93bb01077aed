// expect: E0415@5 E0415@6 E0415@7 E0415@8 E0415@9 E0415@10
@!image("python:3.11")

component train(data: Dataset, n: Int, name: String, note: String?) -> (model: Model, auc: Float) container {
    command = ["train", data,
        auc,
        model,
        if n { "x" },
        if n > 3 { "x" },
        n + 1,
    ]
}
