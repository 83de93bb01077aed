//! A component with helper functions: its fence is a module.

@!image("python:3.11")

component echo(msg: String) python ```
def shout(text):
    return text.upper()


def frame(text):
    return f"*** {text} ***"


def echo(msg: str):
    print(frame(shout(msg)))
```

/// A simple hello world pipeline
pipeline pipeline_with_utils(msg: String = "Hello, World!") {
    echo(msg)
}
