//! What the features are made of: attributes of one token, each a number.

use depesha_morphology::{Capitals, LemmaKey, NameType, Pos, Reading, Word};
use depesha_text::{is_capital, is_letter};

use crate::clusters::Clusters;
use crate::hash;

/// The value of an attribute that the token does not have.
pub(crate) const ABSENT: u32 = 0;
/// The value of every attribute outside the sentence.
pub(crate) const OUTSIDE: u32 = 1;
/// The first value that means something.
const VALUE: u32 = 2;

/// A yes of a yes-or-absent attribute.
pub(crate) const YES: u32 = VALUE;

/// Declares the attributes, each with its name in the file of templates.
macro_rules! attributes {
    ($($(#[$doc:meta])* $attribute:ident = $name:literal,)*) => {
        /// An attribute of a token.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Attribute {
            $($(#[$doc])* $attribute,)*
        }

        impl Attribute {
            pub(crate) const ALL: &[Attribute] = &[$(Attribute::$attribute,)*];

            pub(crate) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Attribute::$attribute),)*
                    _ => None,
                }
            }
        }
    };
}

attributes! {
    // Of the word alone.
    /// The folded form.
    W = "w",
    /// The likeliest lemma.
    Lemma = "lemma",
    /// Kinds of characters, runs squeezed: `Xx-Xx`.
    Shape = "shape",
    /// Capitals, and whether there are Latin letters.
    Caps = "caps",
    /// The last letter, and so on.
    Suf1 = "suf1",
    Suf2 = "suf2",
    Suf3 = "suf3",
    Suf4 = "suf4",
    Suf5 = "suf5",
    /// The first two letters, and so on.
    Pre2 = "pre2",
    Pre3 = "pre3",
    Pre4 = "pre4",
    /// The part behind the last hyphen.
    HyphenLast = "hyphen-last",
    /// The part before the first hyphen.
    HyphenFirst = "hyphen-first",
    /// Part of speech.
    Pos = "pos",
    /// Part of speech, case, number.
    Form = "form",
    Case = "case",
    /// Case, number, gender.
    Agreement = "agreement",
    Animacy = "animacy",
    /// The set of kinds of names that the word's readings have, abbreviations too.
    Names = "names",
    Given = "given",
    Surname = "surname",
    Patronymic = "patronymic",
    Geo = "geo",
    Org = "org",
    Abbr = "abbr",
    /// The dictionary does not have the word.
    Unknown = "unknown",
    /// Length in letters, up to 8.
    Len = "len",
    /// Class of the word among 128, 512 and 2048 that words of like use share.
    K128 = "k128",
    K512 = "k512",
    K2048 = "k2048",
    // Of the token in its sentence and document.
    /// The first token of the sentence.
    First = "first",
    /// Opens or closes a quotation, or how far inside one it stands.
    Quote = "quote",
    /// Length of the quotation around, and whether it begins with a capital.
    Quoted = "quoted",
    /// In a quotation: the lemma in front of the opening mark (`ОАО` in `ОАО «Заря»`).
    Opener = "opener",
    /// The lemma of the last capitalised word before the neighbour, in the same stretch of words.
    Left = "left",
    /// The lemma of the next capitalised word behind the neighbour, in the same stretch of words.
    Right = "right",
    /// Capitalised here, but its lemma also stands in small letters in the document.
    Low = "low",
    /// Capitalised here, and again elsewhere in mid-sentence.
    Capital = "capital",
    /// Capitalised here, and elsewhere behind a first name or an initial.
    AfterName = "after-name",
    // Of the token after the first pass.
    /// The label that the first pass gave it.
    Label = "label",
    /// The kind that most other tokens of its lemma got.
    Majority = "majority",
    /// The kind that most other names of the same words got.
    Namesake = "namesake",
}

/// Number of attributes.
pub(crate) const ATTRIBUTES: usize = Attribute::ALL.len();
/// Number of attributes that depend on the word alone.
pub(crate) const OF_WORD: usize = Attribute::First as usize;
/// All attributes of a token.
pub(crate) type Row = [u32; ATTRIBUTES];

impl Attribute {
    /// Whether the attribute depends on the word alone.
    pub(crate) fn is_of_word(self) -> bool {
        (self as usize) < OF_WORD
    }

