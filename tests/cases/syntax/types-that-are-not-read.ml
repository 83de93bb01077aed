// expect: E0102@2 E0102@3 E0102@4 E0102@5
type Ids = List<Int
type Kind = "a" | Int
type Range = { low: Int, high: }
const SIZES: = [1]
