//! All tables in one [SQLite](https://sqlite.org) database, with a full-text index of the statements.
//!
//! Lists are JSON arrays. The index `statements_text` (FTS5) has the columns `content`, `speaker_name` and `source` of
//! `statements`, whose `rowid` it shares. It knows the words as [`words`] writes them: small letters, `е` for `ё`.

use std::path::Path;
use std::time::Duration;

use depesha_text::words;
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::{COUNT, Column, Kind, Rows, Table, Value, tables};

/// An error of the database.
pub use rusqlite::Error;

/// A database with all tables, to which rows are added part by part.
///
/// A part is there as a whole or not at all, even when the program is killed while it writes.
pub struct Database {
    connection: Connection,
    tables: [Table; COUNT],
    /// The command that adds a row to each.
    insertions: [String; COUNT],
}

/// How long to wait for another program that reads the database.
const PATIENCE: Duration = Duration::from_secs(60);

/// The table that the full-text index is of.
const INDEXED: &str = "statements";

/// The columns of that table that are indexed, in their order.
const INDEXED_COLUMNS: [&str; 3] = ["content", "source", "speaker_name"];

/// Further indexes: by which columns people look for rows, each with what they ask of them.
const LOOKED_FOR: [(&str, &[&str]); 3] = [
    ("statements", &["speaker_name", "speaker_kind", "document"]),
    ("entities", &["name", "wikidata"]),
    ("entities", &["wikidata", "name"]),
];

impl Database {
    /// Opens a database, or makes a new one with empty tables where there is none.
    ///
    /// # Errors
    /// Those of the system, and a file that is no such database.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut connection = Connection::open(path)?;
        // Somebody may be looking into the database while it grows.
        connection.busy_timeout(PATIENCE)?;
        let tables = tables();
        let transaction = connection.transaction()?;
        for table in &tables {
            transaction.execute_batch(&definition(table))?;
        }
        for (table, columns) in LOOKED_FOR {
            transaction.execute_batch(&format!(
                "CREATE INDEX IF NOT EXISTS {table}_{} ON {table}({})",
                columns[0],
                columns.join(", ")
            ))?;
        }
        // The index holds no copy of the words, only where they are.
        transaction.execute_batch(&format!(
            "CREATE VIRTUAL TABLE IF NOT EXISTS {INDEXED}_text
                USING fts5({}, content='', tokenize='unicode61')",
            INDEXED_COLUMNS.join(", ")
        ))?;
        transaction.commit()?;
        Ok(Self {
            connection,
            insertions: tables.each_ref().map(insertion),
            tables,
        })
    }

    /// Keeps the rows of the first `documents` documents and removes all others.
    ///
    /// # Errors
    /// Those of the database.
    pub fn keep(&mut self, documents: u64) -> Result<(), Error> {
        let transaction = self.connection.transaction()?;
        let documents = [Value::from(documents)];
        // An index without a copy of the words must be told them again to forget them.
        let unindex = format!(
            "INSERT INTO {INDEXED}_text({INDEXED}_text, rowid, {columns}) VALUES ('delete', ?, ?, ?, ?)",
            columns = INDEXED_COLUMNS.join(", ")
        );
        let removed = format!(
            "SELECT rowid, {} FROM {INDEXED} WHERE document >= ?",
            INDEXED_COLUMNS.join(", ")
        );
        {
            let mut removed = transaction.prepare(&removed)?;
            let mut rows = removed.query(params_from_iter(&documents))?;
            while let Some(row) = rows.next()? {
                let mut cells = vec![Value::Integer(row.get(0)?)];
                for column in 1..=INDEXED_COLUMNS.len() {
                    cells.push(folded(row.get::<_, Option<String>>(column)?.as_deref()));
                }
                transaction.execute(&unindex, params_from_iter(cells))?;
            }
        }
        for table in &self.tables {
            let sql = format!("DELETE FROM {} WHERE document >= ?", table.name);
            transaction.execute(&sql, params_from_iter(&documents))?;
        }
        transaction.commit()
    }

    /// Begins the next part. Nothing of it is there before [`Database::commit`].
    ///
    /// # Errors
    /// Those of the database.
    pub fn begin(&mut self) -> Result<(), Error> {
        self.connection.execute_batch("BEGIN IMMEDIATE")
    }

    /// Adds rows to the part that has begun.
    ///
    /// # Errors
    /// Those of the database.
    pub fn write(&mut self, rows: &Rows) -> Result<(), Error> {
        for (at, (table, insertion)) in self.tables.iter().zip(&self.insertions).enumerate() {
            let mut insertion = self.connection.prepare_cached(insertion)?;
            for row in rows.cells(at).chunks_exact(table.columns.len()) {
                insertion.execute(params_from_iter(row))?;
                if table.name == INDEXED {
                    self.index(self.connection.last_insert_rowid(), table, row)?;
                }
            }
        }
        Ok(())
    }

    fn index(&self, rowid: i64, table: &Table, row: &[Value]) -> Result<(), Error> {
        let cells = table.columns.iter().zip(row);
        let indexed = cells.filter(|(column, _)| INDEXED_COLUMNS.contains(&column.name));
        let words = indexed.map(|(_, cell)| match cell {
            Value::Text(text) => folded(Some(text)),
            _ => Value::Null,
        });
        let mut insertion = self.connection.prepare_cached(&format!(
            "INSERT INTO {INDEXED}_text(rowid, {}) VALUES (?, ?, ?, ?)",
            INDEXED_COLUMNS.join(", ")
        ))?;
        insertion.execute(params_from_iter(
            std::iter::once(Value::Integer(rowid)).chain(words),
        ))?;
        Ok(())
    }

    /// Ends the part: it is there now.
    ///
    /// # Errors
    /// Those of the database.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.connection.execute_batch("COMMIT")
    }
}

