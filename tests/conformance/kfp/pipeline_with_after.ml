//! Tasks that pass no data, put into an order.

@image("alpine")
component print_text(text: String) container {
    command = [
        "sh",
        "-c",
        ```
            set -e -x
            echo "$0"
        ```,
        text,
    ]
}

pipeline pipeline_with_after() {
    let first  = print_text(text = "1st task")
    let second = print_text(text = "2nd task").after(first)
    print_text(text = "3rd task").after(first, second)
}
