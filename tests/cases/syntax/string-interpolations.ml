// expect: E0107@10 E0107@10 E0107@10 E0107@10 E0107@12
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    let a = step(x = n)
    step(x = 1, note = "${a + 1} ${step(x = 1)} ${} ${a")
    step(x = 2, note = "${a} \${a} $a {a}")
    step(x = 3, note = "${a["k"]}")
}
