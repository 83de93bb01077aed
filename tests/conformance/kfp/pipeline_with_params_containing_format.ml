//! Values inside texts, from an input and from a task.

@!image("python:3.11")

component print_op(text: String) -> String python ```
    print(text)
    return text
```

component print_op2(text1: String, text2: String) -> String python ```
    print(text1 + text2)
    return text1 + text2
```

@name("pipeline-with-pipelineparam-containing-format")
pipeline my_pipeline(name: String = "KFP") {
    let greeting = print_op(text = "Hello ${name}")
    print_op(text = "${greeting}, again.")

    for item in ["1", "2"] {
        print_op2(text1 = item, text2 = " and ${name}.")
    }
}
