//! Values put into texts, and what the engine knows of a run.
@!image("python:3.11")

component make(name: String) -> String python ```
    return name.title()
```

component show(text: String, count: Int = 1) python ```
    print(text * count)
```

pipeline texts(name: String = "ann", count: Int = 2) {
    let made = make(name = "dr. ${name}")
    show(text = "hello ${made}, you are ${name}!", count)
    show(text = "${count}/${count}")
    show(text = run.name)
    show(text = run.id)
    show(text = run.task_name)
    show(text = run.created_at)
    show(text = run.resource_name)
    for letter in ["a", "b"] { show(text = "${letter}-${name}") }
}
