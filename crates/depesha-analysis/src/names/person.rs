//! A person's name: its parts, and each in the nominative.
//!
//! The words of one name agree, so case and gender are decided for all of them together. What the page says elsewhere
//! counts: `Лаврова` is a man's genitive where the page also has `Лаврову`, a woman where it has `Лавровой`.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_morphology::{Capitals, Case, Gender, LemmaKey, NameType, Number, Reading, Word};
use depesha_text::is_cyrillic;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Tools;
use super::candidates::{Candidate, Slot, Source, candidates};
use super::neighbours::Neighbours;
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
    /// Told by the name, or by the words around it; `None` where neither does.
    pub gender: Option<Gender>,
    /// The name of several people: `братья Ковальчук`.
    pub several: bool,
    /// All parts, a given name first where that is the custom.
    full: String,
}

impl PersonName {
    /// The whole name in the order of the text, but a surname never before a given name, unless that is the custom (`Си
    /// Цзиньпин`).
    pub fn full(&self) -> &str {
        &self.full
    }
}

/// What a token is inside a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Name(Slot),
    /// `де`, `оглы`, `XVI`: goes with the word beside it and never declines.
    Particle,
    /// `С`
    Initial,
    /// A mark, or what stands in brackets.
    Mark,
}

const GIVEN: Part = Part::Name(Slot::Given);
const PATRONYMIC: Part = Part::Name(Slot::Patronymic);
const SURNAME: Part = Part::Name(Slot::Surname);

type Parts = SmallVec<[Part; 6]>;

/// Who bears a name, as hypotheses have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearer {
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

    /// The forms of a name that is borne so.
    pub fn forms(self) -> Forms {
        self.gender().map_or(Forms::ALL.plural(), Forms::gender)
    }

    /// How likely without any evidence.
    fn prior(self) -> f32 {
        match self {
            Self::Man => 1.0,
            Self::Woman => 0.35,
            Self::Several => 0.02,
        }
    }
}

const CASES: [Case; 6] = [
    Case::Nominative,
    Case::Genitive,
    Case::Dative,
    Case::Accusative,
    Case::Instrumental,
    Case::Locative,
];

/// Share of a word that has no form of the wished case and gender, but may be one that does not decline; less where the
/// dictionary has it as a name.
const UNDECLINED: f32 = 0.004;
const UNDECLINED_KNOWN: f32 = 0.0005;
/// How much likelier a nominative is for each other form of it in the page, and how many count.
const FORM_OF_SAME: f32 = 2.0;
const MOST_FORMS: i32 = 3;
/// How much the reading chosen by the sentence speaks for its case.
const CHOSEN_CASE: f32 = 2.5;
/// How sure a name must be of its bearer to speak for other names of the page.
const SURE: f32 = 0.75;
/// How much likelier than without evidence a gender must be to be told.
const TOLD: f32 = 3.0;

/// Case and bearer of a whole name.
#[derive(Clone, Copy, Debug)]
struct Hypothesis {
    case: Case,
    bearer: Bearer,
    /// The share of each of [`Bearer::ALL`].
    shares: [f32; 3],
}

/// Reads the persons' names of one page.
pub(super) struct Reader<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    candidates: FxHashMap<(&'p str, Slot), Vec<Candidate>>,
    /// For each nominative how many forms of it the page has.
    forms: FxHashMap<LemmaKey, i32>,
    votes: FxHashMap<LemmaKey, Votes>,
}

/// What the names of the page whose bearer is sure say of a surname.
#[derive(Debug, Default)]
struct Votes {
    /// For each of [`Bearer::ALL`].
    bearers: [f32; 3],
    /// For other nominatives of the same word.
    of_others: f32,
}

impl Votes {
    /// The share of the bearer; a third without votes.
    fn share(&self, bearer: Bearer) -> f32 {
        let all = self.bearers.iter().sum::<f32>() + self.of_others;
        (0.3 + self.bearers[bearer as usize]) / (0.9 + all)
    }
}

