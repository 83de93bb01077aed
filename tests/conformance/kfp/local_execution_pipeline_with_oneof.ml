//! A Bool picks the branch whose value goes on.

@!image("python:3.11")

component branch_a() -> String python ```
    return "A"
```

component branch_b() -> String python ```
    return "B"
```

component tag_selected(value: String) -> String python ```
    return f"selected:{value}"
```

pipeline pipeline_with_oneof(pick_a: Bool = true) -> String {
    let picked = if pick_a == true { branch_a() } else { branch_b() }
    return tag_selected(value = picked)
}
