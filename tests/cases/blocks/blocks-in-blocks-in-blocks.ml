// expect: ok
@!image("python:3.11")

component score(a: Int, b: Int) -> Float container { command = ["score", a, b, Output.path] }
component best(all: List<List<Float>>) container { command = ["best", all] }

pipeline sweep(full: Bool, seeds: List<Int>) {
    let all = for a in seeds {
        for b in seeds {
            let tried = try {
                let auc = if full and a != b {
                    score(a, b)
                } else {
                    score(a = b, b = a)
                }
                auc
            } finally(_) {
                score(a = 1, b = 2)
            }
            tried
        }
    }
    best(all)
}