impl<'p> Reader<'p> {
    /// Learns from all names of the page before the first is read.
    pub fn new(
        page: &'p Page<'p>,
        tools: Tools<'p>,
        names: impl Iterator<Item = Range<usize>> + Clone,
    ) -> Self {
        let mut reader = Self {
            page,
            tools,
            candidates: FxHashMap::default(),
            forms: FxHashMap::default(),
            votes: FxHashMap::default(),
        };
        names.clone().for_each(|tokens| reader.look_up(tokens));
        let votes: Vec<_> = names.filter_map(|tokens| reader.vote(tokens)).collect();
        for (word, key, bearer) in votes {
            // A vote for one nominative of a word speaks against its others.
            let others: FxHashSet<LemmaKey> = reader.candidates[&(word, Slot::Surname)]
                .iter()
                .map(|c| c.key)
                .collect();
            for other in others {
                let votes = reader.votes.entry(other).or_default();
                match other == key {
                    true => votes.bearers[bearer as usize] += 1.0,
                    false => votes.of_others += 1.0,
                }
            }
        }
        reader
    }

    /// Finds the candidates of each word and counts the forms of each nominative.
    fn look_up(&mut self, tokens: Range<usize>) {
        let page = self.page;
        for (at, part) in tokens.clone().zip(self.parts(tokens)) {
            let Part::Name(slot) = part else { continue };
            let surface = page.surface(at);
            if self.candidates.contains_key(&(surface, slot)) {
                continue;
            }
            let found = candidates(self.tools, surface, page.word(at), slot);
            let seen = slot == Slot::Given
                && self.candidates.contains_key(&(surface, Slot::Surname))
                || slot == Slot::Surname && self.candidates.contains_key(&(surface, Slot::Given));
            if !seen {
                let keys: FxHashSet<LemmaKey> = found.iter().map(|c| c.key).collect();
                for key in keys {
                    *self.forms.entry(key).or_default() += 1;
                }
            }
            self.candidates.insert((surface, slot), found);
        }
    }

    /// What a name says of who bears its surname.
    fn vote(&self, tokens: Range<usize>) -> Option<(&'p str, LemmaKey, Bearer)> {
        let parts = self.parts(tokens.clone());
        let best = self.best(&tokens, &parts);
        // A name without evidence of its own would only repeat what the others say.
        let evident = parts.iter().any(|part| matches!(*part, GIVEN | PATRONYMIC))
            || Neighbours::of(self.page, &tokens, self.tools).tell_gender();
        if !evident || best.shares[best.bearer as usize] < SURE {
            return None;
        }
        let place = tokens.start + parts.iter().rposition(|part| *part == SURNAME)?;
        let candidate = self.candidate(place, Slot::Surname, best)?;
        Some((self.page.surface(place), candidate.key, best.bearer))
    }

    /// The name with its parts, and the forms that it may have in its sentence.
    pub fn read(&self, tokens: Range<usize>) -> (PersonName, Forms) {
        let parts = self.parts(tokens.clone());
        let best = self.best(&tokens, &parts);
        let text = self.page.span(tokens.clone()).of(self.page.text());
        let told = text.chars().any(is_cyrillic) && is_told(best);
        let mut name = PersonName {
            gender: best.bearer.gender().filter(|_| told),
            several: best.bearer == Bearer::Several,
            ..PersonName::default()
        };
        let mut forms = Forms::ALL;
        let mut words: SmallVec<[String; 4]> = SmallVec::new();
        let frozen = self.frozen(&tokens);
        for (at, part) in tokens.clone().zip(&parts) {
            let surface = self.page.surface(at);
            let (slot, form) = match part {
                Part::Mark => continue,
                Part::Initial => (&mut name.initials, format!("{surface}.")),
                Part::Particle
                    if name.surname.is_none() && !parts[at - tokens.start..].contains(&SURNAME) =>
                {
                    (&mut name.given, surface.to_owned())
                }
                Part::Particle => (&mut name.surname, surface.to_owned()),
                Part::Name(slot) => {
                    let candidate = self
                        .candidate(at, *slot, best)
                        .filter(|_| !frozen.contains(&at));
                    if let Some(candidate) = candidate {
                        let own = self.forms_of(at, *slot, candidate.key) & forms;
                        if !own.is_empty() {
                            forms = own;
                        }
                    }
                    let form = candidate.and_then(|c| self.nominative(at, c, best));
                    let form = form.unwrap_or_else(|| surface.to_owned());
                    let place = match slot {
                        Slot::Given => &mut name.given,
                        Slot::Patronymic => &mut name.patronymic,
                        Slot::Surname => &mut name.surname,
                    };
                    (place, form)
                }
            };
            let slot = slot.get_or_insert_default();
            if !slot.is_empty() {
                slot.push(' ');
            }
            slot.push_str(&form);
            words.push(form);
        }
        name.full = match self.is_surname_first(&tokens, &parts) {
            true => {
                let front = [&name.given, &name.initials, &name.patronymic, &name.surname];
                let parts: SmallVec<[&str; 4]> =
                    front.into_iter().flatten().map(String::as_str).collect();
                parts.join(" ")
            }
            false => words.join(" "),
        };
        let narrowed = forms & best.bearer.forms();
        (name, if narrowed.is_empty() { forms } else { narrowed })
    }

