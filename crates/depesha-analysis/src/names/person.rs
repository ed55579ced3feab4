//! A person's name: its parts, and each in the nominative.
//!
//! The words of one name agree, so case and gender are decided for all of them together. What the page says elsewhere
//! counts: `Лаврова` is a man's genitive where the page also has `Лаврову`.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_morphology::{Capitals, Case, Gender, LemmaKey, NameType, Number, Pos, Reading, Word};
use depesha_text::is_cyrillic;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Tools;
use super::parts::PartKind;
use crate::forms::Forms;
use crate::page::Page;

/// A person's name by its parts, each in the nominative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// `Сергей`, `Джон Фицджеральд`
    pub given: Option<String>,
    /// `Викторович`
    pub patronymic: Option<String>,
    /// `Лавров`, `де Мистура`
    pub surname: Option<String>,
    /// Capitals with their full stops: `С. В.`
    pub initials: Option<String>,
    pub gender: Option<Gender>,
    /// The name of several people: `братья Ковальчук`.
    pub several: bool,
    /// The family name stands first (`Си Цзиньпин`).
    pub family_first: bool,
}

impl PersonName {
    /// The whole name, given name first where that is the custom.
    pub fn full(&self) -> String {
        let front = self.given.as_ref().or(self.initials.as_ref());
        let order = match self.family_first {
            true => [self.surname.as_ref(), front, None],
            false => [front, self.patronymic.as_ref(), self.surname.as_ref()],
        };
        let parts: SmallVec<[&str; 3]> = order.into_iter().flatten().map(String::as_str).collect();
        parts.join(" ")
    }
}

/// What a word is inside a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Given,
    Patronymic,
    Surname,
    /// `де`, `оглы`: goes with the surname and never declines.
    Particle,
    /// `С`
    Initial,
    /// A part between hyphens or dots, of no meaning here.
    Mark,
}

/// A gender or several people, as hypotheses have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearer {
    Man,
    Woman,
    Several,
}

impl Bearer {
    const ALL: [Self; 3] = [Self::Man, Self::Woman, Self::Several];

    fn gender(self) -> Option<Gender> {
        match self {
            Self::Man => Some(Gender::Masculine),
            Self::Woman => Some(Gender::Feminine),
            Self::Several => None,
        }
    }

    /// How likely without any evidence.
    fn prior(self) -> f32 {
        match self {
            Self::Man => 1.0,
            Self::Woman => 0.6,
            Self::Several => 0.02,
        }
    }

    fn fits(self, reading: &Reading) -> bool {
        let plural = reading.number == Some(Number::Plural);
        match self {
            Self::Several => plural,
            Self::Woman => !plural && reading.gender != Some(Gender::Masculine),
            // Men's surnames in `-а` that the dictionary does not have are read as feminine nouns (`Мистура`).
            Self::Man => {
                let woman = reading.gender == Some(Gender::Feminine)
                    && reading.name.is_some()
                    && reading.known;
                !plural && !woman
            }
        }
    }
}

/// Reads the persons' names of one page.
pub(super) struct Reader<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    /// For each lemma the forms seen of it, and how much speaks for it.
    support: FxHashMap<LemmaKey, f32>,
    seen: FxHashSet<&'p str>,
}

/// What the page can add to a lemma at most, so that a frequent surname does not turn `Мария` into a man.
const MOST_SUPPORT: f32 = 4.0;

const CASES: [Case; 6] = [
    Case::Nominative,
    Case::Genitive,
    Case::Dative,
    Case::Accusative,
    Case::Instrumental,
    Case::Locative,
];

/// Share of a word that has no form of the wished case and gender, but may be one that does not decline.
const UNDECLINED: f32 = 0.004;

impl<'p> Reader<'p> {
    pub fn new(page: &'p Page<'p>, tools: Tools<'p>) -> Self {
        Self {
            page,
            tools,
            support: FxHashMap::default(),
            seen: FxHashSet::default(),
        }
    }

    /// Notes which lemmas the words of a name speak for. All names are learned before the first is read.
    pub fn learn(&mut self, tokens: Range<usize>) {
        let page = self.page;
        let parts = self.parts(tokens.clone());
        let whole = parts.len() > 1;
        let hypothesis = whole.then(|| self.best(&tokens, &parts));
        for (at, part) in tokens.zip(&parts) {
            if !matches!(part, Part::Surname | Part::Given) {
                continue;
            }
            let first = self.seen.insert(page.surface(at));
            if let Some((case, bearer)) = hypothesis {
                // The words of a full name agree, so its reading is surer than that of a word alone.
                let chosen = self
                    .reading(page.word(at), *part, case, bearer)
                    .map(|r| r.key);
                if let Some(key) = chosen {
                    *self.support.entry(key).or_default() += 4.0;
                }
            } else if first {
                let mut keys: SmallVec<[LemmaKey; 4]> = SmallVec::new();
                for reading in page.word(at).readings() {
                    if reading.is_nominal() && !keys.contains(&reading.key) {
                        keys.push(reading.key);
                        *self.support.entry(reading.key).or_default() += 1.0;
                    }
                }
            }
        }
    }

