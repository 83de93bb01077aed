// expect: E0319@10 E0201@11 E0201@12
//! What is wrong in a part of a list, record or text is reported once, and not of the whole again.
@!image("python:3.11")

type Hyper = { seed: Int }

component show(items: List<Int>) container { command = ["show", items] }

pipeline nightly(
    items: List<Int> = [1, none],
    hyper: Hyper = { seed = sed },
    text: String = "a ${sid}",
) {
    show(items)
}