    /// Whether the attribute is known after the first pass only.
    pub(crate) fn is_of_second_pass(self) -> bool {
        self >= Attribute::Label
    }
}

/// What the tagger needs of a word, whatever stands around it.
#[derive(Clone, Debug)]
pub(crate) struct WordFacts {
    /// The attributes that depend on the word alone.
    pub(crate) attributes: [u32; OF_WORD],
    /// The lemma by which the document's words are compared: that of a name where the word may be one.
    pub(crate) lemma: LemmaKey,
    /// How the word is capitalised.
    pub(crate) capitals: Capitals,
    /// Whether it has Latin letters.
    pub(crate) latin: bool,
    /// Whether it may be a first name.
    pub(crate) given: bool,
    /// Its part in quotations.
    pub(crate) mark: Mark,
    /// Whether no name runs across it: a finite verb or a mark other than a quotation mark.
    pub(crate) breaks: bool,
}

/// What a token does to quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing.
    None,
    Open,
    Close,
    /// `"`: opens where nothing is open, closes else.
    Either,
    /// A period, and what else a sentence may begin behind; see `Capital`.
    Period,
    Colon,
}

impl Mark {
    fn of(surface: &str) -> Self {
        match surface {
            "«" | "“" | "„" => Mark::Open,
            "»" | "”" => Mark::Close,
            "\"" => Mark::Either,
            "." => Mark::Period,
            ":" => Mark::Colon,
            _ => Mark::None,
        }
    }

    fn is_quote(self) -> bool {
        matches!(self, Mark::Open | Mark::Close | Mark::Either)
    }
}

impl WordFacts {
    /// The facts of `word`, which stands in the text as `surface`.
    pub(crate) fn new(surface: &str, word: &Word, clusters: &Clusters) -> Self {
        let folded = &*word.folded;
        let best = word.best();
        let is_word = folded.chars().next().is_some_and(is_letter);
        let latin = folded.bytes().any(|b| b.is_ascii_alphabetic());
        let names = Names::of(word.readings());
        let mut a = [ABSENT; OF_WORD];
        let mut set = |attribute: Attribute, value: u32| a[attribute as usize] = value;

        set(Attribute::W, of_text(folded));
        set(
            Attribute::Lemma,
            if is_word {
                of_text(&best.lemma)
            } else {
                of_text(folded)
            },
        );
        set(Attribute::Shape, of_text(&shape(surface)));
        set(Attribute::Caps, caps(surface, word.capitals, latin));
        set(Attribute::Len, VALUE + folded.chars().count().min(8) as u32);
        if is_word {
            let suffixes = [
                Attribute::Suf1,
                Attribute::Suf2,
                Attribute::Suf3,
                Attribute::Suf4,
                Attribute::Suf5,
            ];
            for (attribute, (start, _)) in suffixes.into_iter().zip(folded.char_indices().rev()) {
                set(attribute, of_text(&folded[start..]));
            }
            let ends = folded
                .char_indices()
                .map(|(at, c)| at + c.len_utf8())
                .skip(1);
            for (attribute, end) in [Attribute::Pre2, Attribute::Pre3, Attribute::Pre4]
                .into_iter()
                .zip(ends)
            {
                set(attribute, of_text(&folded[..end]));
            }
            if !best.known {
                set(Attribute::Unknown, YES);
            }
        }
        if let Some((first, _)) = folded.split_once('-') {
            set(Attribute::HyphenFirst, of_text(first));
            set(
                Attribute::HyphenLast,
                of_text(folded.rsplit('-').next().unwrap_or("")),
            );
        }

        let code = |value: Option<u32>| value.map_or(0, |v| v + 1);
        let pos = best.pos as u32;
        let case = code(best.case.map(|v| v as u32));
        let number = code(best.number.map(|v| v as u32));
        let gender = code(best.gender.map(|v| v as u32));
        set(Attribute::Pos, VALUE + pos);
        set(Attribute::Case, VALUE + case);
        set(Attribute::Form, VALUE + (pos << 8 | case << 4 | number));
        set(
            Attribute::Agreement,
            VALUE + (case << 8 | number << 4 | gender),
        );
        if let Some(animacy) = best.animacy {
            set(Attribute::Animacy, VALUE + animacy as u32);
        }
        if names.0 != 0 {
            set(Attribute::Names, VALUE + names.0);
        }
        let kinds = [
            Attribute::Given,
            Attribute::Surname,
            Attribute::Patronymic,
            Attribute::Geo,
            Attribute::Org,
            Attribute::Abbr,
        ];
        for (bit, attribute) in kinds.into_iter().enumerate() {
            if names.0 & 1 << bit != 0 {
                set(attribute, YES);
            }
        }
        let classes = clusters
            .of(folded)
            .or_else(|| clusters.of(&best.lemma).filter(|_| is_word));
        if let Some([k128, k512, k2048]) = classes {
            set(Attribute::K128, VALUE + u32::from(k128));
            set(Attribute::K512, VALUE + u32::from(k512));
            set(Attribute::K2048, VALUE + u32::from(k2048));
        }

        let of_name = word.find(|r| r.name.is_some()).unwrap_or(best);
        let mark = Mark::of(surface);
        Self {
            attributes: a,
            lemma: of_name.key,
            capitals: word.capitals,
            latin,
            given: a[Attribute::Given as usize] == YES,
            mark,
            breaks: best.is_finite_verb() || best.pos == Pos::Punct && !mark.is_quote(),
        }
    }

