// expect: E0416@7 E0416@8 E0416@9 E0416@10 E0416@11 E0416@12 E0416@13
@!image("python:3.11")

component train(data: Dataset, n: Int = 1) container { command = ["train", data.path, n] }

pipeline nightly(uri: String, n: Int) {
    train(data = importer(Dataset))
    train(data = importer(String, uri))
    train(data = importer(Dataset, uri, fresh = true))
    approve()
    approve("go?", timeout = "soon")
    train(data = importer(Dataset, uri, uri = uri))
    train(data = importer(Dataset, uri), n = range(3))
}
