//! The pipeline of 01_conditions.ml, with the components of 01_conditions.py as they stand.
use "./01_conditions.py".{score, verdict, note}

pipeline conditions(seed: Int = 4, limit: Float = 0.3, loud: Bool = false, mode: String = "fast") {
    let scored = score(seed)
    let judged = verdict(seed)
    if scored > 0.25 and mode == "fast" and loud == true {
        note(text = "high, fast and loud")
    }
    if seed > 10 {
        note(text = "large")
    } else if seed > 5 {
        note(text = "middle")
    } else {
        note(text = "small")
    }
    if judged != "good" { note(text = "not good") }
    if scored >= limit {
        if judged == mode { note(text = "odd") } else { note(text = "even") }
    }
}
