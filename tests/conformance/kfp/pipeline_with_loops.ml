//! Loops over an input, over a task's output and over constants.

@!image("python:3.11")

type Row = { A_a: String, B_b: String }

component args_generator_op() -> List<Row> python ```
    return [{"A_a": "1", "B_b": "2"}, {"A_a": "10", "B_b": "20"}]
```

component print_text(msg: String) python ```
    print(msg)
```

component print_struct(struct: Row) python ```
    print(struct)
```

@name("pipeline-with-loops")
pipeline my_pipeline(loop_parameter: List<String> = ["a", "b"]) {
    for text in loop_parameter { print_text(msg = text) }

    for row in args_generator_op() {
        print_struct(struct = row)
        print_text(msg = row.A_a)
        print_text(msg = row.B_b)
    }

    for row in [{ A_a = "1", B_b = "2" }, { A_a = "10", B_b = "20" }] {
        print_struct(struct = row)
        print_text(msg = row.A_a)
        print_text(msg = row.B_b)
    }
}
