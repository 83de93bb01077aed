// expect -t kfp@2.16: E0702@11 E0702@11 E0702@12 E0702@17
// expect -t kfp@2.17: ok
// expect -t argo: ok
@!image("python:3.12")

component train(seed: Int) -> (model: Model) container { command = ["train", model.path] }
component use_it(model: Model, at: String) container { command = ["use", model.path, at] }

@timeout(6h)
@ttl(completion = 1d)
pipeline nightly(large: Bool) {
    let made = if large {
        train(seed = 1)
    } else {
        train(seed = 2)
    }
    use_it(model = made, at = run.created_at)
}
