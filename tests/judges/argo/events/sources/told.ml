// What is told by the cluster itself: alerts, and runs of other pipelines; and what hosts tell of repositories.
@!image("python:3.12")

component train(text: String, score: Float, labels: Json) container { command = ["train", text, "${score}"] }
component measure() -> (auc: Float, note: String, picked: List<Int>) container { command = ["measure"] }

pipeline churn(text: String = "", score: Float = 0.0, labels: Json = {}) { train(text, score, labels) }
pipeline scoring() -> (auc: Float, note: String, picked: List<Int>) {
    let m = measure()
    return { auc = m.auc, note = m.note, picked = m.picked }
}

trigger slo = alert("AucLow", labels = { model = "churn.v1" })
    -> churn(text = "${event.name} ${event.fingerprint} ${event.starts_at}", score = event.value, labels = event.labels)
@cooldown(6h)
trigger again = alert("AucLow") -> churn(text = event.labels["model"])
trigger done = success(scoring) -> churn(text = "${event.state} ${event.run_id}", labels = event.outputs)
trigger broken = failure(scoring) -> churn(text = event.state, labels = event.outputs)
trigger gitlab_in = git("acme/churn", host = "gitlab", branch = "main", events = ["push", "tag", "pull_request"], auth = secret("gitlab", "token"))
    -> churn(text = "${event.event} ${event.branch} ${event.commit} ${event.author}: ${event.message}", labels = { url = event.url })
trigger bitbucket_in = git("acme/churn", host = "bitbucket", branch = "main", events = ["push", "pull_request"], auth = none)
    -> churn(text = "${event.event} ${event.branch} ${event.commit} ${event.author}: ${event.message}", labels = { url = event.url })
trigger open_in = git("acme/churn", auth = none) -> churn(text = event.message)
