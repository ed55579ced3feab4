//! Words that refer back to what is known already, and nameless sources: `data/descriptions.tsv`.

use crate::entry::{flag, keywords};
use crate::{Entry, LexiconError, Row, Set};

keywords! {
    /// What kind of entity a description refers to.
    DescriptionKind {
        /// People.
        Person = "person",
        /// Organisations.
        Organization = "organization",
        /// Places.
        Location = "location",
    }
}

keywords! {
    /// A subtype of entity that a description may refer to.
    Referent {
        /// A news agency.
        Agency = "agency",
        /// A union of states.
        Alliance = "alliance",
        /// A group that fights without being a state's army.
        ArmedGroup = "armed_group",
        /// A city or another settlement.
        City = "city",
        /// A company.
        Company = "company",
        /// A continent.
        Continent = "continent",
        /// A country.
        Country = "country",
        /// A court.
        Court = "court",
        /// A government.
        Government = "government",
        /// Another body of the executive.
        GovernmentBody = "government_body",
        /// Several people without names.
        Group = "group",
        /// The one whom the outlet talks to.
        Interlocutor = "interlocutor",
        /// An army or a part of one.
        Military = "military",
        /// A ministry.
        Ministry = "ministry",
        /// Embassies, staffs, delegations and the like.
        Office = "office",
        /// An organisation of any other kind.
        Organization = "organization",
        /// A news outlet.
        Outlet = "outlet",
        /// A parliament or a part of one.
        Parliament = "parliament",
        /// A political party.
        Party = "party",
        /// A place of any other kind.
        Place = "place",
        /// Police or secret service.
        Police = "police",
        /// A press service.
        PressService = "press_service",
        /// Prosecution, investigation, a side in court.
        Prosecution = "prosecution",
        /// A part of a country.
        Region = "region",
        /// A church.
        Religious = "religious",
        /// A service of the state.
        Service = "service",
        /// A side of talks or of a conflict.
        Side = "side",
        /// A source without a name.
        Source = "source",
        /// Those who rule, or who want to.
        State = "state",
    }
}

keywords! {
    /// Grammatical number.
    Number {
        /// Singular.
        Singular = "singular",
        /// Plural.
        Plural = "plural",
    }
}

/// Words that refer to an entity without naming it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Description {
    /// The nominative, in the number told by `number`, the words as in running text.
    pub words: &'static str,
    /// What kind of entity they refer to.
    pub kind: DescriptionKind,
    /// The subtypes that they may refer to.
    pub refers: Set<Referent>,
    /// Grammatical number.
    pub number: Number,
    /// Whether they need no name to go back to: the words themselves name the source (`очевидцы`).
    pub unnamed: bool,
}

impl Entry for Description {
    const FILE: &'static str = "descriptions.tsv";
    const TEXT: &'static str = include_str!("../data/descriptions.tsv");
    const COLUMNS: &'static [&'static str] = &["words", "kind", "refers", "number", "unnamed"];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        row.need("refers")?;
        Ok(Self {
            words: row.need("words")?,
            kind: DescriptionKind::read(row, "kind")?,
            refers: Set::read(row, "refers")?,
            number: Number::read(row, "number")?,
            unnamed: flag(row, "unnamed")?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.words, self.kind.as_str(), ""]
    }
}

#[cfg(test)]
mod tests {
    use crate::{DescriptionKind, Lexicon, Number, Referent};

    #[test]
    fn a_description_tells_what_it_may_refer_to() {
        let lexicon = Lexicon::builtin();
        let find = |words| {
            lexicon
                .descriptions()
                .iter()
                .find(|description| description.words == words)
                .unwrap()
        };
        assert!(
            find("ведомство").refers.contains(Referent::Ministry) && !find("ведомство").unnamed
        );
        assert!(find("страна").refers.contains(Referent::Country));
        assert!(find("очевидцы").unnamed && find("очевидцы").number == Number::Plural);
        for kind in DescriptionKind::ALL {
            assert!(
                lexicon
                    .descriptions()
                    .iter()
                    .filter(|description| description.kind == *kind)
                    .count()
                    >= 80
            );
        }
    }

    #[test]
    fn people_in_office_are_left_to_the_roles() {
        let lexicon = Lexicon::builtin();
        let double = lexicon.descriptions().iter().find(|description| {
            let role = lexicon
                .roles()
                .iter()
                .find(|role| role.title == description.words);
            description.kind == DescriptionKind::Person
                && !description.unnamed
                && role.is_some_and(|role| !role.generic)
        });
        assert_eq!(double, None);
    }
}
