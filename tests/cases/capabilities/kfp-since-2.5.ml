// expect -t kfp@2.4: E0702@10 E0702@11 E0702@14 E0702@14 E0702@14 E0702@14 E0702@19 E0702@19 E0702@21 E0702@22
// expect -t kfp@2.5: ok
// expect -t argo: ok
@!image("python:3.12")

component train(seed: Int) container { command = ["train", "--seed", seed, "--task", run.task_id] }
component say(what: String) container { command = ["say", what] }

pipeline nightly(token: String, selector: Map, rules: List<Json>) {
    for seed in [1, 2] parallel 1 {
        train(seed)
    }
    try {
        train(seed = 3)
            .env(TOKEN = secret(token, "key"))
            .node_selector(json = selector)
            .toleration(json = rules)
    } finally {
        say(what = run.id)
    }
    let fourth = train(seed = 4)
    say(what = "done").after(fourth).ignore_upstream_failure()
}
