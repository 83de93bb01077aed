//! Loops and conditions in several layers.

@!image("python:3.11")                                   // a default for the file's components

component args_generator_op() -> List python ```
    return [{"A_a": "1", "B_b": ["2", "20"]}, {"A_a": "10", "B_b": ["30", "40"]}]
```

component print_text(msg: String, msg2: String?) python ```
    print(f"msg: {msg}, msg2: {msg2}")
```

component print_struct(struct: Json) python ```
    print(struct)
```

component flip_coin_op() -> String python ```
    import random

    return random.choice(["heads", "tails"])
```

@name("pipeline-with-loops-and-conditions-multi-layers")
pipeline my_pipeline(
    msg: String = "hello",
    loop_parameter: List = [
        { A_a = "heads", B_b = ["A", "B"] },
        { A_a = "tails", B_b = ["X", "Y", "Z"] },
    ],
) {
    let flip  = flip_coin_op()
    let outer = args_generator_op()

    if flip != "no-such-result" {                        // always true
        let inner = args_generator_op()

        for item in outer {                              // List = List<Json>: item is Json
            print_text(msg)
            if item.A_a == "heads" { print_text(msg = item.B_b) }   // Json fits String, checked at run time
            if flip == "heads" { print_text(msg = item.B_b) }
            if item.A_a == "tails" {
                for row in [{ a = "-1" }, { a = "-2" }] { print_struct(struct = row) }
            }
            for b in item.B_b { print_text(msg = b) }
            for row in loop_parameter {
                print_text(msg = row)
                for arg in inner { print_text(msg = row, msg2 = arg.A_a) }
            }
            for digit in ["1", "2"] {
                print_text(msg = digit)
                if digit == "1" { print_text(msg = "1") }
            }
        }
    }

    for item in loop_parameter {
        if item.A_a == "heads" {
            for b in item.B_b { print_text(msg = b) }
        }
    }
}
