// expect: E0725@10 E0725@11 E0726@12 E0701@15 E0727@16
// What a source can't tell, or Argo Events can't do.
@!image("python:3.12")

component train(text: String) container { command = ["train", text] }

pipeline churn(text: String = "", size: Int = 0) { train(text) }

trigger fine = s3("raw", events = ["deleted"], via = sqs("q", region = "eu-west-1")) -> churn(text = event.key)
trigger gone = s3("raw", events = ["deleted"], via = sqs("q", region = "eu-west-1")) -> churn(size = event.size)
trigger torn = kafka("raw", brokers = ["kafka:9092"]) -> churn(text = "${event.offset} of ${event.topic}")
trigger twice = any(webhook("/a", auth = none), webhook("/a", auth = none)) -> churn()

@concurrency("replace")
trigger instead = webhook("/b", auth = none) -> churn()
trigger after = success(churn) -> churn()
