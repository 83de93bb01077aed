// expect: E0113@10 E0113@16 E0113@18
//! A `///` comment with nothing below it; lines that belong together are one.
@!image("python:3.11")

/// Loads.
component load(
    /// How many.
    n: Int,

    /// Here an input has been taken out,
    /// and its description has not.
) container { command = ["load", n] }

pipeline nightly() {
    load(n = 1)
    /// Here a task.
}
/// The end.
