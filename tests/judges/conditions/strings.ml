//! Equality of strings with what is hostile to CEL, to YAML and to the engine.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline strings(s: String, t: String = "on") {
    if s == "it's" { let quote = mark() }
    if s == "say \"hi\"" { let double = mark() }
    if s == "a\\b" { let backslash = mark() }
    if s == "line\nbreak" { let newline = mark() }
    if s == "\r\t" { let return_tab = mark() }
    if s == "{{$}}" { let placeholder = mark() }
    if s == "\${x}" { let dollar = mark() }
    if s == "" { let empty = mark() }
    if s != t { let differ = mark() }
    if s == t { let same = mark() }
    if s == "true" { let word = mark() }
    if s == "1" { let number = mark() }
    if s == "𝛼é🙂" { let letter = mark() }
    if s == "' || true || '" { let injection = mark() }
    if s == "\u{0}" { let nul = mark() }
    if not (s == "x") { let other = mark() }
}
