//! Loops with and without a limit on how many items run at once, over lists typed to different depths.

@!image("python:3.11")

type Pair = { a: Int, b: Int }

component print_text(msg: String) python ```
    print(msg)
```

component print_int(x: Int) python ```
    print(x)
```

/// A list whose items' fields are known.
component list_dict_maker_0() -> List<Pair> python ```
    return [{"a": 1, "b": 2}, {"a": 2, "b": 3}, {"a": 3, "b": 4}]
```

/// A list of anything: its items' fields are checked at run time.
component list_dict_maker_1() -> List<Json> python ```
    return [{"a": 1, "b": 2}, {"a": 2, "b": 3}, {"a": 3, "b": 4}]
```

component list_dict_maker_2() -> List<Json> python ```
    return [{"a": 1, "b": 2}, {"a": 2, "b": 3}, {"a": 3, "b": 4}]
```

/// `List` is `List<Json>`.
component list_dict_maker_3() -> List python ```
    return [{"a": 1, "b": 2}, {"a": 2, "b": 3}, {"a": 3, "b": 4}]
```

@name("pipeline-with-loops")
pipeline my_pipeline(loop_parameter: List<String>) {
    for outer in loop_parameter parallel 2 {
        print_text(msg = outer)
        for inner in loop_parameter { print_text(msg = inner) }
    }

    for row in [{ A_a = "1", B_b = "2" }, { A_a = "10", B_b = "20" }] {
        print_text(msg = row.A_a)
        print_text(msg = row.B_b)
        for inner in [{ A_a = "10", B_b = "20" }, { A_a = "100", B_b = "200" }] parallel 1 {
            print_text(msg = inner.A_a)
            print_text(msg = inner.B_b)
        }
    }

    for pair in [{ a = 1, b = 2 }, { a = 2, b = 3 }, { a = 3, b = 4 }] parallel 1 { print_int(x = pair.a) }

    for pair in list_dict_maker_0() { print_int(x = pair.a) }
    for pair in list_dict_maker_1() { print_int(x = pair.a) }
    for pair in list_dict_maker_2() { print_int(x = pair.a) }
    for pair in list_dict_maker_3() { print_int(x = pair.a) }

    // The same maker again: a second task.
    for pair in list_dict_maker_1() { print_int(x = pair.a) }
}
