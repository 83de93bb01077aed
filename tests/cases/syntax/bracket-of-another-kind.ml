// expect: E0104@2
const SIZES: List<Int> = [1, 2, 3)
