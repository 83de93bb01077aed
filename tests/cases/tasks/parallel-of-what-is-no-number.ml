// expect: E0419@7 E0419@8 E0419@9 E0301@10 E0419@11
@!image("python:3.11")

component train(n: Int) container { command = ["train", n] }

pipeline nightly(width: Int) {
    for n in [1, 2] parallel 0 { train(n) }
    for n in [1, 2] parallel width { train(n) }
    for n in [1, 2] parallel -1 { train(n) }
    for n in [1, 2] parallel "2" { train(n) }
    for n in [1, 2] parallel 99999999999 { train(n) }
    for n in [1, 2] parallel 2 { train(n) }
}
