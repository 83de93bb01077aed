//! `in` and `not in`: literal lists and run-time lists.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline lists(s: String, i: Int, names: List<String>, numbers: List<Int> = [1, 2, 3]) {
    if s in ["a", "b", "it's"] { let letters = mark() }
    if i in [1, 2, 3] { let digits = mark() }
    if s not in ["a"] { let not_a = mark() }
    if "x" in names { let constant = mark() }
    if s in names { let given = mark() }
    if i in numbers { let number = mark() }
    if i not in numbers { let no_number = mark() }
    if i in [5] { let one = mark() }
    if s in names and not (i in numbers) or i in [7, 8] { let combined = mark() }
}
