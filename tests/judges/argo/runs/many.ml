//! More templates than one object holds: Argo gets two, joined by references.

@!image("python:3.12-slim")

component step(n: Int, log: String) -> Int python ```
    with open(log, "a") as file:
        file.write("step\n")
    return n
```

component add(left: Int, right: Int) -> Int python ```
    return left + right
```

pipeline low(all: Bool, log: String) -> Int {
    if all {
        step(n = 1, log).labels(n = "1") step(n = 2, log).labels(n = "2") step(n = 3, log).labels(n = "3")
        step(n = 4, log).labels(n = "4") step(n = 5, log).labels(n = "5") step(n = 6, log).labels(n = "6")
        step(n = 7, log).labels(n = "7") step(n = 8, log).labels(n = "8") step(n = 9, log).labels(n = "9")
        step(n = 10, log).labels(n = "10") step(n = 11, log).labels(n = "11") step(n = 12, log).labels(n = "12")
        step(n = 13, log).labels(n = "13") step(n = 14, log).labels(n = "14") step(n = 15, log).labels(n = "15")
        step(n = 16, log).labels(n = "16") step(n = 17, log).labels(n = "17") step(n = 18, log).labels(n = "18")
        step(n = 19, log).labels(n = "19") step(n = 20, log).labels(n = "20") step(n = 21, log).labels(n = "21")
        step(n = 22, log).labels(n = "22") step(n = 23, log).labels(n = "23") step(n = 24, log).labels(n = "24")
        step(n = 25, log).labels(n = "25") step(n = 26, log).labels(n = "26") step(n = 27, log).labels(n = "27")
        step(n = 28, log).labels(n = "28") step(n = 29, log).labels(n = "29") step(n = 30, log).labels(n = "30")
        step(n = 31, log).labels(n = "31") step(n = 32, log).labels(n = "32") step(n = 33, log).labels(n = "33")
        step(n = 34, log).labels(n = "34") step(n = 35, log).labels(n = "35") step(n = 36, log).labels(n = "36")
        step(n = 37, log).labels(n = "37") step(n = 38, log).labels(n = "38") step(n = 39, log).labels(n = "39")
        step(n = 40, log).labels(n = "40") step(n = 41, log).labels(n = "41") step(n = 42, log).labels(n = "42")
        step(n = 43, log).labels(n = "43") step(n = 44, log).labels(n = "44") step(n = 45, log).labels(n = "45")
        step(n = 46, log).labels(n = "46") step(n = 47, log).labels(n = "47") step(n = 48, log).labels(n = "48")
        step(n = 49, log).labels(n = "49") step(n = 50, log).labels(n = "50") step(n = 51, log).labels(n = "51")
        step(n = 52, log).labels(n = "52") step(n = 53, log).labels(n = "53") step(n = 54, log).labels(n = "54")
        step(n = 55, log).labels(n = "55") step(n = 56, log).labels(n = "56") step(n = 57, log).labels(n = "57")
        step(n = 58, log).labels(n = "58") step(n = 59, log).labels(n = "59") step(n = 60, log).labels(n = "60")
        step(n = 61, log).labels(n = "61") step(n = 62, log).labels(n = "62") step(n = 63, log).labels(n = "63")
        step(n = 64, log).labels(n = "64") step(n = 65, log).labels(n = "65") step(n = 66, log).labels(n = "66")
        step(n = 67, log).labels(n = "67") step(n = 68, log).labels(n = "68") step(n = 69, log).labels(n = "69")
        step(n = 70, log).labels(n = "70") step(n = 71, log).labels(n = "71") step(n = 72, log).labels(n = "72")
        step(n = 73, log).labels(n = "73") step(n = 74, log).labels(n = "74") step(n = 75, log).labels(n = "75")
        step(n = 76, log).labels(n = "76") step(n = 77, log).labels(n = "77") step(n = 78, log).labels(n = "78")
        step(n = 79, log).labels(n = "79") step(n = 80, log).labels(n = "80") step(n = 81, log).labels(n = "81")
        step(n = 82, log).labels(n = "82") step(n = 83, log).labels(n = "83") step(n = 84, log).labels(n = "84")
        step(n = 85, log).labels(n = "85") step(n = 86, log).labels(n = "86") step(n = 87, log).labels(n = "87")
        step(n = 88, log).labels(n = "88") step(n = 89, log).labels(n = "89") step(n = 90, log).labels(n = "90")
        step(n = 91, log).labels(n = "91") step(n = 92, log).labels(n = "92") step(n = 93, log).labels(n = "93")
        step(n = 94, log).labels(n = "94") step(n = 95, log).labels(n = "95") step(n = 96, log).labels(n = "96")
        step(n = 97, log).labels(n = "97") step(n = 98, log).labels(n = "98") step(n = 99, log).labels(n = "99")
        step(n = 100, log).labels(n = "100") step(n = 101, log).labels(n = "101") step(n = 102, log).labels(n = "102")
        step(n = 103, log).labels(n = "103") step(n = 104, log).labels(n = "104") step(n = 105, log).labels(n = "105")
        step(n = 106, log).labels(n = "106") step(n = 107, log).labels(n = "107") step(n = 108, log).labels(n = "108")
        step(n = 109, log).labels(n = "109") step(n = 110, log).labels(n = "110") step(n = 111, log).labels(n = "111")
    }
    return step(n = 1, log)
}