/// Words as the index knows them.
fn folded(text: Option<&str>) -> Value {
    let folded = text.map(|text| {
        let words: Vec<_> = words(text).map(|(_, word)| word).collect();
        words.join(" ")
    });
    folded.into()
}

fn definition(table: &Table) -> String {
    let columns: Vec<String> = table.columns.iter().map(column).collect();
    let name = table.name;
    // The rows of a document are looked up together.
    let document = table.columns[0].name;
    format!(
        "CREATE TABLE IF NOT EXISTS {name} ({});
         CREATE {unique} INDEX IF NOT EXISTS {name}_{document} ON {name}({document});",
        columns.join(", "),
        unique = if name == "documents" { "UNIQUE" } else { "" },
    )
}

fn column(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Integer => "INTEGER",
        Kind::Boolean => "BOOLEAN",
        Kind::Text | Kind::List => "TEXT",
    };
    let required = if column.required { " NOT NULL" } else { "" };
    format!("\"{}\" {kind}{required}", column.name)
}

fn insertion(table: &Table) -> String {
    let values = vec!["?"; table.columns.len()].join(", ");
    format!("INSERT INTO {} VALUES ({values})", table.name)
}

impl ToSql for Value {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>, Error> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Sql::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Sql::Integer(*number)),
            Self::Boolean(truth) => ToSqlOutput::Owned(Sql::Integer((*truth).into())),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::List(items) => {
                let json = serde_json::to_string(items).unwrap_or_default();
                ToSqlOutput::Owned(Sql::Text(json))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{record, rows};

    fn count(database: &Database, sql: &str) -> i64 {
        let row = database.connection.query_row(sql, [], |row| row.get(0));
        row.unwrap()
    }

    #[test]
    fn every_row_is_there_and_lists_are_json() {
        let folder = tempfile::tempdir().unwrap();
        let mut database = Database::open(&folder.path().join("news.sqlite")).unwrap();
        database.begin().unwrap();
        database.write(&rows()).unwrap();
        database.commit().unwrap();
        for (index, table) in tables().iter().enumerate() {
            let expected = rows().cells(index).len() / table.columns.len();
            let sql = format!("SELECT count(*) FROM {}", table.name);
            assert_eq!(count(&database, &sql), expected as i64, "{}", table.name);
        }
        let sql = "SELECT count(*) FROM statements, json_each(pieces)";
        assert_eq!(count(&database, sql), 3);
    }

    #[test]
    fn statements_are_found_by_their_words() {
        let folder = tempfile::tempdir().unwrap();
        let mut database = Database::open(&folder.path().join("news.sqlite")).unwrap();
        let found = |database: &Database, words: &str| {
            count(
                database,
                &format!(
                    "SELECT count(*) FROM statements_text('{words}') found JOIN statements \
                     ON statements.rowid = found.rowid"
                ),
            )
        };
        for part in 1..=2 {
            let mut rows = Rows::default();
            rows.push(part, &record());
            database.begin().unwrap();
            database.write(&rows).unwrap();
            database.commit().unwrap();
            let part = part as i64;
            assert_eq!(found(&database, "ПРИЧАЛ"), part);
            assert_eq!(found(&database, "speaker_name: петр"), part); // written `Пётр`
            assert_eq!(found(&database, "открое*"), part);
            assert_eq!(found(&database, "мост"), 0);
        }
    }

    #[test]
    fn a_part_that_was_not_finished_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.sqlite");
        let mut database = Database::open(&path).unwrap();
        database.begin().unwrap();
        database.write(&rows()).unwrap();
        database.commit().unwrap();
        let mut second = Rows::default();
        second.push(8, &record());
        database.begin().unwrap();
        database.write(&second).unwrap();
        drop(database);
        let database = Database::open(&path).unwrap();
        assert_eq!(count(&database, "SELECT count(*) FROM documents"), 1);
    }

    #[test]
    fn documents_behind_a_number_are_removed_with_all_their_rows() {
        let folder = tempfile::tempdir().unwrap();
        let mut database = Database::open(&folder.path().join("news.sqlite")).unwrap();
        database.begin().unwrap();
        database.write(&rows()).unwrap(); // document 7
        database.commit().unwrap();
        database.keep(8).unwrap();
        assert_eq!(count(&database, "SELECT count(*) FROM statements"), 2);
        database.keep(7).unwrap();
        for table in [
            "documents",
            "statements",
            "entities",
            "statements_text('порт*')",
        ] {
            let sql = format!("SELECT count(*) FROM {table}");
            assert_eq!(count(&database, &sql), 0, "{table}");
        }
    }

    #[test]
    fn another_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note.txt");
        std::fs::write(&path, "Не база данных, а записка. ".repeat(50)).unwrap();
        assert!(Database::open(&path).is_err());
    }
}