    /// Whether the surname stands in front of the given name or initials against the custom.
    fn is_surname_first(&self, tokens: &Range<usize>, parts: &Parts) -> bool {
        let surname = parts.iter().position(|part| *part == SURNAME);
        let given = parts
            .iter()
            .rposition(|part| matches!(*part, GIVEN | PATRONYMIC | Part::Initial));
        surname
            .zip(given)
            .is_some_and(|(surname, given)| surname < given)
            && !self.is_family_first(tokens)
    }

    /// The words of `Пан Ги Муна` that do not decline: all but the last.
    fn frozen(&self, tokens: &Range<usize>) -> Range<usize> {
        match self.is_family_first(tokens) {
            true => tokens.start..tokens.end - 1,
            false => 0..0,
        }
    }

    fn nominative(&self, at: usize, candidate: &Candidate, best: Hypothesis) -> Option<String> {
        let surface = self.page.surface(at);
        let reading = match &candidate.source {
            Source::Guess(nominative) => return Some(nominative.clone()),
            Source::Reading(place) => &self.page.word(at).readings()[*place],
        };
        if best.case == Case::Nominative {
            return None;
        }
        let number = match best.bearer {
            Bearer::Several => reading.number,
            _ => Some(Number::Singular),
        };
        let gender = best.bearer.gender().filter(|_| reading.is_adjectival());
        self.tools
            .morphology
            .nominative(surface, reading, number, gender)
    }

    /// The likeliest candidate of a word under a hypothesis.
    fn candidate(&self, at: usize, slot: Slot, of: Hypothesis) -> Option<&Candidate> {
        self.fitting(at, slot, of.case, of.bearer).max_by(|a, b| {
            let weight = |c: &Candidate| self.weight(c, slot, of.bearer);
            weight(a).total_cmp(&weight(b))
        })
    }

