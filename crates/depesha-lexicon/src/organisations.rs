//! Organisations: `data/organisations.tsv`.

use crate::entry::{flag, keywords, list, wikidata};
use crate::{Entry, LexiconError, List, Row, Sector};

keywords! {
    /// What kind of an organisation it is.
    OrganisationKind {
        /// A body of the executive below the rank of a ministry.
        Agency = "agency",
        /// A group that fights without being a state's army.
        ArmedGroup = "armed_group",
        /// A bank, central banks included.
        Bank = "bank",
        /// A church or another religious body.
        Church = "church",
        /// A sports club.
        Club = "club",
        /// Parties, states or groups that act together.
        Coalition = "coalition",
        /// A company.
        Company = "company",
        /// A court or tribunal.
        Court = "court",
        /// A cabinet, an administration, the office of a head of state.
        Government = "government",
        /// An organisation of states.
        Igo = "igo",
        /// A secret service.
        Intelligence = "intelligence",
        /// A league, association or federation of sport.
        League = "league",
        /// A body that supervises the media.
        MediaRegulator = "media_regulator",
        /// An army or a part of one.
        Military = "military",
        /// A ministry.
        Ministry = "ministry",
        /// An organisation of citizens.
        Ngo = "ngo",
        /// A parliament or one of its chambers.
        Parliament = "parliament",
        /// A political party.
        Party = "party",
        /// Police, prosecution, investigation.
        Police = "police",
        /// A scientific institute or academy.
        Science = "science",
        /// A theatre, museum or another house of culture.
        Culture = "culture",
        /// A union of workers or employers.
        Union = "union",
        /// A university or another school.
        University = "university",
    }
}

/// An organisation that news names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The full name in the nominative, without quotation marks: `Министерство иностранных дел`.
    pub name: &'static str,
    /// Acronyms and short names: `МИД`.
    pub aliases: List,
    /// What kind of an organisation it is.
    pub kind: OrganisationKind,
    /// ISO 3166-1 alpha-2 codes; empty when it is international or the name says nothing about the country.
    pub country: List,
    /// Whether every country has one of this name (`МИД`), so that the country must be read from the text.
    pub generic: bool,
    /// Whether the name is an ordinary word, a place's or a person's name too (`Родина`), so that quotes or a head word
    /// are needed.
    pub ambiguous: bool,
    /// The sector that it acts for.
    pub sector: Sector,
    /// Wikidata item; empty when not known.
    pub wikidata: &'static str,
}

impl Entry for Organisation {
    const FILE: &'static str = "organisations.tsv";
    const TEXT: &'static str = include_str!("../data/organisations.tsv");
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "aliases",
        "kind",
        "country",
        "generic",
        "ambiguous",
        "sector",
        "wikidata",
    ];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        Ok(Self {
            name: row.need("name")?,
            aliases: list(row, "aliases")?,
            kind: OrganisationKind::read(row, "kind")?,
            country: list(row, "country")?,
            generic: flag(row, "generic")?,
            ambiguous: flag(row, "ambiguous")?,
            sector: Sector::read(row, "sector")?,
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
    use crate::{Lexicon, Organisation, OrganisationKind};

    fn named(spelling: &str) -> Organisation {
        let lexicon = Lexicon::builtin();
        let known = |o: &&Organisation| {
            o.name == spelling || o.aliases.sure().any(|alias| alias == spelling)
        };
        *lexicon
            .organisations()
            .iter()
            .find(known)
            .unwrap_or_else(|| panic!("no {spelling}"))
    }

    #[test]
    fn all_kinds_that_news_names_are_covered() {
        use OrganisationKind::*;
        let lexicon = Lexicon::builtin();
        let of = |kinds: &[OrganisationKind]| {
            lexicon
                .organisations()
                .iter()
                .filter(|o| kinds.contains(&o.kind))
                .count()
        };
        let state = [
            Agency,
            Court,
            Government,
            Intelligence,
            MediaRegulator,
            Military,
            Ministry,
            Parliament,
            Police,
        ];
        assert!(of(&[Igo, Ngo]) >= 200);
        assert!(of(&state) >= 300);
        assert!(of(&[Party]) >= 120);
        assert!(of(&[ArmedGroup]) >= 80);
        assert!(of(&[Company, Bank, University, Club]) >= 400);
    }

    #[test]
    fn short_names_lead_to_full_ones() {
        assert_eq!(named("ЛАГ").name, "Лига арабских государств");
        assert_eq!(named("ИГИЛ").name, "Исламское государство");
        assert_eq!(named("Пентагон").name, "Министерство обороны США");
        assert_eq!(named("Еврокомиссия").name, "Европейская комиссия");
    }

    #[test]
    fn a_generic_name_tells_no_country() {
        assert!(named("МИД").generic);
        assert!(named("МИД").country.is_empty());
        assert!(!named("МИД РФ").generic);
        let lexicon = Lexicon::builtin();
        assert!(
            lexicon
                .organisations()
                .iter()
                .all(|o| !o.generic || o.country.is_empty())
        );
    }

    #[test]
    fn names_that_mean_other_things_are_marked() {
        assert!(
            named("Родина").ambiguous && named("Краснодар").ambiguous && named("Apple").ambiguous
        );
        assert!(!named("КПРФ").ambiguous);
    }
}
