//! The pipeline of 12_resources.ml, with the components of 12_resources.py as they stand.
use "./12_resources.py".{choose, train}

pipeline resources(memory: String = "4Gi", cpu: String = "2") {
    train(epochs = 1)
        .resources(cpu = 4, cpu_request = 500m, memory = 16Gi, memory_request = "1G", gpu = 2)
        .retry(3, backoff = 30s, factor = 1.5, max_backoff = 10m)
        .env(A = "on", B = "it's")
    train(epochs = 2).resources(memory = memory, cpu = cpu).retry(2).cache(false)
    train(epochs = 3).resources(memory = choose()).cache(true, key = "weekly").display("The third")
}
