// expect: E0308@7 E0308@8 E0308@9 E0308@10
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly(n: Int, name: String, names: List<String>, flag: Bool) {
    if name + "x" == "ax" { train() }
    if flag > false { train() }
    if names < names { train() }
    if name in n { train() }
}
