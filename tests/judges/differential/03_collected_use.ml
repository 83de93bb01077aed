//! The pipeline of 03_collected.ml, with the components of 03_collected.py as they stand.
use "./03_collected.py".{grow, total, merge}

pipeline collected() -> (sum: Int, merged: Dataset) {
    let grown = for size in [1, 2, 3] { grow(size) }
    let deep  = for word in ["a", "b"] parallel 2 { for size in [4, 5] { grow(size) } }
    let summed = total(sizes = grown.Output)
    total(sizes = deep.Output)
    let merged = merge(parts = grown.data)
    return { sum = summed, merged = merged.merged }
}
