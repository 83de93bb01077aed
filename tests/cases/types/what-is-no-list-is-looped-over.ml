// expect: E0312@7 E0312@8 E0312@9 E0312@10 E0312@11 E0312@12
@!image("python:3.11")

component train(x: Json) container { command = ["train", x] }

pipeline nightly(n: Int, name: String, tags: Map<Int>, data: Dataset) {
    for x in n { train(x) }
    for x in name { train(x) }
    for x in tags { train(x) }
    for x in ({ a = 1 }) { train(x) }
    for x in true { train(x) }
    for x in data { train(x = 1) }
}
