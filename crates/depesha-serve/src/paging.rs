//! Lists that come in pieces.

use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::Serialize;

/// Which piece of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Its number, from 1.
    pub page: u32,
    /// How many items it has.
    pub per_page: u32,
}

impl Paging {
    /// Items of a page, if nobody says otherwise.
    pub const USUAL: u32 = 20;
    /// Items of a page at most.
    pub const MOST: u32 = 100;
    /// The last page that can be asked for.
    pub const LAST: u32 = 1_000_000;

    /// The values of `LIMIT ? OFFSET ?`.
    pub fn limits(self) -> [Value; 2] {
        let (page, per_page) = (i64::from(self.page), i64::from(self.per_page));
        [per_page, (page - 1) * per_page].map(Value::Integer)
    }

    /// The piece of a list of `total` items that these `items` are.
    pub fn found<T>(self, total: i64, items: Vec<T>) -> Found<T> {
        Found {
            total,
            page: self.page,
            per_page: self.per_page,
            items,
        }
    }

    /// The piece of a whole list.
    pub fn of<T>(self, list: Vec<T>) -> Found<T> {
        let (total, per_page) = (list.len(), self.per_page as usize);
        let skipped = (self.page as usize - 1).saturating_mul(per_page);
        let items = list.into_iter().skip(skipped).take(per_page).collect();
        self.found(total as i64, items)
    }
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            page: 1,
            per_page: Self::USUAL,
        }
    }
}

/// A piece of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "{T}Page")]
pub struct Found<T> {
    /// How many items the whole list has.
    pub total: i64,
    /// The number of this piece, from 1.
    pub page: u32,
    /// How many items a piece has.
    pub per_page: u32,
    /// The items.
    pub items: Vec<T>,
}

impl<T> Found<T> {
    /// The number of the last piece, from 1.
    pub fn last_page(&self) -> u32 {
        let total = u64::try_from(self.total).unwrap_or(0);
        u32::try_from(total.div_ceil(u64::from(self.per_page)).max(1)).unwrap_or(u32::MAX)
    }
}
