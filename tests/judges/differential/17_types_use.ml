//! The pipeline of 17_types.ml, with the components of 17_types.py as they stand.
use "./17_types.py".{split, join}

pipeline types(
    number: Int = -3,
    items: List<String> = ["on", "12:30", "it's"],
    table: Map<Json> = { "a-b" = [1, "on"] },
) -> String {
    let first = split(
        text  = "q\"\\\n\tü",
        number,
        ratio = 1e-9,
        flag  = true,
        items,
        table,
        rows  = [{ a = 1 }, {}],
    )
    let second = split(
        text   = "",
        number = 1_000_000,
        ratio  = 2,
        flag   = first.ok,
        items  = [],
        table  = { deep = { list = [1.5, "x", false] } },
        rows   = [],
    )
    return join(size = first.size, parts = second.parts, facts = first.facts, ok = second.ok)
}
