//! Two long waits, one after the other.

@image("alpine:latest")
component wait_op() container {
    command = ["sh", "-c"]
    args    = ["echo waiting for five minutes; sleep 300; echo done"]
}

pipeline wait_awhile() {
    let first = wait_op()
    wait_op().after(first)
}
