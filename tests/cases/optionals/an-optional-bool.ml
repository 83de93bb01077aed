// expect: E0310@7 E0310@8 E0310@9
@!image("python:3.11")

component train(flag: Bool) container { command = ["train", flag] }

pipeline nightly(flag: Bool?, n: Int) {
    if flag { train(flag = true) }
    if not flag { train(flag = true) }
    if n > 3 and flag { train(flag = true) }
}