    fn fitting(
        &self,
        at: usize,
        slot: Slot,
        case: Case,
        bearer: Bearer,
    ) -> impl Iterator<Item = &Candidate> {
        let wanted = bearer.forms() & Forms::case(case);
        let all = self.candidates.get(&(self.page.surface(at), slot));
        let all = all.map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |c| c.forms.overlaps(wanted))
    }

    /// All forms that the word may have with that nominative.
    fn forms_of(&self, at: usize, slot: Slot, key: LemmaKey) -> Forms {
        let all = self.candidates.get(&(self.page.surface(at), slot));
        let same = all.into_iter().flatten().filter(|c| c.key == key);
        same.fold(Forms::NONE, |forms, c| forms | c.forms)
    }

    fn weight(&self, candidate: &Candidate, slot: Slot, bearer: Bearer) -> f32 {
        let forms = self.forms.get(&candidate.key).copied().unwrap_or(1);
        let weight = candidate.weight * FORM_OF_SAME.powi(forms.min(MOST_FORMS) - 1);
        let votes = self
            .votes
            .get(&candidate.key)
            .filter(|_| slot == Slot::Surname);
        weight
            * votes.map_or_else(
                || Votes::default().share(bearer),
                |votes| votes.share(bearer),
            )
    }

    /// The likeliest case and bearer of the whole name.
    fn best(&self, tokens: &Range<usize>, parts: &Parts) -> Hypothesis {
        let neighbours = Neighbours::of(self.page, tokens, self.tools);
        let frozen = self.frozen(tokens);
        let ends_soft = self.page.folded(tokens.end - 1).ends_with(['а', 'я']);
        let mut best = (0.0, Case::Nominative, Bearer::Man);
        let mut shares = [0.0; 3];
        for bearer in Bearer::ALL {
            for case in CASES {
                let mut score = bearer.prior() * neighbours.weight(case, bearer);
                // `Цзэминя` would be a woman's nominative as well, but in such names vowels hardly ever end a nominative.
                if !frozen.is_empty()
                    && (bearer != Bearer::Man || ends_soft && case == Case::Nominative)
                {
                    score *= 0.2;
                }
                for (at, part) in tokens.clone().zip(parts) {
                    if let Part::Name(slot) = part
                        && !frozen.contains(&at)
                    {
                        score *= self.share(at, *slot, case, bearer);
                    }
                }
                shares[bearer as usize] += score;
                if score > best.0 {
                    best = (score, case, bearer);
                }
            }
        }
        let all: f32 = shares.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        Hypothesis {
            case: best.1,
            bearer: best.2,
            shares: shares.map(|share| share / all),
        }
    }

    /// How well the word fits the hypothesis.
    fn share(&self, at: usize, slot: Slot, case: Case, bearer: Bearer) -> f32 {
        let fitting = self
            .fitting(at, slot, case, bearer)
            .map(|c| self.weight(c, slot, bearer));
        let fitting = fitting.fold(0.0, f32::max);
        let chosen = self.page.reading(at).case == Some(case);
        let evidence = if chosen { CHOSEN_CASE } else { 1.0 };
        let known = |r: &Reading| r.known && r.name.is_some();
        let least = match self.page.word(at).readings().iter().any(known) {
            true => UNDECLINED_KNOWN,
            false => UNDECLINED,
        };
        (fitting * evidence).max(least)
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

    /// Whether the name is one of those whose family name comes first: `Си Цзиньпин`, `Пан Ги Мун`.
    fn is_family_first(&self, tokens: &Range<usize>) -> bool {
        let word = |at: usize| self.page.word(at);
        let whole = tokens
            .clone()
            .all(|at| self.page.kind(at) == TokenKind::Word && word(at).capitals.capitalised());
        // `Ким Кардашьян` has more syllables than such names; `Ли Харви Освальд` ends in a known surname.
        let of_one = |at: usize| vowels(&word(at).folded) == 1;
        let short = |at: usize| vowels(&word(at).folded) <= LONGEST_ASIAN_NAME;
        let known = |at: usize| {
            word(at)
                .readings()
                .iter()
                .any(|r| r.known && r.name == Some(NameType::Surname))
        };
        let mut rest = tokens.start + 1..tokens.end;
        (2..=3).contains(&tokens.len())
            && whole
            && self
                .tools
                .parts
                .is_form(word(tokens.start), PartKind::Family)
            && (rest.clone().all(of_one) || rest.all(|at| short(at) && !known(at)))
    }

    /// What each token of the name is.
    fn parts(&self, tokens: Range<usize>) -> Parts {
        let mut parts = Parts::new();
        let mut words: SmallVec<[usize; 4]> = SmallVec::new();
        let family_first = self.is_family_first(&tokens);
        let mut bracket = false;
        for at in tokens.clone() {
            let word = self.page.word(at);
            bracket |= self.page.kind(at) == TokenKind::Open;
            let behind = at > tokens.start;
            let part = if self.page.kind(at) != TokenKind::Word || bracket {
                Part::Mark
            } else if tokens.len() > 1 && !family_first && is_numeral(self.page.surface(at)) {
                Part::Particle
            } else if tokens.len() > 1 && !family_first && self.is_initial(at, tokens.end) {
                Part::Initial
            } else if behind && self.is_particle(word) {
                Part::Particle
            } else {
                words.push(at);
                SURNAME
            };
            bracket &= self.page.kind(at) != TokenKind::Close;
            parts.push(part);
        }
        let initials = parts.contains(&Part::Initial);
        let mut set = |at: usize, part| parts[at - tokens.start] = part;
        let given = |at: usize| self.is_given(at);
        let surname = |at: usize| share(self.page.word(at), NameType::Surname);
        // Of two words a known patronymic only: `Грубович` may be a surname.
        let is_patronymic = |at: &usize| {
            let readings = self.page.word(*at).readings().iter();
            let patronymic =
                |r: &&Reading| r.name == Some(NameType::Patronymic) && (r.known || words.len() > 2);
            words.len() > 1 && readings.filter(patronymic).map(|r| r.prob).sum::<f32>() > 0.4
        };
        if family_first {
            words.iter().skip(1).for_each(|&at| set(at, GIVEN));
        } else if let Some(place) = words.iter().position(is_patronymic) {
            set(words[place], PATRONYMIC);
            // The given name stands in front of the patronymic; all else is surname.
            if place > 0 {
                set(words[place - 1], GIVEN);
            }
        } else if let [only] = words[..] {
            let numbered = parts.len() > 1 && parts.contains(&Part::Particle);
            let set = |parts: &mut Parts| parts[only - tokens.start] = GIVEN;
            if !initials
                && (numbered && is_numeral(self.page.surface(tokens.end - 1))
                    || given(only) && surname(only) < 0.3)
            {
                set(&mut parts);
            }
        } else if let [first, .., last] = words[..]
            && !initials
        {
            let reversed = words.len() == 2
                && given(last)
                && surname(last) < 0.3
                && !given(first)
                && surname(first) > 0.3;
            if reversed {
                set(last, GIVEN);
            } else {
                set(first, GIVEN);
                // `Джон Фицджеральд Кеннеди`, but `Габриэль Гарсиа Маркес` has two surnames.
                for &at in &words[1..words.len() - 1] {
                    if given(at) {
                        set(at, GIVEN);
                    }
                }
            }
        }
        parts
    }

    /// Whether a dictionary has the word as a given name.
    fn is_given(&self, at: usize) -> bool {
        let word = self.page.word(at);
        let named = word.readings().iter().filter(|r| {
            r.known && r.name == Some(NameType::Given) && r.number == Some(Number::Singular)
        });
        named.map(|r| r.prob).sum::<f32>() > 0.3
            || self.tools.paradigms.is_given(self.page.surface(at))
    }

    /// `де`, `аль`, `оглы` behind the first word of a name.
    fn is_particle(&self, word: &Word) -> bool {
        let parts = self.tools.parts;
        word.capitals == Capitals::Lower
            || parts.is_form(word, PartKind::Suffix)
            || parts.is_form(word, PartKind::Particle)
    }
}

