//! The pipeline of 05_exit_handlers.ml, with the components of 05_exit_handlers.py as they stand.
use "./05_exit_handlers.py".{work, report, clean}

pipeline exit_handlers(name: String = "job", owner: String = "ops") {
    try {
        let one = work(name)
        if one == "JOB" { work(name = one) }
    } finally(status) {
        report(status, owner)
    }
    try {
        work(name = "other")
    } finally {
        clean(path = "/tmp/x")
    }
    work(name = "outside")
}
