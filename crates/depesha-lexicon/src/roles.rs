//! Offices, ranks, trades and relations: `data/roles.tsv`, and the words around them: `data/role_parts.tsv`.

use crate::entry::{flag, keywords};
use crate::{Entry, LexiconError, Row, Sector, Set, Slots};

keywords! {
    /// The grammatical gender of a word for a person.
    Gender {
        /// Masculine; women are often named by such words too.
        Masculine = "m",
        /// Feminine.
        Feminine = "f",
        /// One form for both: `судья`.
        Common = "c",
    }
}

keywords! {
    /// What kind of office, trade or relation a role is.
    RoleLevel {
        /// An activist or protester.
        Activist = "activist",
        /// Leads, owns or works for a company.
        Business = "business",
        /// Somebody without an office.
        Citizen = "citizen",
        /// Suspected, accused or convicted.
        Criminal = "criminal",
        /// An artist.
        Culture = "culture",
        /// A deputy head of government.
        DeputyHead = "deputy_head",
        /// A deputy minister.
        DeputyMinister = "deputy_minister",
        /// A diplomat.
        Diplomat = "diplomat",
        /// Teaches or learns.
        Education = "education",
        /// A scholar or another expert.
        Expert = "expert",
        /// A relation of somebody.
        Family = "family",
        /// A governor or the head of a region.
        Governor = "governor",
        /// A head of government.
        HeadOfGovernment = "head_of_government",
        /// A head of state.
        HeadOfState = "head_of_state",
        /// An officer of an international organisation.
        International = "international",
        /// A judge or another officer of a court.
        Judge = "judge",
        /// A lawyer or a party to a case.
        Law = "law",
        /// Leads or works for an organisation of any kind.
        Leader = "leader",
        /// A mayor or the head of a municipality.
        Mayor = "mayor",
        /// A journalist.
        Media = "media",
        /// A physician or a patient.
        Medicine = "medicine",
        /// A soldier.
        Military = "military",
        /// A minister.
        Minister = "minister",
        /// Another officer of the state.
        Official = "official",
        /// A member of a parliament.
        Parliament = "parliament",
        /// A politician or a party's officer.
        Party = "party",
        /// The police or an investigator.
        Police = "police",
        /// A prosecutor.
        Prosecutor = "prosecutor",
        /// Fights without being a state's soldier.
        Rebel = "rebel",
        /// A cleric or a believer.
        Religion = "religion",
        /// A secret service, a guard.
        Security = "security",
        /// Speaks for another.
        Spokesperson = "spokesperson",
        /// An athlete, a trainer, an officer of sport.
        Sport = "sport",
    }
}

/// A word or a fixed title for what a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The nominative singular, the words as in running text: `замминистра`.
    pub title: &'static str,
    /// The long normal form: `заместитель министра`; the title itself where there is no other.
    pub expanded: &'static str,
    /// Grammatical gender of `title`.
    pub gender: Gender,
    /// The feminine counterpart; empty where none is usual.
    pub feminine: &'static str,
    /// What kind of office, trade or relation it is.
    pub level: RoleLevel,
    /// Whether an adjective may name the country or organisation: `российский министр`.
    pub adjective: bool,
    /// Where the organisation, country or field stands.
    pub takes: Slots,
    /// The sector that a holder acts for; nothing where it is that of the organisation.
    pub sector: Option<Sector>,
    /// Whether it refers back, without a name beside it, to a known person of that kind: `политик`.
    pub generic: bool,
    /// Of a generic word: the levels whose holders it may mean (`политик` may be a minister); none where it goes back to
    /// holders of its own title only.
    pub covers: Set<RoleLevel>,
    /// Whether it tells a deed, a prize, a share or a wish, and no occupation: `основатель`, `лауреат`, `кандидат`.
    pub deed: bool,
}

