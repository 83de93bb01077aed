// expect: E0208@5 E0201@8 E0205@10 E0201@15
//! A name that is unknown in many places is one fault: at the first, with the others beside it.
@!image("python:3.11")

component load(hyper: Hyper, more: Hyper) -> (rows: Int, name: String) container { command = ["load", rows.path, name.path] }

pipeline nightly(hyper: Json) {
    let raw = laod(hyper, more = hyper)
    let real = load(hyper, more = hyper)
    if real.row > 1 or real.row < 0 or real.row == 7 {
        laod(hyper)
        laod(hyper)
    }
    load(
        hyper = hyperr,
        more = { a = hyperr, b = hyperr, c = hyperr, d = hyperr, e = hyperr, f = hyperr },
    )
}