    /// The name with its parts, and the forms that it may have in its sentence.
    pub fn read(&self, tokens: Range<usize>) -> (PersonName, Forms) {
        let parts = self.parts(tokens.clone());
        let (case, bearer) = self.best(&tokens, &parts);
        let latin = !self
            .page
            .span(tokens.clone())
            .of(self.page.text())
            .chars()
            .any(is_cyrillic);
        let mut name = PersonName {
            gender: bearer.gender().filter(|_| !latin),
            several: bearer == Bearer::Several,
            family_first: self.is_family_first(tokens.clone()),
            ..PersonName::default()
        };
        let mut forms = Forms::ALL;
        for (at, part) in tokens.clone().zip(&parts) {
            let surface = self.page.surface(at);
            let word = self.page.word(at);
            let slot = match part {
                Part::Given => &mut name.given,
                Part::Patronymic => &mut name.patronymic,
                Part::Surname | Part::Particle => &mut name.surname,
                Part::Initial => {
                    let initials = name.initials.get_or_insert_default();
                    if !initials.is_empty() {
                        initials.push(' ');
                    }
                    initials.push_str(surface);
                    initials.push('.');
                    continue;
                }
                Part::Mark => continue,
            };
            let slot = slot.get_or_insert_default();
            if !slot.is_empty() {
                slot.push(' ');
            }
            let form = self.nominative(at, *part, case, bearer, tokens.clone());
            slot.push_str(form.as_deref().unwrap_or(surface));
            // A word that does not decline here says nothing of the case.
            let bears = |r: &Reading| fits_part(r, *part) && bearer.fits(r);
            let declined = *part != Part::Particle
                && !is_foreign(word)
                && word.readings().iter().any(|r| bears(r) && r.may_be(case))
                && !(name.family_first && at + 1 < tokens.end);
            let own = match declined {
                true => Forms::of_word(word, bears) & forms,
                false => forms,
            };
            if !own.is_empty() {
                forms = own;
            }
        }
        let gender = match bearer {
            Bearer::Man => Forms::gender(Gender::Masculine),
            Bearer::Woman => Forms::gender(Gender::Feminine),
            Bearer::Several => Forms::ALL.plural(),
        };
        let narrowed = forms & gender;
        (name, if narrowed.is_empty() { forms } else { narrowed })
    }

    fn nominative(
        &self,
        at: usize,
        part: Part,
        case: Case,
        bearer: Bearer,
        tokens: Range<usize>,
    ) -> Option<String> {
        if part == Part::Particle || case == Case::Nominative && bearer != Bearer::Several {
            return None;
        }
        // `Пан Ги Муна`: all but the last word of such a name stand as they are.
        if self.is_family_first(tokens.clone()) && at + 1 < tokens.end {
            return None;
        }
        let word = self.page.word(at);
        let reading = self.reading(word, part, case, bearer)?;
        let number = Some(Number::Singular);
        let gender = bearer.gender().filter(|_| part == Part::Surname);
        self.tools
            .morphology
            .nominative(self.page.surface(at), reading, number, gender)
    }

