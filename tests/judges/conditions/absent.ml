//! Values of branches that were not taken. KFP's back end knows no absent output: who reads one stops the run, and so
//! does who reads the list of a loop in which one is missing. The language leaves such values out, as KFP's SDK does.
@!image("python:3.11")

component make(n: Int) -> String python ```
    return str(n)
```

component use(text: String = "") python ```
    print(text)
```

component join(texts: List<String>) python ```
    print(texts)
```

pipeline absent(n: Int, items: List<Int>) {
    let picked = if n > 3 {
        let made = make(n)
        made
    }
    let filtered = for item in items {
        if item > 3 {
            let kept = make(n = item)
            kept
        }
    }
    let reader = use(text = picked)
    let lister = join(texts = filtered)
}
