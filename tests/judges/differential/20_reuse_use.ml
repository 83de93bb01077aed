//! The pipeline of 20_reuse.ml, with the components of 20_reuse.py as they stand.
use "./20_reuse.py".{speak}

pipeline reuse(text: String = "hi") {
    let first  = speak(text)
    let second = speak(text = first, times = 0)
    let third  = speak(text = second, times = 1)
    let fourth = speak(text = third, times = 2)
    if fourth != "" { speak(text = "never \"mind\"") }
}
