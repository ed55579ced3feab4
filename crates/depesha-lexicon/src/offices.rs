//! Verbs that tell who holds an office: `data/office_verbs.tsv`.

use crate::entry::keywords;
use crate::{Entry, LexiconError, Row};

keywords! {
    /// What stands beside a verb of office.
    OfficeObject {
        /// A title in the instrumental: `стал министром`.
        Title = "title",
        /// A noun of office with the title in the genitive: `занял пост министра`.
        Post = "post",
        /// The organisation in the accusative: `возглавил компанию`.
        Accusative = "acc",
        /// The organisation in the instrumental: `руководит компанией`.
        Instrumental = "ins",
    }
}

keywords! {
    /// Whose office the verb tells of.
    OfficeHolder {
        /// The subject's: `стал`.
        Subject = "subject",
        /// The object's: `назначил`.
        Object = "object",
    }
}

keywords! {
    /// What the past tense of a verb of office says.
    OfficePast {
        /// The office is held no longer: `работал`, `покинул`.
        Former = "former",
        /// The office is held since: `стал`.
        Current = "current",
    }
}

/// A verb that tells who holds, gets or leaves an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeVerb {
    /// The dictionary form.
    pub verb: &'static str,
    /// What stands beside it.
    pub takes: OfficeObject,
    /// Whose office it is.
    pub holder: OfficeHolder,
    /// What its past tense says.
    pub past: OfficePast,
    /// The title that the verb itself gives; empty where a title stands beside it.
    pub title: &'static str,
}

impl Entry for OfficeVerb {
    const FILE: &'static str = "office_verbs.tsv";
    const TEXT: &'static str = include_str!("../data/office_verbs.tsv");
    const COLUMNS: &'static [&'static str] = &["verb", "takes", "holder", "past", "title"];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let takes = OfficeObject::read(row, "takes")?;
        let needs_title = matches!(takes, OfficeObject::Accusative | OfficeObject::Instrumental);
        Ok(Self {
            verb: row.need("verb")?,
            takes,
            holder: OfficeHolder::read(row, "holder")?,
            past: OfficePast::read(row, "past")?,
            title: if needs_title {
                row.need("title")?
            } else {
                row.get("title")
            },
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.verb, self.takes.as_str(), ""]
    }
}

#[cfg(test)]
mod tests {
    use crate::{Lexicon, OfficeObject, OfficePast};

    #[test]
    fn a_verb_may_take_a_title_or_a_post() {
        let lexicon = Lexicon::builtin();
        let past = |verb, takes| {
            let rows = lexicon.office_verbs().iter();
            let mut rows = rows.filter(|row| row.verb == verb && row.takes == takes);
            rows.next().map(|row| row.past)
        };
        assert_eq!(
            past("стать", OfficeObject::Title),
            Some(OfficePast::Current)
        );
        assert_eq!(
            past("занимать", OfficeObject::Post),
            Some(OfficePast::Former)
        );
        assert_eq!(past("стать", OfficeObject::Post), None);
    }

    #[test]
    fn the_titles_that_verbs_give_are_roles() {
        let lexicon = Lexicon::builtin();
        for verb in lexicon
            .office_verbs()
            .iter()
            .filter(|verb| !verb.title.is_empty())
        {
            let known = lexicon.roles().iter().any(|role| role.title == verb.title);
            assert!(known, "{}", verb.verb);
        }
    }
}
