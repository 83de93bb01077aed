// expect: E0418@8 E0418@9 E0418@10
@!image("python:3.11")

component train(x: Json = 1) -> Int container { command = ["train", x, Output.path] }

pipeline nightly(n: Int) {
    let run = train()
    run.retry(3)
    train(x = n.retry(3))
    train(x = "text".timeout(3h))
    train(x = run).retry(3).timeout(2h)
}
