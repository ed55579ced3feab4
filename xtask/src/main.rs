//! The project's own work, run as `cargo xtask COMMAND`.
fn main() {}
