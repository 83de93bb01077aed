//! What waits for a person's decision runs where it is a yes; a no, and nobody's answer in time, fail the run.
@!image("python:3.11")

component prepare(log: String) python ```
    with open(log, "a") as file:
        file.write("prepared\n")
```

component publish(log: String) python ```
    with open(log, "a") as file:
        file.write("published\n")
```

pipeline gate(log: String) {
    let ready = prepare(log)
    let yes = approve("publish?", timeout = 15s).after(ready)
    publish(log).after(yes)
}
