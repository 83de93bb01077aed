// expect: E0116@9 E0116@10 E0402@11 E0301@12 E0314@13
//! What is wrong with a block behind `name =` is said of the block.
@!image("python:3.11")

component load(n: Int) -> (data: Dataset, rows: Int) container { command = ["load", n, data.path, rows.path] }
component train(data: Dataset, n: Int) container { command = ["train", data.path, n] }

pipeline nightly(large: Bool) {
    load(n = if large { 1 } else { 2 } + 1)
    load(if large { 1 } else { 2 })
    load(m = if large { 1 } else { 2 })
    load(n = if large { "a" } else { "b" })
    train(data = load(n = 1).data, n = if large { load(n = 1) } else { load(n = 2) })
}
