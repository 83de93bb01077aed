// expect: E0111@2
const größe: Int = 3
const DOUBLE: Int = größe * 2
