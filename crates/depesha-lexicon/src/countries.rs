//! Countries: `data/countries.tsv`.

use crate::entry::{code, list, wikidata};
use crate::{Entry, LexiconError, List, Row};

/// A country, a territory with an ISO 3166-1 code, or a state that few recognise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// The usual name in the nominative: `Россия`.
    pub name: &'static str,
    /// The official name: `Российская Федерация`; empty when it is the usual one.
    pub full: &'static str,
    /// ISO 3166-1 alpha-2 code; empty for a state that has none. `XK` is Kosovo's code by custom.
    pub iso2: &'static str,
    /// ISO 3166-1 alpha-3 code; empty for a state that has none. `XKX` is Kosovo's code by custom.
    pub iso3: &'static str,
    /// Other names: `РФ`.
    pub aliases: List,
    /// Adjectives in the masculine nominative: `российский`.
    pub adjectives: List,
    /// The capital's usual name; empty when there is none.
    pub capital: &'static str,
    /// Names of places that stand for the government: `Кремль`, `Белый дом`. A capital does so too.
    pub metonyms: List,
    /// Wikidata item; empty when not known.
    pub wikidata: &'static str,
    demonyms: List,
}

/// What the people of a country are called, in the nominative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demonym {
    /// A man: `россиянин`.
    pub masculine: &'static str,
    /// A woman: `россиянка`.
    pub feminine: &'static str,
    /// The people: `россияне`.
    pub plural: &'static str,
}

impl Country {
    /// The names of the country's people, the usual one first.
    pub fn demonyms(&self) -> impl Iterator<Item = Demonym> {
        let mut words = self.demonyms.iter();
        std::iter::from_fn(move || {
            Some(Demonym {
                masculine: words.next()?,
                feminine: words.next()?,
                plural: words.next()?,
            })
        })
    }
}

impl Entry for Country {
    const FILE: &'static str = "countries.tsv";
    const TEXT: &'static str = include_str!("../data/countries.tsv");
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "full",
        "iso2",
        "iso3",
        "aliases",
        "adjectives",
        "demonyms",
        "capital",
        "metonyms",
        "wikidata",
    ];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let demonyms = list(row, "demonyms")?;
        if demonyms.iter().count() % 3 != 0 {
            return Err(row.error("the column `demonyms` wants threes: a man, a woman, the people"));
        }
        Ok(Self {
            name: row.need("name")?,
            full: row.get("full"),
            iso2: code(row, "iso2", 2)?,
            iso3: code(row, "iso3", 3)?,
            aliases: list(row, "aliases")?,
            adjectives: list(row, "adjectives")?,
            capital: row.get("capital"),
            metonyms: list(row, "metonyms")?,
            wikidata: wikidata(row)?,
            demonyms,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.name, "", ""]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::{Country, Lexicon};

    fn country(iso2: &str) -> Country {
        *Lexicon::builtin()
            .countries()
            .iter()
            .find(|c| c.iso2 == iso2)
            .unwrap()
    }

    #[test]
    fn codes_come_in_pairs_and_once() {
        let lexicon = Lexicon::builtin();
        let coded: Vec<_> = lexicon
            .countries()
            .iter()
            .filter(|c| !c.iso2.is_empty())
            .collect();
        assert_eq!(coded.len(), 250, "249 codes of ISO 3166-1, and XK");
        assert_eq!(
            coded.iter().map(|c| c.iso2).collect::<HashSet<_>>().len(),
            coded.len()
        );
        assert_eq!(
            coded.iter().map(|c| c.iso3).collect::<HashSet<_>>().len(),
            coded.len()
        );
        assert!(
            lexicon
                .countries()
                .iter()
                .all(|c| c.iso2.is_empty() == c.iso3.is_empty())
        );
    }

    #[test]
    fn a_country_is_known_with_its_people_and_government() {
        let russia = country("RU");
        assert_eq!(
            (russia.name, russia.full, russia.capital),
            ("Россия", "Российская Федерация", "Москва")
        );
        assert!(russia.aliases.sure().any(|alias| alias == "РФ"));
        assert!(russia.metonyms.iter().any(|place| place == "Кремль"));
        let people = russia.demonyms().next().unwrap();
        assert_eq!(
            (people.masculine, people.feminine, people.plural),
            ("россиянин", "россиянка", "россияне")
        );
    }
}
