// expect: ok
use "./with/../with/greet.ml".{greet as welcome}

pipeline hello() {
    welcome(name = "world")
}
