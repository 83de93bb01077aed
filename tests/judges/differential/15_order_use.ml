//! The pipeline of 15_order.ml, with the components of 15_order.py as they stand.
use "./15_order.py".{step, last}

pipeline order(name: String = "x") {
    let one   = step(name = "one")
    let two   = step(name = "two").after(one)
    let three = step(name).after(one, two)
    last(count = 2).after(three)
    last(text = three, count = 3).ignore_upstream_failure()
}
