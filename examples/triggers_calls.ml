// Runs that a call starts: a webhook with a typed body, and a repository's host.
//
//     mlc build examples/triggers_calls.ml -t argo

@!image("python:3.12")

component score(customer: String, rows: Int, fresh: Bool) python ```
    print("scoring", rows, "rows of", customer, "anew" if fresh else "")
```

pipeline customer_scores(customer: String, rows: Int = 100, fresh: Bool = false) {
    score(customer, rows, fresh)
}

component check(commit: String) python ```
    print("checking", commit)
```

pipeline review(commit: String) {
    check(commit)
}

type Order = { customer: String, rows: Int, note: String? }

// POST https://…/orders with `Authorization: Bearer …`: the token is the secret's.
@cooldown(5m)
trigger orders = webhook("/orders", body = Order, auth = secret("orders-webhook", "token"), tls = secret("orders-tls"))
    -> customer_scores(customer = event.body.customer, rows = event.body.rows, fresh = true)

trigger pushes = git("acme/churn", branch = "main", events = ["push", "pull_request"], auth = secret("github", "webhook"))
    -> review(commit = event.commit)

trigger gitlab_tags = git("acme/scores", host = "gitlab", events = ["tag"], auth = secret("gitlab", "webhook"))
    -> review(commit = event.commit)
