//! A sub-pipeline with conditions of its own, started by a loop.

@!image("alpine")

@image("python:3.11")
component print_op1(msg: String) -> String python ```
    print(msg)
    return msg
```

component print_op2(msg: String) container {
    command = ["echo", msg]
}

pipeline inner_pipeline(msg: String) {
    let said = print_op1(msg)
    if said == "Hello" { print_op2(msg = "world") }
    if said != "Hello" { print_op2(msg = "Bye!") }
}

pipeline pipeline_in_pipeline_complex(msg: String = "Hello") {
    print_op1(msg)
    for greeting in ["Hello", "world!"] {
        inner_pipeline(msg = greeting)
    }
}
