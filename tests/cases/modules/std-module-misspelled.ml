// expect: E0846@2
use std.mflow.{register_model}

@image("python:3.12")
component greet(name: String) python ```
    print("hello", name)
```

pipeline hello() {
    greet(name = "world")
}
