// expect: ok
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly() {
    for _ in range(3) {
        for _ in range(2) {
            train()
        }
    }
    let _ = train()
    let _ = train()
} finally(_) {
    train()
}
