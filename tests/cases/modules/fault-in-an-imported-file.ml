// expect: E0208@with/broken.ml:2
use "./with/broken.ml".{broken}

pipeline hello() {
    broken(name = "world")
}
