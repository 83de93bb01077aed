// expect: E0417@6 E0417@11 E0417@16 E0417@21 E0417@22
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline a() {
}

pipeline b(full: Bool) {
    train()
    if full {
    }
}

pipeline c() {
    for _ in range(3) {
    }
}

pipeline d() {
    try {
    } finally {
    }
}
