// expect: E0130@3
const A: Int = 1
<<<<<<< HEAD
const B: Int = 2
=======
const B: Int = 3
>>>>>>> feature
const C: Int = 4