impl Entry for Role {
    const FILE: &'static str = "roles.tsv";
    const TEXT: &'static str = include_str!("../data/roles.tsv");
    const COLUMNS: &'static [&'static str] = &[
        "title",
        "expanded",
        "gender",
        "feminine",
        "level",
        "adjective",
        "takes",
        "sector",
        "generic",
        "covers",
        "deed",
    ];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let title = row.need("title")?;
        let expanded = row.get("expanded");
        let sector = row.get("sector");
        Ok(Self {
            title,
            expanded: if expanded.is_empty() { title } else { expanded },
            gender: Gender::read(row, "gender")?,
            feminine: row.get("feminine"),
            level: RoleLevel::read(row, "level")?,
            adjective: flag(row, "adjective")?,
            takes: Slots::read(row, "takes")?,
            sector: if sector.is_empty() {
                None
            } else {
                Some(Sector::read(row, "sector")?)
            },
            generic: flag(row, "generic")?,
            covers: Set::read(row, "covers")?,
            deed: flag(row, "deed")?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.title, "", ""]
    }
}

keywords! {
    /// What a word does beside a role.
    RolePartKind {
        /// Tells when the role is held: `бывший`.
        Phase = "phase",
        /// Tells its rank: `старший`.
        Rank = "rank",
        /// Makes a deputy or a partner of it: `заместитель`, `со-`.
        Deputy = "deputy",
        /// Names a body in which an office is held: `комитет`.
        Institution = "institution",
        /// Is a noun for an office, with the title in the genitive: `пост`.
        Office = "office",
        /// Tells that the holder is nobody told of before: `другой`.
        Another = "another",
    }
}

keywords! {
    /// What a part adds to a role. [`RolePart::read`](Entry::read) lets each kind of part add its own values only.
    RolePartValue {
        /// Phase: no longer held.
        Former = "former",
        /// Phase, office: held in place of another.
        Acting = "acting",
        /// Phase: not yet held.
        Future = "future",
        /// Phase, office: held now.
        Current = "current",
        /// Rank: first of several.
        First = "first",
        /// Rank: senior.
        Senior = "senior",
        /// Rank: junior.
        Junior = "junior",
        /// Rank: above the others.
        Chief = "chief",
        /// Rank: for one task.
        Special = "special",
        /// Rank: an honour.
        Honorary = "honorary",
        /// Rank: with powers.
        Official = "official",
        /// Rank: without an end.
        Permanent = "permanent",
        /// Rank: of the whole country.
        Federal = "federal",
        /// Rank: of a part of the country.
        Regional = "regional",
        /// Rank: of the press.
        Press = "press",
        /// Another: not the one before.
        Another = "another",
        /// Deputy: below the holder.
        Deputy = "deputy",
        /// Deputy: beside the holder.
        Co = "co",
        /// Rank: of the army; institution: of an army.
        Military = "military",
        /// Institution: a company.
        Business = "business",
        /// Institution: a court, a prosecution.
        Court = "court",
        /// Institution: a house of culture.
        Culture = "culture",
        /// Institution: a school, a university, a laboratory.
        Education = "education",
        /// Institution: a body of the executive, or a territory with one.
        Government = "government",
        /// Institution: an outlet or a publisher.
        Media = "media",
        /// Institution: a hospital.
        Medicine = "medicine",
        /// Institution: a parliament or a part of one.
        Parliament = "parliament",
        /// Institution: a party or a part of one.
        Party = "party",
        /// Institution: police and secret services.
        Police = "police",
        /// Institution: a church.
        Religion = "religion",
        /// Institution: an association.
        Society = "society",
        /// Institution: a club or federation of sport.
        Sport = "sport",
    }
}

impl RolePartValue {
    /// The kinds of part that may add this value.
    fn belongs_to(self, kind: RolePartKind) -> bool {
        match self {
            Self::Former | Self::Future => kind == RolePartKind::Phase,
            Self::Acting | Self::Current => {
                matches!(kind, RolePartKind::Phase | RolePartKind::Office)
            }
            Self::Another => kind == RolePartKind::Another,
            Self::Deputy | Self::Co => kind == RolePartKind::Deputy,
            Self::Military => matches!(kind, RolePartKind::Rank | RolePartKind::Institution),
            Self::First
            | Self::Senior
            | Self::Junior
            | Self::Chief
            | Self::Special
            | Self::Honorary
            | Self::Official
            | Self::Permanent
            | Self::Federal
            | Self::Regional
            | Self::Press => kind == RolePartKind::Rank,
            _ => kind == RolePartKind::Institution,
        }
    }
}

