// expect: E0128@2 E0128@3 E0128@4 E0128@5
const A: Bool = 1 === 1
const B: Int = 2 ** 3
const C: Bool = !true
pipeline main() => Int {
    return 1
}
