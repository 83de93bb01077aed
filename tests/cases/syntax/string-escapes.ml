// expect: E0106@2 E0106@2 E0106@2 E0106@2 E0106@2
const A: String = "\d \{ \' \u{110000} \u00e9"
const B: String = "\n\t\r\\\"\$\u{e9}"