    /// The reading of a word under a hypothesis.
    fn reading<'w>(
        &self,
        word: &'w Word,
        part: Part,
        case: Case,
        bearer: Bearer,
    ) -> Option<&'w Reading> {
        let weight = |r: &Reading| self.weight(r, part);
        word.readings()
            .iter()
            .filter(|r| (r.is_nominal() || r.is_adjectival()) && r.may_be(case) && bearer.fits(r))
            .max_by(|a, b| weight(a).total_cmp(&weight(b)))
    }

    fn weight(&self, reading: &Reading, part: Part) -> f32 {
        let kind = match (part, reading.name) {
            (Part::Given, Some(NameType::Given))
            | (Part::Surname, Some(NameType::Surname))
            | (Part::Patronymic, Some(NameType::Patronymic)) => 1.0,
            (_, Some(NameType::Given | NameType::Surname)) => 0.3,
            (_, _) if reading.is_nominal() => 0.03,
            _ => 0.01,
        };
        let support = self.support.get(&reading.key).copied().unwrap_or(0.0);
        kind * reading.prob * (1.0 + support.min(MOST_SUPPORT))
    }

    /// The likeliest case and bearer of the whole name.
    fn best(&self, tokens: &Range<usize>, parts: &[Part]) -> (Case, Bearer) {
        let mut best = (0.0, Case::Nominative, Bearer::Man);
        let context = Context::of(self.page, tokens, self.tools);
        // Of `Пан Ги Муна` only the last word declines.
        let family_first = self.is_family_first(tokens.clone());
        for bearer in Bearer::ALL {
            for case in CASES {
                let mut score = bearer.prior() * context.weight(case, bearer);
                // `Цзэминя` would be a woman's nominative as well.
                if family_first && bearer != Bearer::Man {
                    score *= 0.05;
                }
                for (at, part) in tokens.clone().zip(parts) {
                    if family_first && at + 1 < tokens.end {
                        continue;
                    }
                    if matches!(part, Part::Given | Part::Patronymic | Part::Surname) {
                        score *= self.share(self.page.word(at), *part, case, bearer);
                    }
                }
                if score > best.0 {
                    best = (score, case, bearer);
                }
            }
        }
        (best.1, best.2)
    }

    /// How well the word fits the hypothesis.
    fn share(&self, word: &Word, part: Part, case: Case, bearer: Bearer) -> f32 {
        let fitting: f32 = word
            .readings()
            .iter()
            .filter(|r| (r.is_nominal() || r.is_adjectival()) && r.may_be(case) && bearer.fits(r))
            .map(|r| self.weight(r, part))
            .sum();
        // A woman's surname that ends in a consonant does not decline (`Ангелы Меркель`, `Кондолизы Райс`).
        let ends_hard = word.folded.ends_with(|c: char| !"аеиоуыэюяй".contains(c));
        let undeclined = match (part, bearer) {
            (Part::Surname, Bearer::Woman) if ends_hard => 0.1,
            (Part::Surname, Bearer::Several) => 0.01,
            (_, Bearer::Man | Bearer::Woman) if is_foreign(word) => 0.6,
            _ => UNDECLINED,
        };
        fitting.max(undeclined)
    }

    /// `С.`, `Дж.`, and a letter alone.
    fn is_initial(&self, at: usize, end: usize) -> bool {
        let word = self.page.word(at);
        let stopped = at + 1 < end
            && self.page.kind(at + 1) == TokenKind::Period
            && self.page.token(at).span.end() == self.page.token(at + 1).span.start();
        let short = word.capitals == Capitals::Title && word.folded.chars().count() == 2;
        word.capitals == Capitals::Initial || (stopped && short)
    }

    fn is_family_first(&self, tokens: Range<usize>) -> bool {
        let family = self
            .tools
            .parts
            .is_form(self.page.word(tokens.start), PartKind::Family);
        let words = tokens.clone().all(|at| {
            self.page.kind(at) == TokenKind::Word && self.page.word(at).capitals.capitalised()
        });
        family && words && tokens.len() > 1
    }

    /// What each token of the name is.
    fn parts(&self, tokens: Range<usize>) -> SmallVec<[Part; 6]> {
        let mut parts: SmallVec<[Part; 6]> = SmallVec::new();
        let mut words: SmallVec<[usize; 4]> = SmallVec::new();
        for at in tokens.clone() {
            let word = self.page.word(at);
            let lower = word.capitals == Capitals::Lower;
            let part = if self.page.kind(at) != TokenKind::Word {
                Part::Mark
            } else if tokens.len() > 1 && self.is_initial(at, tokens.end) {
                Part::Initial
            } else if at > tokens.start
                && (lower || self.tools.parts.is_form(word, PartKind::Suffix))
            {
                Part::Particle
            } else {
                words.push(at);
                Part::Surname
            };
            parts.push(part);
        }
        let initials = parts.contains(&Part::Initial);
        let mut set = |at: usize, part| parts[at - tokens.start] = part;
        let given = |at: usize| share(self.page.word(at), NameType::Given);
        let surname = |at: usize| share(self.page.word(at), NameType::Surname);
        let is_patronymic =
            |at: &usize| words.len() > 1 && share(self.page.word(*at), NameType::Patronymic) > 0.4;
        if self.is_family_first(tokens.clone()) {
            words.iter().skip(1).for_each(|&at| set(at, Part::Given));
        } else if let Some(place) = words.iter().position(is_patronymic) {
            set(words[place], Part::Patronymic);
            // The given name stands in front of the patronymic; all else is surname.
            if place > 0 {
                set(words[place - 1], Part::Given);
            }
        } else if let [only] = words[..] {
            if !initials && given(only) > surname(only) {
                set(only, Part::Given);
            }
        } else if let [first, .., last] = words[..]
            && !initials
        {
            let reversed = words.len() == 2
                && given(last) > 0.3
                && surname(last) < 0.3
                && given(first) < 0.1
                && surname(first) > 0.3;
            if reversed {
                set(last, Part::Given);
            } else {
                set(first, Part::Given);
                // `Джон Фицджеральд Кеннеди`, but `Габриэль Гарсиа Маркес` has two surnames.
                for &at in &words[1..words.len() - 1] {
                    if given(at) > 0.3 {
                        set(at, Part::Given);
                    }
                }
            }
        }
        parts
    }
}

