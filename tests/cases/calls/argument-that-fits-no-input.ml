// expect: E0404@9 E0402@10 E0401@11 E0404@11
@!image("python:3.12")

component say(text: String, mark: String, times: Int = 1) python ```
    print((text + mark) * times)
```

pipeline main() {
    say("hello", mark = "!")                 // one report: `text` is what was meant
    say(txt = "hello", mark = "!")
    say("hello")                             // two: `mark` is missing as well
}
