// expect: E0413@2 E0413@4
component train() container { command = ["train"] }

component report() python ```
    print("done")
```

component unused() container { command = ["unused"] }

@image("python:3.11")
component clean() container { command = ["clean"] }

pipeline nightly() {
    train()
    report()
    clean()
}
