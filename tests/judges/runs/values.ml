//! Values of every type arrive as they were written, hostile characters included: constants, defaults, arguments.
//! A null inside of a list is not among them, which KFP's local runner can't carry.
@!image("python:3.11")

component show(text: String, flag: Bool, count: Int, ratio: Float, items: List<Json>, table: Map<Json>) -> String python ```
    import json
    return json.dumps([text, flag, count, ratio, items, table], sort_keys=True)
```

pipeline values(
    text: String = "on",
    flag: Bool = false,
    count: Int = -9_007_199_254_740_991,
    ratio: Float = 1e-9,
    items: List<Json> = [1, "12:30", true, [2.5], { k = "v" }],
    table: Map<Json> = { "a-b" = "it's", nested = { list = [] } },
) -> (constant: String, given: String) {
    let constant = show(
        text  = "it's \"q\" \\ \n\t\r\u{7f} \${x} $HOME `id` %s '; exit 1 #\u{1F600}é\u{2028}",
        flag  = true,
        count = 0,
        ratio = 3,
        items = ["'", "\"", "\\", "\n", "", " lead", "trail ", "=", "~", "null", "1e3", 1.5, false],
        table = { "it's" = "\"", "12:30" = "12:30", on = "off" },
    )
    let given = show(text, flag, count, ratio, items, table)
    return { constant = constant, given = given }
}
