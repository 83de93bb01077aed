//! Conditions inside conditions, over containers' outputs.

@!image("python:alpine3.9")

const RANDOM = "mkdir -p \"$(dirname $2)\" && python -c \"import random; print(random.randint($0, $1), end='')\" | tee $2"

component random_below_10() -> (output: Int) container {
    command = ["sh", "-c"]
    args    = [RANDOM, "0", "9", output.path]
}

component random_from_10() -> (output: Int) container {
    command = ["sh", "-c"]
    args    = [RANDOM, "10", "19", output.path]
}

component flip_coin() -> (output: String) container {
    command = ["sh", "-c"]
    args    = [
        "mkdir -p \"$(dirname $0)\" && python -c \"import random; result = 'heads' if random.randint(0,1) == 0 else 'tails'; print(result, end='')\" | tee $0",
        output.path,
    ]
}

component print_op(msg: String) container {
    command = ["echo", msg]
}

@name("conditional-execution-pipeline")
pipeline my_pipeline() {
    let flip = flip_coin()
    if flip == "heads" {
        let n = random_below_10()
        if n > 5 { print_op(msg = "heads and ${n} > 5!") }
        if n <= 5 { print_op(msg = "heads and ${n} <= 5!") }
    }
    if flip == "tails" {
        let n = random_from_10()                         // sibling blocks may use one name
        if n > 15 { print_op(msg = "tails and ${n} > 15!") }
        if n <= 15 { print_op(msg = "tails and ${n} <= 15!") }
    }
}
