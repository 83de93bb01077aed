//! Hello: one component, one pipeline, a value in and a value out.
//!
//!     mlc build examples/hello.ml

@!image("python:3.12.8-slim-bookworm")

/// Greets somebody.
component greet(name: String) -> String python ```
    return f"Hello, {name}!"
```

/// Says hello to somebody.
pipeline hello(name: String = "world") -> String {
    return greet(name)
}
