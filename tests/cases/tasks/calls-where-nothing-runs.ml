// expect: E0412@6 E0412@8 E0412@10
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }

const ROWS = count()

type Hyper = { rows: Int = count() }

component train(rows: Int = importer(Dataset, "s3://a")) container { command = ["train", rows] }

pipeline nightly(hyper: Hyper) {
    train(rows = ROWS)
}
