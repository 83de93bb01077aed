// expect: E0847@2 E0847@3 E0847@4
use "./with/rows.csv".{rows}
use "./with/part.yaml".{part}
use component "./with/greet.ml" as other

@image("python:3.12")
component greet(name: String) python ```
    print("hello", name)
```

pipeline hello() {
    greet(name = "world")
}
