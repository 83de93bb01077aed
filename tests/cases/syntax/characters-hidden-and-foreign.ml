// expect: E0101@2 E0101@3 E0101@4 E0124@5 E0101@6
const A: Int = 1 − 2
const B: String = "a‮b"
const C: Int = 3
const D: String = “d”
// e⁦
