//! The pipeline of 16_texts.ml, with the components of 16_texts.py as they stand.
use "./16_texts.py".{make, show}

pipeline texts(name: String = "ann", count: Int = 2) {
    let made = make(name = "dr. ${name}")
    show(text = "hello ${made}, you are ${name}!", count)
    show(text = "${count}/${count}")
    show(text = run.name)
    show(text = run.id)
    show(text = run.task_name)
    show(text = run.created_at)
    show(text = run.resource_name)
    for letter in ["a", "b"] { show(text = "${letter}-${name}") }
}
