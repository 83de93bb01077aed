//! Loops inside loops: over a record's own list, and over constants.

@!image("python:3.11")

component print_op(msg: String, msg2: String?) python ```
    print(f"msg: {msg}, msg2: {msg2}")
```

type Row = { p_a: List<{ q_a: String }>, p_b: String }

pipeline pipeline_with_nested_loops(loop_parameter: List<Row> = [
    { p_a = [{ q_a = "1" }, { q_a = "2" }], p_b = "hello" },
    { p_a = [{ q_a = "11" }, { q_a = "22" }], p_b = "halo" },
]) {
    for row in loop_parameter {
        for inner in row.p_a { print_op(msg = inner.q_a) }          // field access is checked: Row, then { q_a }
    }
    for outer in ["1", "2"] {
        print_op(msg = outer)
        for inner in ["100", "200", "300"] { print_op(msg = outer, msg2 = inner) }
    }
}
