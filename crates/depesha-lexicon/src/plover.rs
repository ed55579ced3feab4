//! The event types of PLOVER: `data/plover.tsv`.

use crate::entry::keywords;
use crate::{Entry, LexiconError, PloverType, Row};

keywords! {
    /// A quarter of all events: words or deeds, with or against another.
    Quad {
        /// Words of cooperation.
        VerbalCooperation = "verbal_cooperation",
        /// Deeds of cooperation.
        MaterialCooperation = "material_cooperation",
        /// Words of conflict.
        VerbalConflict = "verbal_conflict",
        /// Deeds of conflict.
        MaterialConflict = "material_conflict",
    }
}

/// An event type of PLOVER.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PloverRow {
    /// The type.
    pub event: PloverType,
    /// Its quad class.
    pub quad: Quad,
    /// The score of the root that it has in CAMEO, the older scheme, on Goldstein's scale, in tenths: from -100 to 100.
    pub score: i16,
}

impl PloverRow {
    /// The version of PLOVER that the table follows.
    pub const VERSION: &'static str = "2.0";
}

impl Entry for PloverRow {
    const FILE: &'static str = "plover.tsv";
    const TEXT: &'static str = include_str!("../data/plover.tsv");
    const COLUMNS: &'static [&'static str] = &["type", "quad", "score"];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let score = row.need("score")?;
        let tenths = score
            .parse()
            .ok()
            .filter(|score| (-100..=100).contains(score));
        Ok(Self {
            event: PloverType::read(row, "type")?,
            quad: Quad::read(row, "quad")?,
            score: tenths.ok_or_else(|| {
                row.error(format!(
                    "`{score}` is no score; it is a number from -100 to 100"
                ))
            })?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.event.as_str(), "", ""]
    }
}

#[cfg(test)]
mod tests {
    use crate::{Lexicon, PloverType, Quad};

    #[test]
    fn every_type_has_a_row_whose_score_has_the_sign_of_its_quad_class() {
        let lexicon = Lexicon::builtin();
        for event in PloverType::ALL {
            let mut rows = lexicon.plover().iter();
            let row = rows.find(|row| row.event == *event).unwrap();
            let conflict = matches!(row.quad, Quad::VerbalConflict | Quad::MaterialConflict);
            assert_eq!(conflict, row.score < 0, "{event:?}");
        }
    }
}
