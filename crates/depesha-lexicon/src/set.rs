//! Cells that hold several keywords.

use std::marker::PhantomData;

use crate::{LexiconError, Row};

/// A kind of keyword: at most 64 values with one written form each.
pub trait Keyword: Copy + 'static {
    /// All values, in the order of their places.
    const VALUES: &'static [Self];

    /// The written form.
    fn name(self) -> &'static str;

    /// The value's place among all values, from 0.
    fn place(self) -> u32;
}

/// Keywords of one kind, each at most once; the order in the cell means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set<K> {
    places: u64,
    kind: PhantomData<K>,
}

impl<K: Keyword> Set<K> {
    /// Whether the cell holds `value`.
    pub fn contains(self, value: K) -> bool {
        self.places & (1_u64 << value.place()) != 0
    }

    /// Whether the cell is empty.
    pub fn is_empty(self) -> bool {
        self.places == 0
    }

    /// The values that the cell holds, in the order of the kind.
    pub fn iter(self) -> impl Iterator<Item = K> {
        K::VALUES
            .iter()
            .copied()
            .filter(move |value| self.contains(*value))
    }

    /// The keywords below `column`.
    pub(crate) fn read(row: &Row<'_, 'static>, column: &str) -> Result<Self, LexiconError> {
        let mut places = 0_u64;
        for part in row.list(column) {
            let Some(value) = K::VALUES.iter().find(|value| value.name() == part) else {
                let known: Vec<&str> = K::VALUES.iter().map(|value| value.name()).collect();
                let message = format!(
                    "the column `{column}` holds `{part}`; known are {}",
                    known.join(", ")
                );
                return Err(row.error(message));
            };
            let bit = 1_u64 << value.place();
            if places & bit != 0 {
                return Err(row.error(format!("the column `{column}` holds `{part}` twice")));
            }
            places |= bit;
        }
        Ok(Self {
            places,
            kind: PhantomData,
        })
    }
}
