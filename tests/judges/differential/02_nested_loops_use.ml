//! The pipeline of 02_nested_loops.ml, with the components of 02_nested_loops.py as they stand.
use "./02_nested_loops.py".{names, pair, whole}

pipeline nested_loops(tags: List<String> = ["a", "b"], count: Int = 2) {
    let made = names(count)
    for tag in tags parallel 2 {
        for number in [1, 2, 3] { pair(left = tag, right = number) }
        for name in made { pair(left = name, right = 7) }
    }
    for row in [{ word = "x", side = "1" }, { word = "it's", side = "" }] parallel 1 {
        pair(left = row.word, right = 0)
        pair(left = row.side, right = 1)
        whole(row, factor = 0.5)
    }
}
