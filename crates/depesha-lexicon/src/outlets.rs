//! News outlets: `data/outlets.tsv`.

use crate::entry::{flag, keywords, list, wikidata};
use crate::{Entry, LexiconError, List, Row};

keywords! {
    /// What kind of an outlet it is.
    OutletKind {
        /// A news agency.
        Agency = "agency",
        /// A platform where anybody publishes.
        BlogPlatform = "blog_platform",
        /// A magazine.
        Magazine = "magazine",
        /// A newspaper.
        Newspaper = "newspaper",
        /// A site without a printed or broadcast edition.
        Online = "online",
        /// A radio station.
        Radio = "radio",
        /// A television channel or company.
        Tv = "tv",
    }
}

/// A news outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The usual name, without quotation marks around the whole.
    pub name: &'static str,
    /// Other spellings, in both alphabets.
    pub aliases: List,
    /// Domains without `www.`: `ria.ru`.
    pub domains: List,
    /// What kind of an outlet it is.
    pub kind: OutletKind,
    /// ISO 3166-1 alpha-2 code of the country that it writes from; empty for the world.
    pub country: List,
    /// The common noun that stands before the name and bears the case: `газета`; empty when the name stands alone.
    pub head: &'static str,
    /// Whether the name is an ordinary word or another thing's name too (`Труд`, `Time`), so that quotes or the head word
    /// are needed.
    pub ambiguous: bool,
    /// Wikidata item; empty when not known.
    pub wikidata: &'static str,
}

impl Entry for Outlet {
    const FILE: &'static str = "outlets.tsv";
    const TEXT: &'static str = include_str!("../data/outlets.tsv");
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "aliases",
        "domains",
        "kind",
        "country",
        "head",
        "ambiguous",
        "wikidata",
    ];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let domains = list(row, "domains")?;
        let letters =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-';
        if let Some(odd) = domains
            .iter()
            .find(|domain| !domain.contains('.') || !domain.bytes().all(letters))
        {
            return Err(row.error(format!("`{odd}` is no domain; write it as `ria.ru`")));
        }
        Ok(Self {
            name: row.need("name")?,
            aliases: list(row, "aliases")?,
            domains,
            kind: OutletKind::read(row, "kind")?,
            country: list(row, "country")?,
            head: row.get("head"),
            ambiguous: flag(row, "ambiguous")?,
            wikidata: wikidata(row)?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.name, self.country.cell(), ""]
    }

    fn countries(&self) -> List {
        self.country
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use crate::{Lexicon, OutletKind};

    #[test]
    fn outlets_in_russian_and_of_the_world_are_covered() {
        let lexicon = Lexicon::builtin();
        let domains = |ending| {
            lexicon
                .outlets()
                .iter()
                .filter(|outlet| outlet.domains.iter().any(|d| d.ends_with(ending)))
                .count()
        };
        assert!(
            domains(".ru") >= 250,
            "{} outlets below .ru",
            domains(".ru")
        );
        assert!(lexicon.outlets().len() >= 900);
        assert!(
            lexicon
                .outlets()
                .iter()
                .filter(|o| o.kind == OutletKind::Agency)
                .count()
                >= 150
        );
    }

    #[test]
    fn an_outlet_is_found_by_each_spelling() {
        let lexicon = Lexicon::builtin();
        let named = |spelling| {
            let known = |o: &&crate::Outlet| {
                o.name == spelling || o.aliases.sure().any(|alias| alias == spelling)
            };
            lexicon.outlets().iter().find(known).map(|o| o.name)
        };
        assert_eq!(named("РИА «Новости»"), Some("РИА Новости"));
        assert_eq!(named("ИТАР-ТАСС"), Some("ТАСС"));
        assert_eq!(named("INTERFAX.RU"), Some("Интерфакс"));
        assert_eq!(named("Би-би-си"), Some("BBC"));
        assert_eq!(named("Спутник-Абхазия"), Some("Sputnik Абхазия"));
    }

    #[test]
    fn a_domain_of_a_site_belongs_to_few() {
        let lexicon = Lexicon::builtin();
        let mut owners: HashMap<&str, usize> = HashMap::new();
        for domain in lexicon.outlets().iter().flat_map(|o| o.domains.iter()) {
            *owners.entry(domain).or_default() += 1;
        }
        let shared: Vec<_> = owners
            .into_iter()
            .filter(|(_, owners)| *owners > 2)
            .collect();
        assert!(shared.is_empty(), "{shared:?}");
    }
}
