// expect: E0310@7 E0310@8 E0310@9 E0310@10 E0310@11 E0310@12 E0310@13
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly(n: Int, name: String, names: List<String>, flag: Bool?, hyper: { a: Int }, rate: Float) {
    if n { train() }
    if name { train() }
    if names { train() }
    if flag { train() }
    if hyper { train() }
    if not n { train() }
    if flag == true and rate { train() }
}
