// Runs that a message of Kafka's starts.
//
//     mlc build examples/triggers_messages.ml -t argo

@!image("python:3.12")

component refresh(customer: String, features: List<String>) python ```
    print("refreshing", customer, features)
```

pipeline features(customer: String, features: List<String> = []) {
    refresh(customer, features)
}

type Changed = { customer: String, features: List<String> }

trigger changes = kafka("customers", brokers = ["kafka.kafka:9092"], group = "features", body = Changed)
    -> features(customer = event.body.customer, features = event.body.features)
