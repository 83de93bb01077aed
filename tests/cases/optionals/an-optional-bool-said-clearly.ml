// expect: ok
@!image("python:3.11")

component train(flag: Bool) container { command = ["train", flag] }

pipeline nightly(flag: Bool?) {
    if flag == true { train(flag = true) }
    if flag == false { train(flag = true) }
    if flag != none { train(flag) }
    if flag != none and flag { train(flag) }
}
