//! The query of an address, checked. An empty value is none: forms send every field.

use std::collections::HashMap;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::Uri;
use axum::http::request::Parts;
use depesha::{Moment, OffsetUnit};
use depesha_morphology::Morphology;

use crate::paging::Paging;
use crate::problem::Problem;
use crate::store::{DocumentQuery, SpeakerQuery, StatementQuery};
use crate::words::Words;

/// The longest text that is looked for, in characters.
pub const LONGEST: usize = 200;

/// The ways that statements are reported.
pub const TYPES: [&str; 4] = ["direct", "indirect", "mixed", "anaphoric"];

/// The kinds of speakers that have a name.
pub const KINDS: [&str; 3] = ["person", "organization", "outlet"];

/// What stands behind the `?`, each name once.
#[derive(Clone, Debug, Default)]
pub struct Parameters(HashMap<String, String>);

impl Parameters {
    /// Of several values of a name the first counts.
    pub fn of(uri: &Uri) -> Self {
        let mut values = HashMap::new();
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            let value = value.trim();
            if !value.is_empty() {
                values
                    .entry(name.into_owned())
                    .or_insert_with(|| value.to_owned());
            }
        }
        Self(values)
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn text(&self, name: &str) -> Result<Option<String>, Problem> {
        match self.get(name) {
            Some(text) if text.chars().count() > LONGEST => {
                let expected = format!("at most {LONGEST} characters long");
                Err(Problem::parameter(name, &expected))
            }
            text => Ok(text.map(str::to_owned)),
        }
    }

    fn words(&self, name: &str, morphology: &Morphology) -> Result<Option<Words>, Problem> {
        let text = self.text(name)?;
        Ok(text.and_then(|text| Words::parse(&text, morphology)))
    }

    fn parsed<T: FromStr>(&self, name: &str, expected: &str) -> Result<Option<T>, Problem> {
        let value = self.get(name).map(T::from_str).transpose();
        value.map_err(|_| Problem::parameter(name, expected))
    }

    fn one_of(&self, name: &str, known: &[&str]) -> Result<Option<String>, Problem> {
        match self.get(name) {
            Some(value) if !known.contains(&value) => {
                let expected = format!("one of {}", known.join(", "));
                Err(Problem::parameter(name, &expected))
            }
            value => Ok(value.map(str::to_owned)),
        }
    }

    fn day(&self, name: &str) -> Result<Option<String>, Problem> {
        let is_day = |text: &&str| text.len() == 10 && Moment::from_str(text).is_ok();
        match self.get(name) {
            Some(text) if !is_day(&text) => {
                Err(Problem::parameter(name, "a day, such as `2015-11-14`"))
            }
            day => Ok(day.map(str::to_owned)),
        }
    }

    fn number(&self, name: &str, usual: u32, most: u32) -> Result<u32, Problem> {
        let expected = format!("a number from 1 to {most}");
        match self.parsed(name, &expected)? {
            Some(number) if !(1..=most).contains(&number) => {
                Err(Problem::parameter(name, &expected))
            }
            number => Ok(number.unwrap_or(usual)),
        }
    }

    pub fn paging(&self) -> Result<Paging, Problem> {
        Ok(Paging {
            page: self.number("page", 1, Paging::LAST)?,
            per_page: self.number("per_page", Paging::USUAL, Paging::MOST)?,
        })
    }

    pub fn documents(&self) -> Result<DocumentQuery, Problem> {
        Ok(DocumentQuery {
            outlet: self.text("outlet")?,
            from: self.day("from")?,
            to: self.day("to")?,
            copies: self.one_of("copies", &["0", "1"])?.as_deref() == Some("1"),
        })
    }

    pub fn statements(&self, morphology: &Morphology) -> Result<StatementQuery, Problem> {
        Ok(StatementQuery {
            words: self.words("q", morphology)?,
            speaker: self.words("speaker", morphology)?,
            names: Vec::new(),
            kind: self.one_of("type", &TYPES)?,
            documents: self.documents()?,
        })
    }

    pub fn speakers(&self) -> Result<SpeakerQuery, Problem> {
        Ok(SpeakerQuery {
            name: self.text("q")?,
            kind: self.one_of("kind", &KINDS)?,
        })
    }

    /// When the page to be read was published.
    pub fn published(&self) -> Result<Option<Moment>, Problem> {
        self.parsed("published", PUBLISHED)
    }

    /// What offsets count.
    pub fn offsets(&self) -> Result<OffsetUnit, Problem> {
        let unit = self.parsed("offsets", "one of char, byte, utf16")?;
        Ok(unit.unwrap_or(OffsetUnit::Char))
    }
}

/// What a point of time looks like.
pub const PUBLISHED: &str =
    "a day or a point of time, such as `2015-11-14` or `2015-11-14T22:54+03:00`";

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self::of(&parts.uri))
    }
}

/// The part of the path that a route leaves open. What cannot be one names nothing.
pub struct Place<T>(pub T);

impl<S: Send + Sync, T: FromStr + Send> FromRequestParts<S> for Place<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(place) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::nothing_here())?;
        place.parse().map(Self).map_err(|_| Problem::nothing_here())
    }
}
