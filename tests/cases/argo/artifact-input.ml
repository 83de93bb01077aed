// expect: ok
@!image("python:3.12")

component read(data: Dataset) -> Int python ```
    return len(open(data.path).read())
```

pipeline given(data: Dataset) -> Int {
    return read(data)
}
