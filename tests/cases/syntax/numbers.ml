// expect: E0110@2 E0110@3 E0110@4 E0110@5
const A: Float = .5
const B: Int = 0x10
const C: Int = 1__000
const D: Int = 007
const E: Int = 1_000
