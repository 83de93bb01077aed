// expect: E0841@2
use "./with/folder.ml".{greet}

pipeline hello() {
    greet(name = "world")
}
