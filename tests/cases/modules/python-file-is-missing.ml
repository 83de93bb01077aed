// expect: E0840@3
@image("python:3.12")
component train(rows: Int) -> Int python "./with/train.py::fit"

pipeline hello() {
    train(rows = 1)
}
