//! Any text has a sound tree: `cargo +nightly fuzz run parse`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let tree = depesha_grammar::parse(text);
    let leaves: String = tree.leaves().map(|span| span.of(text)).collect();
    assert_eq!(leaves, text);
    let mut next = 0;
    for block in tree.blocks() {
        assert_eq!(block.tokens.start, next);
        next = block.tokens.end;
    }
    assert_eq!(next, tree.tokens().len());
});
