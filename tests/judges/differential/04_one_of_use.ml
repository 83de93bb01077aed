//! The pipeline of 04_one_of.ml, with the components of 04_one_of.py as they stand.
use "./04_one_of.py".{pick, first, second, train, deploy}

pipeline one_of(seed: Int = 1, big: Bool = true) -> String {
    let picked   = pick(seed)
    let replicas = if picked == "a" { first(seed) } else if picked == "b" { second(seed) } else { first(seed = 10) }
    let model    = if big == true { train(size = 100) } else { train(size = 1) }
    return deploy(model, replicas)
}
