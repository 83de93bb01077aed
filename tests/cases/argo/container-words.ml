// expect: ok
@!image("alpine:3.20")

component say(text: String, times: Int, title: String?, data: Dataset) -> (log: String) container {
    command = ["sh", "-c"]
    args    = ["cat $0 $(echo $1) {{literal}} {\"a\":{\"b\":1}}", data.path, "n=${times}", "t=${text}", log.path, if title { "--title", title }]
}

component make() -> (data: Dataset) container {
    command = ["touch", data.path]
}

pipeline churn(text: String = "{{workflow.name}} $(HOME)", title: String?) {
    say(text, times = 3, title, data = make())
}
