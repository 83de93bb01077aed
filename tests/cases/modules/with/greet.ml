@image("python:3.12")
component greet(name: String) python ```
    print("hello", name)
```