pipeline high(all: Bool, log: String) -> Int {
    if all {
        step(n = 112, log).labels(n = "112") step(n = 113, log).labels(n = "113") step(n = 114, log).labels(n = "114")
        step(n = 115, log).labels(n = "115") step(n = 116, log).labels(n = "116") step(n = 117, log).labels(n = "117")
        step(n = 118, log).labels(n = "118") step(n = 119, log).labels(n = "119") step(n = 120, log).labels(n = "120")
        step(n = 121, log).labels(n = "121") step(n = 122, log).labels(n = "122") step(n = 123, log).labels(n = "123")
        step(n = 124, log).labels(n = "124") step(n = 125, log).labels(n = "125") step(n = 126, log).labels(n = "126")
        step(n = 127, log).labels(n = "127") step(n = 128, log).labels(n = "128") step(n = 129, log).labels(n = "129")
        step(n = 130, log).labels(n = "130") step(n = 131, log).labels(n = "131") step(n = 132, log).labels(n = "132")
        step(n = 133, log).labels(n = "133") step(n = 134, log).labels(n = "134") step(n = 135, log).labels(n = "135")
        step(n = 136, log).labels(n = "136") step(n = 137, log).labels(n = "137") step(n = 138, log).labels(n = "138")
        step(n = 139, log).labels(n = "139") step(n = 140, log).labels(n = "140") step(n = 141, log).labels(n = "141")
        step(n = 142, log).labels(n = "142") step(n = 143, log).labels(n = "143") step(n = 144, log).labels(n = "144")
        step(n = 145, log).labels(n = "145") step(n = 146, log).labels(n = "146") step(n = 147, log).labels(n = "147")
        step(n = 148, log).labels(n = "148") step(n = 149, log).labels(n = "149") step(n = 150, log).labels(n = "150")
        step(n = 151, log).labels(n = "151") step(n = 152, log).labels(n = "152") step(n = 153, log).labels(n = "153")
        step(n = 154, log).labels(n = "154") step(n = 155, log).labels(n = "155") step(n = 156, log).labels(n = "156")
        step(n = 157, log).labels(n = "157") step(n = 158, log).labels(n = "158") step(n = 159, log).labels(n = "159")
        step(n = 160, log).labels(n = "160") step(n = 161, log).labels(n = "161") step(n = 162, log).labels(n = "162")
        step(n = 163, log).labels(n = "163") step(n = 164, log).labels(n = "164") step(n = 165, log).labels(n = "165")
        step(n = 166, log).labels(n = "166") step(n = 167, log).labels(n = "167") step(n = 168, log).labels(n = "168")
        step(n = 169, log).labels(n = "169") step(n = 170, log).labels(n = "170") step(n = 171, log).labels(n = "171")
        step(n = 172, log).labels(n = "172") step(n = 173, log).labels(n = "173") step(n = 174, log).labels(n = "174")
        step(n = 175, log).labels(n = "175") step(n = 176, log).labels(n = "176") step(n = 177, log).labels(n = "177")
        step(n = 178, log).labels(n = "178") step(n = 179, log).labels(n = "179") step(n = 180, log).labels(n = "180")
        step(n = 181, log).labels(n = "181") step(n = 182, log).labels(n = "182") step(n = 183, log).labels(n = "183")
        step(n = 184, log).labels(n = "184") step(n = 185, log).labels(n = "185") step(n = 186, log).labels(n = "186")
        step(n = 187, log).labels(n = "187") step(n = 188, log).labels(n = "188") step(n = 189, log).labels(n = "189")
        step(n = 190, log).labels(n = "190") step(n = 191, log).labels(n = "191") step(n = 192, log).labels(n = "192")
        step(n = 193, log).labels(n = "193") step(n = 194, log).labels(n = "194") step(n = 195, log).labels(n = "195")
        step(n = 196, log).labels(n = "196") step(n = 197, log).labels(n = "197") step(n = 198, log).labels(n = "198")
        step(n = 199, log).labels(n = "199") step(n = 200, log).labels(n = "200") step(n = 201, log).labels(n = "201")
        step(n = 202, log).labels(n = "202") step(n = 203, log).labels(n = "203") step(n = 204, log).labels(n = "204")
        step(n = 205, log).labels(n = "205") step(n = 206, log).labels(n = "206") step(n = 207, log).labels(n = "207")
        step(n = 208, log).labels(n = "208") step(n = 209, log).labels(n = "209") step(n = 210, log).labels(n = "210")
        step(n = 211, log).labels(n = "211") step(n = 212, log).labels(n = "212") step(n = 213, log).labels(n = "213")
        step(n = 214, log).labels(n = "214") step(n = 215, log).labels(n = "215") step(n = 216, log).labels(n = "216")
        step(n = 217, log).labels(n = "217") step(n = 218, log).labels(n = "218") step(n = 219, log).labels(n = "219")
        step(n = 220, log).labels(n = "220") step(n = 221, log).labels(n = "221") step(n = 222, log).labels(n = "222")
    }
    return step(n = 2, log)
}

pipeline many(all: Bool = false, log: String) -> Int {
    try {
        let one = low(all, log)
        let two = high(all, log)
        let sum = add(left = one, right = two)
    } finally {
        step(n = 3, log)
    }
    return add(left = 1, right = 2)
}
