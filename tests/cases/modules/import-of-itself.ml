// expect: E0845@2
use "./import-of-itself.ml".{greet as welcome}

@image("python:3.12")
component greet(name: String) python ```
    print("hello", name)
```

pipeline hello() {
    greet(name = "world")
}
