//! Conditions: an `if` runs one of its branches, and its last lines are its value.
//!
//!     mlc build examples/conditions.ml
//!
//! What stands after an `if` waits for it by its name. A branch that is not taken counts as done.

@!image("python:3.12.8-slim-bookworm")

/// Counts words and says whether a text asks something.
component measure(text: String) -> (words: Int, question: Bool) python ```
    return len(text.split()), text.strip().endswith("?")
```

/// Shortens a text.
component shorten(text: String, words: Int) -> String python ```
    return " ".join(text.split()[:words]) + " …"
```

/// Answers a question.
component reply(text: String) -> String python ```
    return f"Good question: {text}"
```

/// Gives a text back as it is.
component keep(text: String) -> String python ```
    return text
```

/// Writes a text into the log.
component log(text: String) python ```
    print(text)
```

/// Answers a text in one of three ways.
pipeline conditions(text: String = "to be or not to be?", limit: Int = 10) -> String {
    let seen = measure(text)

    let answer = if seen.words > limit {
        shorten(text, words = limit)
    } else if seen.question and not text in ["?", "why?"] {
        reply(text)
    } else {
        keep(text)
    }

    if seen.words * 2 > limit {                      // an `if` whose value nobody needs
        log(text = "that was long")
    }
    return answer
}
