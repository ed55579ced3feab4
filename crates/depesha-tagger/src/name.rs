use std::fmt;
use std::str::FromStr;

use depesha_text::Span;

/// The annotation scheme: which words belong to a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// That of NEREL: `[российский] президент` is a location, role nouns stay outside organisations.
    #[default]
    Nerel,
    /// That of factRuEval-2016: no adjectives of places, `[правительство Москвы]` keeps its head noun.
    FactRuEval,
}

impl Scheme {
    /// All schemes, in the order of the model file.
    pub const ALL: [Scheme; 2] = [Scheme::Nerel, Scheme::FactRuEval];

    /// The scheme's name: `nerel` or `factrueval`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nerel => "nerel",
            Self::FactRuEval => "factrueval",
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is none of `nerel`, `factrueval`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownScheme(pub String);

impl fmt::Display for UnknownScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown annotation scheme `{}`: use nerel or factrueval",
            self.0
        )
    }
}

impl std::error::Error for UnknownScheme {}

impl FromStr for Scheme {
    type Err = UnknownScheme;

    fn from_str(name: &str) -> Result<Self, UnknownScheme> {
        Self::ALL
            .into_iter()
            .find(|scheme| scheme.as_str() == name)
            .ok_or_else(|| UnknownScheme(name.to_owned()))
    }
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person: `Сергей Лавров`.
    Person,
    /// A place, countries among them: `Сирия`.
    Location,
    /// An organisation: `МИД РФ`.
    Organization,
}

impl Kind {
    /// All kinds, in the order of the labels.
    pub const ALL: [Kind; 3] = [Kind::Person, Kind::Location, Kind::Organization];
}

/// A name found in the text; names do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it names.
    pub kind: Kind,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// Its characters.
    pub span: Span,
}
