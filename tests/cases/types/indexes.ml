// expect: E0318@8 E0318@9 E0318@10 E0318@11 E0318@12
@!image("python:3.11")

type Hyper = { rate: Float }
component show(text: Json) container { command = ["echo", text] }

pipeline nightly(names: List<String>, tags: Map<Int>, hyper: Hyper, n: Int, name: String) {
    show(text = names["first"])
    show(text = names[n])
    show(text = tags[0])
    show(text = name[0])
    show(text = names[-1])
    show(text = names[0])
    show(text = tags["a-b"])
    show(text = hyper["rate"])
}
