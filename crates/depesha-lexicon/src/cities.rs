//! Cities: `data/cities.tsv`.

use crate::entry::{flag, list, wikidata};
use crate::{Entry, LexiconError, List, Row};

/// A city, town or well-known village.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// The usual name in the nominative: `Санкт-Петербург`.
    pub name: &'static str,
    /// Other names: `Петербург`, `Питер`.
    pub aliases: List,
    /// Adjectives in the masculine nominative: `петербургский`.
    pub adjectives: List,
    /// ISO 3166-1 alpha-2 code; two where two states claim the city, the one that governs it first.
    pub country: List,
    /// The region's name; for most foreign cities empty.
    pub region: &'static str,
    /// Whether the country's government sits here.
    pub capital: bool,
    /// Whether the name is an ordinary word or a common surname too (`Орёл`, `Мирный`), so that it needs evidence.
    pub ambiguous: bool,
    /// Wikidata item; empty when not known.
    pub wikidata: &'static str,
}

impl Entry for City {
    const FILE: &'static str = "cities.tsv";
    const TEXT: &'static str = include_str!("../data/cities.tsv");
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "aliases",
        "adjectives",
        "country",
        "region",
        "capital",
        "ambiguous",
        "wikidata",
    ];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        row.need("country")?;
        Ok(Self {
            name: row.need("name")?,
            aliases: list(row, "aliases")?,
            adjectives: list(row, "adjectives")?,
            country: list(row, "country")?,
            region: row.get("region"),
            capital: flag(row, "capital")?,
            ambiguous: flag(row, "ambiguous")?,
            wikidata: wikidata(row)?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.name, self.country.cell(), self.region]
    }

    fn countries(&self) -> List {
        self.country
    }
}

#[cfg(test)]
mod tests {
    use crate::{City, Lexicon};

    #[test]
    fn the_world_is_covered() {
        let lexicon = Lexicon::builtin();
        let in_russia = |city: &&City| city.country.iter().next() == Some("RU");
        let russian = lexicon.cities().iter().filter(in_russia).count();
        let foreign = lexicon.cities().len() - russian;
        assert!(russian >= 400, "{russian} Russian cities");
        assert!(foreign >= 1000, "{foreign} foreign cities");
    }

    #[test]
    fn the_capital_of_every_country_is_marked() {
        let lexicon = Lexicon::builtin();
        let countries = lexicon
            .countries()
            .iter()
            .filter(|c| !c.iso2.is_empty() && !c.capital.is_empty());
        for country in countries {
            let here = lexicon
                .cities()
                .iter()
                .filter(|c| c.country.iter().next() == Some(country.iso2));
            let marked: Vec<_> = here.filter(|c| c.capital).map(|c| c.name).collect();
            assert_eq!(marked, [country.capital], "{}", country.name);
        }
    }

    #[test]
    fn names_that_mean_other_things_are_marked() {
        let lexicon = Lexicon::builtin();
        let ambiguous = |name| {
            lexicon
                .cities()
                .iter()
                .any(|c| c.name == name && c.ambiguous)
        };
        assert!(ambiguous("Орёл") && ambiguous("Мирный") && ambiguous("Чехов"));
        assert!(!ambiguous("Москва") && !ambiguous("Хабаровск"));
    }
}
