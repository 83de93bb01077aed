//! A loop over records reads their fields.
@!image("python:3.11")

type City = { name: String, people: Int, tags: List<String>, capital: Bool }

const CITIES: List<City> = [
    { name = "Oslo's \"fjord\"", people = 700, tags = ["sea", "cold"], capital = true },
    { name = "Bergen", people = 300, tags = [], capital = false },
]

component describe(name: String, people: Int, tags: List<String>, capital: Bool) -> String python ```
    mark = "*" if capital else ""
    return f"{mark}{name}:{people + 1}:{'+'.join(tags)}"
```

component join(parts: List<String>) -> String python ```
    return " ".join(parts)
```

pipeline records() -> String {
    let lines = for city in CITIES {
        describe(name = city.name, people = city.people, tags = city.tags, capital = city.capital)
    }
    return join(parts = lines)
}
