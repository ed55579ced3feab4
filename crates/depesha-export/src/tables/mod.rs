//! Records as tables: one row a document, a statement, a mention, an entity, a role, a time, an event.
//!
//! `columns.rs` is the one definition of their columns, from which every form of them is made: [`csv`], and with the
//! features of the same names [`parquet`] and [`sqlite`]. Rows of all tables name their `document`, a number that the
//! caller gives; offsets count code points of the document's `text`.

mod columns;
pub mod csv;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "sqlite")]
pub mod sqlite;

use std::borrow::Cow;
use std::collections::HashMap;

use depesha_model::{Entity, EntityId, Record};
use depesha_text::{OffsetMap, OffsetUnit, Span};

/// A table, named and described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name in a database, and that of its folder.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns, the number of the document first.
    pub columns: Vec<Column>,
}

/// A column of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    /// What its values say.
    pub about: &'static str,
}

/// What the values of a [`Column`] are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A whole number, in 64 bits.
    Integer,
    /// True or false.
    Boolean,
    /// Characters.
    Text,
    /// Any number of texts; none is the empty list.
    List,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Not known, or not said.
    Null,
    /// Of a [`Kind::Integer`].
    Integer(i64),
    /// Of a [`Kind::Boolean`].
    Boolean(bool),
    /// Of a [`Kind::Text`].
    Text(Cow<'static, str>),
    /// Of a [`Kind::List`].
    List(Vec<String>),
}

/// How many tables there are.
pub const COUNT: usize = 7;

/// All tables, in the order that [`Rows`] has them in.
pub fn tables() -> [Table; COUNT] {
    columns::tables()
}

/// Rows of all tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The cells of each table, row behind row.
    cells: [Vec<Value>; COUNT],
}

impl Rows {
    /// Adds the rows of a record, the `document`-th of its collection.
    ///
    /// # Panics
    /// When spans do not fit the text; see [`Record::check`].
    pub fn push(&mut self, document: u64, record: &Record) {
        let page = Page {
            record,
            document: i64::try_from(document).unwrap_or(i64::MAX),
            entities: record.entities.iter().map(|e| (e.id, e)).collect(),
            map: OffsetMap::new(&record.text),
        };
        columns::push(&page, &mut self.cells);
    }

    /// Adds the rows of `other` behind these.
    pub fn append(&mut self, mut other: Rows) {
        for (cells, more) in self.cells.iter_mut().zip(&mut other.cells) {
            cells.append(more);
        }
    }

    /// The cells of a table by its index in [`tables`], row behind row.
    pub fn cells(&self, table: usize) -> &[Value] {
        &self.cells[table]
    }
}

/// A record, made ready for looking things up.
struct Page<'r> {
    record: &'r Record,
    document: i64,
    entities: HashMap<EntityId, &'r Entity>,
    map: OffsetMap<'r>,
}

impl Page<'_> {
    fn offset(&self, byte: usize) -> Value {
        // A text has fewer than 2³² characters.
        Value::Integer(self.map.to(OffsetUnit::Char, byte) as i64)
    }

    fn words(&self, span: Span) -> Value {
        Value::Text(span.of(&self.record.text).to_owned().into())
    }

    fn name(&self, id: EntityId) -> Option<String> {
        self.entities.get(&id).map(|entity| entity.name.clone())
    }

    fn names(&self, ids: &[EntityId]) -> Value {
        Value::List(ids.iter().filter_map(|id| self.name(*id)).collect())
    }
}

impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::from(number as u64)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Vec<String>> for Value {
    fn from(texts: Vec<String>) -> Self {
        Self::List(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{record, rows};

    /// The cells of a row by the names of their columns.
    fn row(rows: &Rows, table: &str, at: usize) -> HashMap<&'static str, Value> {
        let tables = tables();
        let index = tables.iter().position(|t| t.name == table).unwrap();
        let columns = &tables[index].columns;
        let row = rows.cells(index).chunks(columns.len()).nth(at).unwrap();
        columns
            .iter()
            .map(|c| c.name)
            .zip(row.iter().cloned())
            .collect()
    }

    #[test]
    fn each_cell_is_of_its_column() {
        let rows = rows();
        for (index, table) in tables().iter().enumerate() {
            let cells = rows.cells(index);
            assert_eq!(cells.len() % table.columns.len(), 0, "{}", table.name);
            for (column, cell) in table.columns.iter().cycle().zip(cells) {
                let fits = match cell {
                    Value::Null => !column.required,
                    Value::Integer(_) => column.kind == Kind::Integer,
                    Value::Boolean(_) => column.kind == Kind::Boolean,
                    Value::Text(_) => column.kind == Kind::Text,
                    Value::List(_) => column.kind == Kind::List,
                };
                assert!(fits, "{}.{}: {cell:?}", table.name, column.name);
            }
        }
    }

    #[test]
    fn offsets_are_code_points_of_the_text() {
        let rows = rows();
        let statement = row(&rows, "statements", 0);
        let (Value::Integer(start), Value::Integer(end)) =
            (&statement["cue_start"], &statement["cue_end"])
        else {
            panic!("{statement:?}");
        };
        let text = record().text;
        let words = text
            .chars()
            .skip(*start as usize)
            .take((end - start) as usize);
        assert_eq!(statement["cue"], words.collect::<String>().into());
    }

    #[test]
    fn a_statement_can_be_read_without_its_record() {
        let statement = row(&rows(), "statements", 0);
        assert_eq!(statement["document"], Value::Integer(7));
        assert_eq!(
            statement["content"],
            "Причал откроем в пятницу … и без задержек".into()
        );
        assert_eq!(
            statement["pieces"],
            vec!["60-84".to_owned(), "125-139".to_owned()].into()
        );
        assert_eq!(statement["speaker_name"], "Пётр Ильин".into());
        assert_eq!(row(&rows(), "statements", 1)["speaker"], Value::Null);
    }

    #[test]
    fn names_and_other_words_stand_in_one_table_in_the_order_of_the_text() {
        let mut record = record();
        record.references.push(depesha_model::Reference {
            entity: EntityId(0),
            span: crate::testing::span("начальник порта"),
            kind_of_mention: depesha_model::ReferenceKind::Nominal,
            rule: "test.rule".into(),
        });
        let mut rows = Rows::default();
        rows.push(0, &record);
        let forms = [0, 1, 2].map(|at| row(&rows, "mentions", at)["form"].clone());
        assert_eq!(forms, ["name".into(), "nominal".into(), "name".into()]);
        assert_eq!(row(&rows, "mentions", 1)["kind"], "person".into());
        assert_eq!(row(&rows, "mentions", 1)["id"], Value::Null);
    }

    #[test]
    fn rows_of_documents_stand_behind_each_other() {
        let (mut both, mut second) = (rows(), Rows::default());
        second.push(8, &record());
        both.append(second);
        assert_eq!(row(&both, "documents", 0)["document"], Value::Integer(7));
        assert_eq!(row(&both, "documents", 1)["document"], Value::Integer(8));
        assert_eq!(row(&both, "roles", 1)["person_name"], "Пётр Ильин".into());
    }
}
