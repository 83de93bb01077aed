//! A project with profiles: one source, an environment's values from `mlc.toml`.
//!
//!     cd examples/project
//!     mlc build --profile live
//!     mlc build --set SOURCE=test --set KEEP_DAYS=1 pipeline.ml
//!
//! A const without a value must be given; one that is missing, unknown or of the wrong type is an
//! error. Image, resources and labels come from `[defaults]`, the webhook's URL from the profile.

use std.notify.{webhook}
use "./steps.ml".{orders, recent}

const SOURCE: String
const KEEP_DAYS: Int
const FOLDER = "s3://orders-${SOURCE}/daily"         // constants are folded

/// Counts the orders of the last days.
pipeline report_orders(days: Int = KEEP_DAYS) -> Int {
    let kept = recent(data = orders(folder = FOLDER), days)
    if kept.count == 0 {
        webhook(text = "no orders in ${FOLDER}")
    }
    return kept.count
}
