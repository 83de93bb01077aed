// expect: E0201@4 E0201@4 E0205@5 E0205@6 E0205@7 E0201@8
@!image("python:3.11")

component train(data: Dataset, n: Int) -> (auc: Float) container { command = ["train", datta.path, m,
    data.pat,
    n.path,
    auc.uri,
    if note { "x" },
] }
