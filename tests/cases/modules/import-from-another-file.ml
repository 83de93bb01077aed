// expect: ok
use "./with/greet.ml".{greet}

pipeline hello() {
    greet(name = "world")
}
