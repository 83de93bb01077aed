//! The pipeline of 14_subpipelines.ml, with the components of 14_subpipelines.py as they stand.
use "./14_subpipelines.py".{load, clean}

pipeline inner(rows: Int = 5, note: String?) -> (data: Dataset, rows: Int) {
    let loaded  = load(rows)
    let cleaned = clean(data = loaded.data, note)
    return { data = cleaned.cleaned, rows = loaded.Output }
}

pipeline subpipelines(rows: Int = 7) -> Dataset {
    let first  = inner()
    let second = inner(rows, note = "second")
    let third  = inner(rows = second.rows).after(first)
    let last   = clean(data = third.data)
    return last.cleaned
}
