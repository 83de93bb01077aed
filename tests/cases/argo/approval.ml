// expect: ok
@!image("python:3.12")

component publish() python ```
    print("published")
```

pipeline release() {
    let asked = approve("Release to production?", timeout = 24h)
    publish().after(asked)
}
