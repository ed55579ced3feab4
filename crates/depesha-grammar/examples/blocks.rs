//! Prints the blocks of a page: `cargo run --example blocks article.txt`.
#![allow(clippy::print_stdout, reason = "printing is what the example is for")]

use std::{env, fs, io};

fn main() -> io::Result<()> {
    for path in env::args().skip(1) {
        let text = fs::read_to_string(path)?;
        let tree = depesha_grammar::parse(&text);
        for block in tree.blocks() {
            println!(
                "{:<12}{}",
                format!("{:?}", block.kind),
                block.span.of(&text)
            );
        }
    }
    Ok(())
}
