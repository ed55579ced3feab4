//! Regions: `data/regions.tsv`.

use crate::entry::{keywords, list, wikidata};
use crate::{Entry, LexiconError, List, Row};

keywords! {
    /// What kind of a region it is.
    RegionKind {
        /// An autonomous oblast of Russia.
        AutonomousOblast = "autonomous_oblast",
        /// An autonomous okrug of Russia.
        AutonomousOkrug = "autonomous_okrug",
        /// A region with rights of its own inside a state: Catalonia, Xinjiang.
        AutonomousRegion = "autonomous_region",
        /// A country inside a state: Scotland.
        ConstituentCountry = "constituent_country",
        /// A part of the world: Europe.
        Continent = "continent",
        /// A city with the rights of a region: Moscow.
        FederalCity = "federal_city",
        /// A federal district of Russia.
        FederalDistrict = "federal_district",
        /// A land without an administration of its own: Donbass, Bessarabia.
        Historical = "historical_region",
        /// An island or a group of islands.
        Island = "island",
        /// A krai of Russia.
        Krai = "krai",
        /// An oblast of Russia, Ukraine, Belarus, Kazakhstan and other states.
        Oblast = "oblast",
        /// A province, governorate or department.
        Province = "province",
        /// A republic inside a federation.
        Republic = "republic",
        /// A state of a federation: Texas, Bavaria.
        State = "state",
        /// A group of countries or a land that spans several: the Balkans.
        WorldRegion = "world_region",
    }
}

/// A part of a country, or a land that spans several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The usual name in the nominative: `Московская область`.
    pub name: &'static str,
    /// Other names: `Подмосковье`.
    pub aliases: List,
    /// Adjectives in the masculine nominative: `подмосковный`.
    pub adjectives: List,
    /// ISO 3166-1 alpha-2 code; two where two states claim the region, the one that governs it first; empty for a land
    /// that spans several states.
    pub country: List,
    /// What kind of a region it is.
    pub kind: RegionKind,
    /// The chief town; empty when there is none or it is not listed.
    pub capital: &'static str,
    /// ISO 3166-2 code; empty when there is none or it is not listed.
    pub iso: &'static str,
    /// Wikidata item; empty when not known.
    pub wikidata: &'static str,
}

impl Entry for Region {
    const FILE: &'static str = "regions.tsv";
    const TEXT: &'static str = include_str!("../data/regions.tsv");
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "aliases",
        "adjectives",
        "country",
        "kind",
        "capital",
        "iso",
        "wikidata",
    ];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let iso = row.get("iso");
        let well_formed = iso.split_once('-').is_some_and(|(country, part)| {
            country.len() == 2
                && (1..=3).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if !iso.is_empty() && !well_formed {
            return Err(row.error(format!(
                "`{iso}` is no ISO 3166-2 code; write it as `RU-MOS` or leave it empty"
            )));
        }
        Ok(Self {
            name: row.need("name")?,
            aliases: list(row, "aliases")?,
            adjectives: list(row, "adjectives")?,
            country: list(row, "country")?,
            kind: RegionKind::read(row, "kind")?,
            capital: row.get("capital"),
            iso,
            wikidata: wikidata(row)?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.name, self.country.cell(), self.kind.as_str()]
    }

    fn countries(&self) -> List {
        self.country
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::{Lexicon, RegionKind};

    #[test]
    fn all_subjects_of_russia_are_there() {
        use RegionKind::{AutonomousOblast, AutonomousOkrug, FederalCity, Krai, Oblast, Republic};
        let lexicon = Lexicon::builtin();
        let russian = lexicon
            .regions()
            .iter()
            .filter(|r| r.country.iter().next() == Some("RU"));
        let of = |kind| russian.clone().filter(|r| r.kind == kind).count();
        let counts = [
            Republic,
            Krai,
            Oblast,
            FederalCity,
            AutonomousOblast,
            AutonomousOkrug,
        ]
        .map(of);
        assert_eq!(counts, [24, 9, 48, 3, 1, 4]);
        assert_eq!(of(RegionKind::FederalDistrict), 8);
    }

    #[test]
    fn no_code_stands_twice() {
        let lexicon = Lexicon::builtin();
        let codes: Vec<_> = lexicon
            .regions()
            .iter()
            .map(|r| r.iso)
            .filter(|iso| !iso.is_empty())
            .collect();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
    }
}
