// expect: E0843@with/latin.ml:1
use "./with/latin.ml".{greet}

pipeline hello() {
    greet(name = "world")
}
