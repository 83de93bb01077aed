// expect: E0201@11 E0201@14 E0102@20 E0127@28
//! What a block with a fault in its last line yields is not known, whatever its other branches yield.
@!image("python:3.11")

component load() -> (data: Dataset, rows: Int) container { command = ["load", data.path, rows.path] }
component train(data: Dataset, all: List<Dataset>, n: Int) container { command = ["train", data.path, n] }

pipeline nightly(flag: Bool) -> Dataset {
    let raw = load()
    let either = if flag {
        laod()
    } else { load() }
    let each = for n in [1, 2] {
        lode(n)
    }
    let third = if flag {
        load()
    } else if raw.rows > 1 {
        let more = load()
        load().
    } else {
        load()
    }
    train(data = either.data, all = each.data, n = either.rows)
    train(data = third.data, all = each, n = third)
    for item in each { train(data = item, all = each.x, n = third.n) }
    either.data
    retrun either.data
}
