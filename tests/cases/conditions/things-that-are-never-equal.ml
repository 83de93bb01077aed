// expect: E0309@8 E0309@9 E0309@10 E0309@11 E0309@12
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train() container { command = ["train"] }
pipeline nightly(name: String, flag: Bool, names: List<String>) {
    let rows = count()
    if rows == "3" { train() }
    if name != 3 { train() }
    if flag == 1 { train() }
    if rows in names { train() }
    if rows in [1, "2"] { train() }
    if name == "3" { train() }
}
