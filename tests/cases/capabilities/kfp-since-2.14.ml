// expect -t kfp@2.13: E0702@10 E0702@15 E0702@16 E0702@21 E0702@22 E0702@24
// expect -t kfp@2.14: ok
// expect -t argo: ok
@!image("python:3.12")

component train(seed: Int) -> (score: Int) container { command = ["train", "--seed", seed, "--out", score.path] }
component say(what: List<Int>, note: String?) container { command = ["say", what, if note { note }] }
component tell(how: Status) container { command = ["tell", how] }

pipeline inner(note: String?, scores: List<Int>) {
    say(what = scores, note)
}

@workspace(size = 10Gi)
pipeline nightly(affinity: Map) {
    let scores = for seed in [1, 2] {
        train(seed)
    }
    inner(scores)
    try {
        train(seed = 3).node_affinity(match_expressions = [{ key = "zone", operator = In, values = ["a"] }])
        train(seed = 4).node_affinity(json = affinity)
    } finally(status) {
        tell(how = status)
    }
}