/// Vowels of a name; side by side they count once: `Сяопина` has two.
fn vowels(folded: &str) -> usize {
    let vowel = |c: char| "аеиоуыэюя".contains(c);
    // The last vowel may be an ending: `Сяопина`, `Гаоцином`.
    let bare = folded.strip_suffix('м').unwrap_or(folded);
    let last = bare.char_indices().next_back().map_or(0, |(at, _)| at);
    let mut before = false;
    let mut count = 0;
    for c in folded[..last].chars() {
        count += usize::from(vowel(c) && !before);
        before = vowel(c);
    }
    count
}

/// Groups of vowels in a given name of the languages whose family names come first.
const LONGEST_ASIAN_NAME: usize = 2;

/// `XVI`
fn is_numeral(surface: &str) -> bool {
    surface.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Whether there is reason enough to tell the gender.
fn is_told(best: Hypothesis) -> bool {
    let [man, woman, _] = Bearer::ALL.map(|b| best.shares[b as usize] / b.prior());
    match best.bearer {
        Bearer::Man => man > woman * TOLD,
        Bearer::Woman => woman > man * TOLD,
        Bearer::Several => false,
    }
}

/// The probability that a word is a name of that type.
fn share(word: &Word, kind: NameType) -> f32 {
    let readings = word.readings().iter().filter(|r| r.name == Some(kind));
    readings.map(|r| r.prob).sum()
}