/// Whether the word is unknown and ends in a vowel with which foreign names hardly ever decline, and seldom are a form of
/// another (`Сидибе`, `Филиппоне`).
fn is_foreign(word: &Word) -> bool {
    !word.best().known && word.folded.ends_with(['е', 'э', 'и', 'о', 'у', 'ю'])
}

/// The probability that a word is a name of that type.
fn share(word: &Word, kind: NameType) -> f32 {
    let readings = word.readings().iter().filter(|r| r.name == Some(kind));
    readings.map(|r| r.prob).sum()
}

fn fits_part(reading: &Reading, part: Part) -> bool {
    match part {
        Part::Given => reading.name == Some(NameType::Given),
        Part::Patronymic => reading.name == Some(NameType::Patronymic),
        _ => reading.is_nominal(),
    }
}

/// What the neighbours of a name say of its case and gender.
struct Context {
    /// A verb beside the name and the forms of its subject.
    subject: Option<Forms>,
    /// A role or adjective in front and its forms.
    apposition: Option<Forms>,
    preposition: bool,
    several: bool,
}

impl Context {
    fn of(page: &Page<'_>, tokens: &Range<usize>, tools: Tools<'_>) -> Self {
        let mut context = Self {
            subject: None,
            apposition: None,
            preposition: false,
            several: false,
        };
        let behind = (tokens.end < page.len()).then_some(tokens.end);
        let before = tokens.start.checked_sub(1);
        for at in [before, behind].into_iter().flatten() {
            if page.kind(at) != TokenKind::Word {
                continue;
            }
            let word = page.word(at);
            let reading = page.reading(at);
            if reading.is_finite_verb() {
                context.subject = context.subject.or(Some(Forms::subject_of(reading)));
            } else if let (Some(gender), Some(_)) = (reading.gender, reading.variant) {
                // `Кузнецова рада`
                let subject = Forms::gender(gender) & Forms::case(Case::Nominative);
                context.subject = context.subject.or(Some(subject));
            } else if Some(at) == before {
                let lower = word.capitals == Capitals::Lower;
                context.preposition = reading.pos == Pos::Adp;
                context.several = tools.parts.is_lemma(word, PartKind::Several)
                    && Forms::of_word(word, |r| r.is_nominal()).may_be_plural();
                let forms = Forms::of_word(word, |r| r.is_nominal() || r.is_adjectival());
                if lower && (reading.is_nominal() || reading.is_adjectival()) && !forms.is_empty() {
                    context.apposition = Some(forms);
                }
            }
        }
        context
    }

    fn weight(&self, case: Case, bearer: Bearer) -> f32 {
        let forms = match bearer {
            Bearer::Man => Forms::gender(Gender::Masculine),
            Bearer::Woman => Forms::gender(Gender::Feminine),
            Bearer::Several => Forms::ALL.plural(),
        } & Forms::case(case);
        let nominative = case == Case::Nominative;
        let mut weight = 1.0;
        if let Some(subject) = self.subject {
            weight *= match (nominative, subject.overlaps(forms)) {
                (true, true) => 3.0,
                (true, false) => 0.1,
                (false, _) => 1.0,
            };
        }
        if let Some(apposition) = self.apposition {
            // A woman may hold a masculine title (`министр Иванова`), so only the case must agree, mostly.
            if !apposition.any_number().overlaps(forms) {
                weight *= 0.15;
            } else if !apposition.overlaps(forms) {
                weight *= 0.7;
            }
        }
        if self.preposition && nominative {
            weight *= 0.01;
        }
        if self.several {
            weight *= if bearer == Bearer::Several {
                100.0
            } else {
                0.1
            };
        }
        weight
    }
}
