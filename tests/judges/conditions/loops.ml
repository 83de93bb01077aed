//! Conditions inside loops: on the item, on a record's fields, on both of nested items.
@!image("python:3.11")

type Person = { name: String, age: Int, nick: String = "none" }

component mark() python ```
    pass
```

pipeline loops(limit: Int, numbers: List<Int>, people: List<Person> = []) {
    for n in numbers {
        if n > limit { let above = mark() } else { let below = mark() }
    }
    for person in people {
        if person.age >= 18 and person.name != "it's" { let adult = mark() }
        if person.nick == person.name { let plain = mark() }
    }
    for a in [1, 2] { for b in [2, 4] { if a * b == 4 { let four = mark() } } }
    for word in ["x", "it's"] { if word == "it's" { let quoted = mark() } }
}
