// expect: ok
@!image("python:3.11")

component train(x: Json = 1) -> (n: Int) container { command = ["train", x, n.path] }
component clean() container { command = ["clean"] }

pipeline nightly() {
    let first = train().retry(3).n
    let second = train(x = first)
        .timeout(2h)
        .after(first)
        .n
    train(x = train(x = second).display("inner").n).after(first, second)
    (clean()).after(first)
}
