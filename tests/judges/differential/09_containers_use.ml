//! The pipeline of 09_containers.ml, with the components of 09_containers.py as they stand.
use "./09_containers.py".{prepare, fit, hello}

pipeline containers(rows: Int = 100) -> Float {
    hello()
    let prepared = prepare(rows)
    fit(data = prepared, note = "quick")
    let fitted = fit(data = prepared, rate = 0.5)
    return fitted.accuracy
}
