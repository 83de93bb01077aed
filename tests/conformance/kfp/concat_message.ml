//! Two texts joined in a one-step pipeline.

@image("python:3.11")
component concat_message(message1: String, message2: String) -> String python ```
    return message1 + message2
```
