//! What `docs/tables.md` says of the tables is what the program writes.

use std::fmt::Write as _;
use std::fs;

use depesha::export::tables::{Kind, Table, tables};

/// A table as the document shows it.
fn shown(table: &Table) -> String {
    let mut shown = format!("## `{}`\n\nA row: {}.\n\n", table.name, table.about);
    shown += "| column | type | content |\n|---|---|---|\n";
    for column in &table.columns {
        let kind = match column.kind {
            Kind::Integer => "integer",
            Kind::Boolean => "boolean",
            Kind::Text => "text",
            Kind::List => "list of texts",
        };
        let null = if column.required { "" } else { " or null" };
        let _ = writeln!(
            shown,
            "| `{}` | {kind}{null} | {} |",
            column.name, column.about
        );
    }
    shown
}

#[test]
fn the_document_describes_every_table_as_it_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/tables.md");
    let document = fs::read_to_string(path).unwrap();
    for table in tables() {
        let shown = shown(&table);
        assert!(
            document.contains(&shown),
            "docs/tables.md lacks or has otherwise:\n\n{shown}"
        );
    }
}