/// A word that stands before or inside a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RolePart {
    /// A dictionary form, words as they stand, or a prefix with its hyphen: `экс-`.
    pub word: &'static str,
    /// What it does.
    pub kind: RolePartKind,
    /// What it adds.
    pub value: RolePartValue,
}

impl Entry for RolePart {
    const FILE: &'static str = "role_parts.tsv";
    const TEXT: &'static str = include_str!("../data/role_parts.tsv");
    const COLUMNS: &'static [&'static str] = &["word", "kind", "value"];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let kind = RolePartKind::read(row, "kind")?;
        let value = RolePartValue::read(row, "value")?;
        if !value.belongs_to(kind) {
            let known = RolePartValue::ALL
                .iter()
                .filter(|value| value.belongs_to(kind));
            let known: Vec<&str> = known.map(|value| value.as_str()).collect();
            let (kind, value) = (kind.as_str(), value.as_str());
            return Err(row.error(format!(
                "`{value}` is no value of a {kind}; known are {}",
                known.join(", ")
            )));
        }
        Ok(Self {
            word: row.need("word")?,
            kind,
            value,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.word, self.kind.as_str(), ""]
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Entry, Lexicon, Role, RoleLevel, RolePart, RolePartKind, RolePartValue, Sector, Table,
    };

    fn role(title: &str) -> Role {
        *Lexicon::builtin()
            .roles()
            .iter()
            .find(|role| role.title == title)
            .unwrap()
    }

    #[test]
    fn roles_are_many_and_of_every_level() {
        let lexicon = Lexicon::builtin();
        assert!(lexicon.roles().len() >= 1500);
        for level in RoleLevel::ALL {
            let count = lexicon
                .roles()
                .iter()
                .filter(|role| role.level == *level)
                .count();
            assert!(count >= 10, "{} has {count} roles", level.as_str());
        }
    }

    #[test]
    fn a_short_title_has_its_long_form() {
        let deputy = role("замминистра");
        assert_eq!(
            (deputy.expanded, deputy.level),
            ("заместитель министра", RoleLevel::DeputyMinister)
        );
        assert_eq!(role("журналист").feminine, "журналистка");
        assert_eq!(
            (role("госсекретарь").expanded, role("прокурор").sector),
            ("госсекретарь", Some(Sector::Judiciary))
        );
    }

    #[test]
    fn a_generic_word_covers_levels() {
        let politician = role("политик");
        assert!(politician.generic && politician.covers.contains(RoleLevel::Minister));
        assert!(!politician.covers.contains(RoleLevel::Sport));
        assert!(role("тренер").covers.is_empty());
        for role in Lexicon::builtin().roles() {
            assert!(role.generic || role.covers.is_empty(), "{}", role.title);
        }
    }

    #[test]
    fn a_deed_is_no_occupation() {
        assert!(role("основатель").deed && role("лауреат").deed && !role("директор").deed);
    }

    #[test]
    fn a_long_form_is_not_lengthened_again() {
        let lexicon = Lexicon::builtin();
        for role in lexicon.roles() {
            let again = lexicon
                .roles()
                .iter()
                .find(|other| other.title == role.expanded);
            assert!(
                again.is_none_or(|other| other.expanded == role.expanded),
                "{}",
                role.title
            );
        }
    }

    #[test]
    fn the_words_of_phase_are_told_apart() {
        let lexicon = Lexicon::builtin();
        let phase = |word| {
            let part = lexicon
                .role_parts()
                .iter()
                .find(|part| part.word == word && part.kind == RolePartKind::Phase);
            part.unwrap().value
        };
        assert_eq!(phase("экс-"), RolePartValue::Former);
        assert_eq!(phase("врио"), RolePartValue::Acting);
        assert_eq!(phase("избранный"), RolePartValue::Future);
        assert_eq!(phase("нынешний"), RolePartValue::Current);
    }

    #[test]
    fn a_value_must_suit_the_kind_of_part() {
        let text = "word\tkind\tvalue\nбывший\tphase\tsport\n";
        let table = Table::parse("role_parts.tsv", text, RolePart::COLUMNS).unwrap();
        let error = RolePart::read(&table.rows().next().unwrap())
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "role_parts.tsv:2: `sport` is no value of a phase; known are former, acting, future, current"
        );
    }
}
