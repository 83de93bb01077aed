// expect: E0840@2
use "./with/gret.ml".{greet}

pipeline hello() {
    greet(name = "world")
}
