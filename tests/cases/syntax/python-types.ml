// expect: E0125@4 E0125@4 E0125@4 E0125@4
@!image("python:3.11")

component step(xs: List[Int], y: Optional[String]) -> Map[List[Int]] python ```
    return {}
```

pipeline main(n: Int) {
    step(xs = [1], y = "a")
}
