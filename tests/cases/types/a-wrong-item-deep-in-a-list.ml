// expect: E0301@7
@!image("python:3.11")

component grid(cells: List<List<Int>>) container { command = ["grid", cells] }

pipeline nightly() {
    grid(cells = [[1, 2], [3, "four"], [5]])
}
