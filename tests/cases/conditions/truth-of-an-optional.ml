// expect: ok
@!image("python:3.12")

component say(loud: Bool) python ```
    print("HELLO" if loud else "hello")
```

pipeline main(loud: Bool?) {
    if loud == true {
        say(loud)                            // it is there, as it is true
    }
    if loud != false {
        say(loud = true)
    } else {
        say(loud)
    }
}
