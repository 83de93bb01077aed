// expect: ok
//! Inside of a list or record that may hold anything, `none` is JSON's null; a field that is left out is not there.
@!image("python:3.11")

type Hyper = { seed: Int?, rest: List<Json> }

component show(items: List<Json>, table: Map<Json>, hyper: Hyper) container { command = ["show", items, table, hyper] }

pipeline nightly(items: List<Json> = [1, none, "a"]) {
    show(items, table = { left = none }, hyper = { seed = none, rest = [none] })
}
