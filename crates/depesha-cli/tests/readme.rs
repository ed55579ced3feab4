//! What the repository's README shows is what the program prints.

use std::path::Path;

use assert_cmd::Command;

#[test]
fn the_examples_of_the_readme_are_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README is there");
    let sessions = sessions(&readme);
    assert!(!sessions.is_empty(), "the README shows the program at work");
    for (command, expected) in sessions {
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("depesha"), "{command}");
        let output = Command::cargo_bin("depesha")
            .expect("the program is built")
            .current_dir(&root)
            .args(words)
            .output()
            .expect("the program runs");
        let printed = String::from_utf8(output.stdout).expect("the program prints UTF-8");
        match expected.strip_suffix("\n…") {
            // The README shows only the first lines.
            Some(first) => assert!(printed.starts_with(first), "{command}\n{printed}"),
            None => assert_eq!(printed.trim_end(), expected, "{command}"),
        }
    }
}

/// The fenced `console` blocks: what stands behind the prompt, and the lines below it.
fn sessions(readme: &str) -> Vec<(&str, &str)> {
    let blocks = readme
        .split("```console\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let sessions = blocks.filter_map(|block| block.strip_prefix("$ ")?.split_once('\n'));
    sessions
        .map(|(command, output)| (command, output.trim_end()))
        .collect()
}
