//! `docs/rules.md` names every rule of statements and roles, and each of its examples is read by the rule beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use depesha_analysis::Options;

mod common;

/// What the names of the rules begin with.
const FAMILIES: &[&str] = &["direct", "reported", "speaker", "reference", "role"];

/// The passes whose rules are documented.
const PASSES: &[&str] = &["src/statements", "src/roles"];

/// The rows of the tables: a rule and its example, in which ` ¶ ` ends a paragraph. A rule that no text can reach has none.
fn documented() -> Vec<(String, Option<String>)> {
    let text = read(&root().join("../../docs/rules.md"));
    let bare = |cell: &str| Some(cell.strip_prefix('`')?.strip_suffix('`')?.to_owned());
    let row = |line: &str| {
        let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
        Some((bare(cells.first()?)?, bare(cells.get(2)?)))
    };
    text.lines().filter_map(row).collect()
}

/// The literals of the code that are names of rules.
fn in_code() -> BTreeSet<String> {
    let mut rules = BTreeSet::new();
    let folders = PASSES.iter().map(|pass| fs::read_dir(root().join(pass)));
    for entry in folders.flat_map(|folder| folder.expect("the folder is there")) {
        let code = read(&entry.expect("the folder can be read").path());
        let literals = code.split('"').filter(|literal| is_rule(literal));
        rules.extend(literals.map(str::to_owned));
    }
    rules
}

fn is_rule(literal: &str) -> bool {
    literal.split_once('.').is_some_and(|(family, name)| {
        let letters = |c: char| c.is_ascii_lowercase() || c == '_';
        FAMILIES.contains(&family) && !name.is_empty() && name.chars().all(letters)
    })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_rule_is_documented_and_no_other() {
    let documented = documented().into_iter().map(|(rule, _)| rule);
    assert_eq!(documented.collect::<BTreeSet<_>>(), in_code());
}

#[test]
fn every_example_is_read_by_its_rule() {
    for (rule, example) in documented() {
        let Some(example) = example else { continue };
        let text = example.replace(" ¶ ", "\n\n");
        let record = common::read(&text, &Options::default());
        let statements = record.statements.iter();
        let of_statements = statements.flat_map(|s| [Some(&s.rule), s.speaker_rule.as_ref()]);
        let of_roles = record.roles.iter().map(|r| Some(&r.rule));
        let of_references = record.references.iter().map(|r| Some(&r.rule));
        let read_by: BTreeSet<String> = of_statements
            .chain(of_roles)
            .chain(of_references)
            .flatten()
            .map(ToString::to_string)
            .collect();
        assert!(
            read_by.contains(&rule),
            "`{example}` is read by {read_by:?}, not by {rule}"
        );
    }
}
