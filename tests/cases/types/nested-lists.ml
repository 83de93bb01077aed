// expect: E0301@9 E0301@10
@!image("python:3.11")

component grid(cells: List<List<Int>>) container { command = ["grid", cells] }
component row() -> List<Int> container { command = ["row", Output.path] }

pipeline nightly(cells: List<List<Int>>, names: List<List<String>>) {
    grid(cells)
    grid(cells = row())
    grid(cells = names)
    grid(cells = [[1, 2], [], [3]])
    for line in cells {
        for cell in line {
            grid(cells = [[1]])
        }
    }
}
