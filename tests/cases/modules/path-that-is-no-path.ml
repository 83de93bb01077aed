// expect: E0848@2 E0848@3 E0848@4
use "".{a}
use "./${b}.ml".{c}
use ".\\\\with\\\\greet.ml".{d}

@image("python:3.12")
component greet(name: String) python ```
    print("hello", name)
```

pipeline hello() {
    greet(name = "world")
}
