//! An optional input is absent where it is not given, and a default holds where nothing is said.
@!image("python:3.11")

component greet(name: String?, greeting: String = "Hello") -> String python ```
    return f"{greeting} {name!r}"
```

pipeline optional(name: String = "O'Hara") -> (given: String, absent: String) {
    let given  = greet(name, greeting = "Hi")
    let absent = greet(name = none)
    return { given = given, absent = absent }
}
