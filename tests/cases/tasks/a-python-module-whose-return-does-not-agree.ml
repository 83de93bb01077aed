// expect: E0323@11
@!image("python:3.11")

component split(text: String) -> (first: String, rest: String) python ```
import re

def head(text):
    return text[:1]

def split(text):
    return head(text), text[1:], len(text)
```

pipeline nightly(text: String) {
    split(text)
}
