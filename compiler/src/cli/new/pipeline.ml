//! Greets everybody on a list, and counts them.

/// What every greeting begins with.
const GREETING: String = "Hello"

/// Greets one person.
component greet(name: String, greeting: String) -> (text: String) python ```
    text = f"{greeting}, {name}!"
    print(text)
    return text
```

/// Puts the greetings into one artifact.
component collect(texts: List<String>) -> (greetings: Artifact, count: Int) python ```
    with open(greetings.path, "w") as file:
        file.write("\n".join(texts))
    return len(texts)
```

pipeline {{pipeline}}(names: List<String> = ["Ada", "Grace"]) -> Int {
    let greeted = for name in names {
        greet(name, greeting = GREETING)
    }
    let all = collect(texts = greeted.text)
    return all.count
}
