//! The program `depesha`.
fn main() {}