    /// The number of the word's `Caps`.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.capitals.capitalised()
    }
}

/// A set of kinds of names: given name, surname, patronymic, place, organisation, abbreviation.
struct Names(u32);

impl Names {
    fn of(readings: &[Reading]) -> Self {
        let mut bits = 0;
        for reading in readings {
            bits |= match reading.name {
                Some(NameType::Given) => 1,
                Some(NameType::Surname) => 1 << 1,
                Some(NameType::Patronymic) => 1 << 2,
                Some(NameType::Geo) => 1 << 3,
                Some(NameType::Org) => 1 << 4,
                None => 0,
            };
            if reading.abbr {
                bits |= 1 << 5;
            }
        }
        Names(bits)
    }
}

fn of_text(text: &str) -> u32 {
    hash::key(hash::text(text)).max(VALUE)
}

fn caps(surface: &str, capitals: Capitals, latin: bool) -> u32 {
    let class = match capitals {
        Capitals::None if surface.starts_with(|c: char| c.is_numeric()) => 0,
        Capitals::None => 1,
        Capitals::Lower => 2,
        Capitals::Title => 3,
        Capitals::Upper => 4,
        Capitals::Initial => 5,
        Capitals::Camel => 6,
        Capitals::Mixed => 7,
    };
    VALUE + class + if latin { 8 } else { 0 }
}

/// `Санкт-Петербург` → `Xx-Xx`, `G20` → `Xd`.
fn shape(surface: &str) -> String {
    let mut shape = String::new();
    for c in surface.chars() {
        let class = match c {
            _ if is_capital(c) => 'X',
            _ if c.is_lowercase() => 'x',
            _ if c.is_numeric() => 'd',
            other => other,
        };
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use depesha_morphology::Morphology;

    fn facts(surface: &str) -> WordFacts {
        let word = Morphology::new().unwrap().analyze(surface);
        WordFacts::new(surface, &word, &Clusters::default())
    }

    #[test]
    fn shapes_squeeze_runs() {
        assert_eq!(shape("Санкт-Петербург"), "Xx-Xx");
        assert_eq!(shape("G20"), "Xd");
        assert_eq!(shape(""), "");
    }

    #[test]
    fn affixes_are_absent_where_the_word_is_too_short() {
        let facts = facts("Уфе");
        let value = |attribute: Attribute| facts.attributes[attribute as usize];
        assert_eq!(value(Attribute::Suf3), of_text("уфе"));
        assert_eq!(value(Attribute::Suf4), ABSENT);
        assert_eq!(value(Attribute::Pre2), of_text("уф"));
        assert_eq!(value(Attribute::Geo), YES);
    }

    #[test]
    fn what_is_no_word_has_no_affixes() {
        let facts = facts("2015");
        assert_eq!(facts.attributes[Attribute::Suf1 as usize], ABSENT);
        assert_ne!(facts.attributes[Attribute::W as usize], ABSENT);
    }

    #[test]
    fn every_surface_has_facts() {
        for surface in ["", "-", "\u{301}", "🙂", "a-б-", "«"] {
            facts(surface);
        }
    }
}
