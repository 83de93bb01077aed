// expect: ok
@!image("python:3.11")

component show(x: Json) container { command = ["show", x] }

pipeline nightly(n: Int) {
    show(x = [[[[[[[[[[[[{ a = { b = { c = [{ d = [n] }] } } }]]]]]]]]]]]])
    if ((((((((n > ((((3)))))))))))) { show(x = 1) }
}
