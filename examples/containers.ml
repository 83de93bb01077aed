//! Containers: any program in any image, its inputs as words of its command line.
//!
//!     mlc build examples/containers.ml
//!
//! A value stands as a word of its own or inside one; no shell sees it, so no value becomes code.
//! Where a shell is needed, values are its arguments: `"$1"`, never spliced into the script.

@!image("alpine:3.20.3")

/// Writes numbers into a file, one a line.
component count(first: Int = 1, last: Int, step: Int?) -> (numbers: Dataset) container {
    command = ["sh", "-ec", ```
        mkdir -p "$(dirname "$1")"
        seq "$2" "$3" "$4" > "$1"
    ```, "count"]
    args    = [numbers.path, first, if step { step } else { "1" }, last]
}

/// Adds up the lines of a file. An output parameter is written to a path, too.
component total(numbers: Dataset) -> (sum: Int) container {
    command = ["sh", "-ec", ```
        mkdir -p "$(dirname "$2")"
        awk '{ sum += $1 } END { printf "%d", sum }' "$1" > "$2"
    ```, "total"]
    args    = [numbers.path, sum.path]
}

/// Prints what it is given; words inside `if` stand only where the caller gave the input.
component show(sum: Int, unit: String?, numbers: Dataset) container {
    command = ["printf", "%s\n"]
    args    = [
        "sum=${sum}",
        if unit { "unit", unit },
        "from=${numbers.uri}",
    ]
}

/// Adds up the even numbers.
pipeline containers(last: Int = 10) -> Int {
    let evens = count(first = 2, last, step = 2)
    let added = total(numbers = evens)
    show(sum = added, unit = "apples", numbers = evens)
    return added.sum
}
