//! The `mlc` command: everything that touches the world outside of the library.

fn main() {}
