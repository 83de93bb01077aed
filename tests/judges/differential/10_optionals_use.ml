//! The pipeline of 10_optionals.ml, with the components of 10_optionals.py as they stand.
use "./10_optionals.py".{make, take}

pipeline optionals(title: String?, limit: Int?, items: List<Int> = [], word: String = "") {
    take()
    take(title, limit, items)
    take(title = word, count = 0, ratio = -1.5, flag = false, table = {}, data = make())
}
