@image("python:3.12")
component broken(name: Strin) python ```
    print(name)
```
