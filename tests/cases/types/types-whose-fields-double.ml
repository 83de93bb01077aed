// expect: E0215@5
type A = { a: Int = 1, b: Int = 1, c: Int = 1, d: Int = 1, e: Int = 1, f: Int = 1, g: Int = 1, h: Int = 1 }
type B = { a: A = {}, b: A = {}, c: A = {}, d: A = {}, e: A = {}, f: A = {}, g: A = {}, h: A = {} }
type C = { a: B = {}, b: B = {}, c: B = {}, d: B = {}, e: B = {}, f: B = {}, g: B = {}, h: B = {} }
type D = { a: C = {}, b: C = {}, c: C = {}, d: C = {}, e: C = {}, f: C = {}, g: C = {}, h: C = {} }
