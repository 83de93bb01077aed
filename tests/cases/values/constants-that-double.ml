// expect: E0215@8
const A = "a text that is doubled again and again"
const B = "${A}${A}${A}${A}${A}${A}${A}${A}"
const C = "${B}${B}${B}${B}${B}${B}${B}${B}"
const D = "${C}${C}${C}${C}${C}${C}${C}${C}"
const E = "${D}${D}${D}${D}${D}${D}${D}${D}"
const F = "${E}${E}${E}${E}${E}${E}${E}${E}"
const G = "${F}${F}${F}${F}${F}${F}${F}${F}"
const H = "${G}${G}"
