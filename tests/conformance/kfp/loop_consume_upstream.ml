//! A loop over an upstream list, which another task reads whole; tasks that share a display name.

@!image("python:3.11")
@!cache(false)

component split_input(input: String) -> List<String> python ```
    return input.split(",")
```

component create_file(content: String) -> (file: Artifact) python ```
    with open(file.path, "w") as target:
        target.write(content)
```

component read_file(file: Artifact) -> String python ```
    with open(file.path) as source:
        print(source.read())
    return file.path
```

component print_input(input: List<String>) python ```
    for item in input:
        print("item:", item)
```

@display("Loop Consume Upstream")
pipeline loop_consume_upstream() {
    let names = split_input(input = "component1,component2,component3").display("same display name")
    for name in names {
        let file = create_file(content = name).display("same display name")
        read_file(file).display("same display name")
    }
    print_input(input = names).display("same display name")
}
