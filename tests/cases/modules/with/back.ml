// Imports its importer.
use "../import-in-a-circle.ml".{hello as theirs}

@image("python:3.12")
component greet(name: String) python ```
    print("hello", name)
```

pipeline other() {
    theirs()
}
