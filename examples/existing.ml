//! What exists is called without retyping it: functions of a KFP project, and a component's YAML.
//!
//!     mlc build examples/existing.ml
//!
//! Signatures, images, packages and docstrings are read from `components.py` without running it; a
//! call that does not fit is an error that shows both sides.

use "./components.py".{make_rows, split_rows, describe, word_count as words_of}
use component "./parts/tokenize.yaml" as tokenize

/// Describes made-up customers with components that were there before.
pipeline existing(count: Int = 50, text: String = "To be or not") -> (age: Float, words: Int) {
    let rows  = make_rows(count, seed = 7)
    let parts = split_rows(rows, fraction = 0.5)
    let age   = describe(data = parts.first).Output

    if parts.second_size > 0 {
        describe(data = parts.second)
    }
    tokenize(text)
    let words = words_of(text)
    return { age = age, words = words }
}
