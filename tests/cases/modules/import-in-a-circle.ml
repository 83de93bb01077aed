// expect: E0845@with/back.ml:2
use "./with/back.ml".{other}

@image("python:3.12")
component greet(name: String) python ```
    print("hello", name)
```

pipeline hello() {
    greet(name = "world")
}
