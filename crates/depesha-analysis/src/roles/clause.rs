//! Offices that a verb tells of: `Петров стал министром`, `министром назначен Петров`, `Петров возглавил банк`.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::{
    Lexicon, OfficeHolder, OfficeObject, OfficePast, OfficeVerb, RolePart, RolePartValue,
};
use depesha_model::{EntityKind, Phase};
use depesha_morphology::{
    Animacy, Case, Gender, LemmaKey, Number, Pos, Reading, Tense, Variant, VerbForm, Voice,
};
use rustc_hash::FxHashMap;

use super::{RolePhrase, Tools};
use crate::forms::Forms;
use crate::page::Page;
use crate::phrases::{Phrase, Phrases};

/// Tokens between a title and its verb, and between the verb and the holder, at most: keeps the pass linear.
const REACH: usize = 30;

/// The verbs of office by their lemma, and the rows of the titles that they give.
#[derive(Debug)]
pub(crate) struct OfficeVerbs {
    verbs: FxHashMap<LemmaKey, Vec<OfficeVerb>>,
    titles: FxHashMap<&'static str, u16>,
}

impl OfficeVerbs {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut verbs: FxHashMap<LemmaKey, Vec<OfficeVerb>> = FxHashMap::default();
        for verb in lexicon.office_verbs() {
            let rows = verbs.entry(LemmaKey::of(verb.verb)).or_default();
            rows.push(*verb);
        }
        let given = |title| {
            lexicon
                .office_verbs()
                .iter()
                .any(|verb| verb.title == title)
        };
        let roles = (0..).zip(lexicon.roles());
        let titles = roles.filter(|(_, role)| given(role.title));
        Self {
            verbs,
            titles: titles.map(|(row, role)| (role.title, row)).collect(),
        }
    }

    fn find(&self, reading: &Reading, takes: impl Fn(OfficeObject) -> bool) -> Option<OfficeVerb> {
        let mut rows = self.verbs.get(&reading.key)?.iter();
        rows.find(|verb| takes(verb.takes)).copied()
    }
}

/// Gives phrases without a person the holder that a verb tells, and adds those that the verb alone makes. `offices` are
/// the nouns of office by the token behind them: `пост`.
pub(super) fn attach(
    page: &Page<'_>,
    tools: Tools<'_>,
    grouped: &Phrases<'_>,
    offices: &FxHashMap<usize, &RolePart>,
    phrases: &mut Vec<RolePhrase>,
) {
    let finder = Finder {
        page,
        tools,
        grouped,
    };
    for phrase in phrases.iter_mut().filter(|phrase| phrase.person.is_none()) {
        finder.told(phrase, offices.get(&phrase.tokens.start).copied());
    }
    let headed: Vec<RolePhrase> = (0..page.len())
        .filter(|&at| page.reading(at).verb_form.is_some())
        .filter_map(|at| finder.heads(at))
        .collect();
    if !headed.is_empty() {
        phrases.extend(headed);
        phrases.sort_by_key(|phrase| phrase.tokens.start);
    }
}

struct Finder<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    grouped: &'p Phrases<'p>,
}

/// A verb of office in its clause.
struct Verb {
    at: usize,
    row: OfficeVerb,
    /// Between the marks around the verb and its title.
    clause: Range<usize>,
}

impl Finder<'_> {
    /// `Петров стал министром`, `Петров занимает пост министра`
    fn told(&self, phrase: &mut RolePhrase, office: Option<&RolePart>) {
        let (takes, start) = match office {
            Some(_) if phrase.forms.may_be(Case::Genitive) => {
                (OfficeObject::Post, phrase.tokens.start - 1)
            }
            None if phrase.forms.may_be(Case::Instrumental) => {
                (OfficeObject::Title, phrase.tokens.start)
            }
            _ => return,
        };
        let governed = start > 0 && self.page.reading(start - 1).pos == Pos::Adp;
        if governed && takes == OfficeObject::Title {
            return;
        }
        let tokens = start..phrase.tokens.end;
        let Some(verb) = self.verb(&tokens, takes) else {
            return;
        };
        let Some(name) = self.holder(&verb, phrase) else {
            return;
        };
        self.place_of_relative(phrase);
        phrase.name = Some(name);
        phrase.person = Some(self.tools.linked.of[name]);
        phrase.rule = match takes {
            OfficeObject::Post => "role.of_post",
            _ => "role.of_verb",
        };
        if phrase.phase == Phase::Current {
            phrase.phase = match office {
                Some(office) if office.value == RolePartValue::Acting => Phase::Acting,
                _ => self.phase(&verb),
            };
        }
    }

    /// `Петров возглавляет банк`, `банк, возглавляемый Петровым`
    fn heads(&self, at: usize) -> Option<RolePhrase> {
        let reading = self.page.reading(at);
        let bare = |takes| matches!(takes, OfficeObject::Accusative | OfficeObject::Instrumental);
        let row = self.tools.offices.find(reading, bare)?;
        let clause = self.clause(&(at..at + 1));
        let verb = Verb { at, row, clause };
        if !self.is_asserted(&verb) {
            return None;
        }
        let passive = reading.voice == Some(Voice::Passive);
        let (place, tokens, name) = if passive {
            let place = self.name_before_comma(at)?;
            let name = self.grouped.name_starting(at + 1)?;
            let person = self.tools.names[name].kind == EntityKind::Person
                && self.tools.names[name].forms.may_be(Case::Instrumental);
            (place, at..at + 1, person.then_some(name)?)
        } else {
            let case = match row.takes {
                OfficeObject::Accusative => Case::Accusative,
                _ => Case::Instrumental,
            };
            let behind = self.grouped.at(at + 1, verb.clause.end);
            let behind = behind.filter(|behind| behind.forms.may_be(case));
            let behind = behind.and_then(|b| Some((self.headed(&b)?, at..b.tokens.end)));
            let (place, tokens) = behind.or_else(|| {
                // `банк, который возглавляет Петров`
                let first = verb.clause.start;
                let relative = self.page.word(first).find(|r| &*r.lemma == "который");
                if relative.is_some_and(|_| self.opens(&verb.clause)) {
                    let forms = Forms::of_word(self.page.word(first), |r| r.is_adjectival());
                    let body = self.name_before_comma(first)?;
                    return forms.may_be(case).then_some((body, first..at + 1));
                }
                // `Росгвардией руководит Петров`
                let name = self.tools.name_at(at.checked_sub(1)?)?;
                let found = &self.tools.names[name];
                let fits = found.forms.may_be(case);
                fits.then_some((name, found.tokens.start..at + 1))
            })?;
            (place, tokens.clone(), self.subject(&verb, &tokens)?)
        };
        if self.tools.names[place].kind == EntityKind::Person {
            return None;
        }
        Some(RolePhrase {
            tokens,
            head: at,
            title: row.title.to_owned(),
            role: *self.tools.offices.titles.get(row.title)?,
            organization: Some(place),
            country: None,
            inferred: false,
            phase: self.phase(&verb),
            another: false,
            forms: Forms::NONE,
            name: Some(name),
            person: Some(self.tools.linked.of[name]),
            rule: "role.of_body",
            occupation: true,
        })
    }

    /// The body that a phrase names, or describes with a name behind: `банк «Заря»`, `администрацию Рязани`.
    fn headed(&self, phrase: &Phrase) -> Option<usize> {
        let described = self.tools.descriptions.at(self.page, phrase.head).is_some();
        let inside = || phrase.tokens.clone().find_map(|at| self.tools.name_at(at));
        let own = self.tools.name_at(phrase.head).or(phrase.name);
        own.or_else(|| described.then(inside).flatten())
    }

    /// The verb that governs what stands at `tokens`: the nearest one in front, else the nearest one behind.
    fn verb(&self, tokens: &Range<usize>, takes: OfficeObject) -> Option<Verb> {
        let clause = self.clause(tokens);
        let before = (clause.start..tokens.start)
            .rev()
            .find(|&at| self.is_verb(at, &clause));
        let behind = || (tokens.end..clause.end).find(|&at| self.is_verb(at, &clause));
        let mut at = before.or_else(behind)?;
        // `был назначен`, `назначен был`: the participle says what is meant.
        if self.page.reading(at).pos == Pos::Aux {
            let participle = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            at = participle
                .filter(|at| clause.contains(at) && !tokens.contains(at))
                .find(|&at| self.page.reading(at).variant == Some(Variant::Short))
                .unwrap_or(at);
        }
        let readings = self.page.word(at).readings().iter();
        let mut verbal = readings.filter(|r| r.verb_form.is_some());
        let row = verbal.find_map(|r| self.tools.offices.find(r, |t| t == takes))?;
        let verb = Verb { at, row, clause };
        self.is_asserted(&verb).then_some(verb)
    }

    /// A finite verb, a gerund, a short participle, or a full one that opens the clause.
    fn is_verb(&self, at: usize, clause: &Range<usize>) -> bool {
        let reading = self.page.reading(at);
        let full = reading.verb_form == Some(VerbForm::Participle) && reading.variant.is_none();
        // `назначен` may be filed under the adjective.
        let short = reading.variant == Some(Variant::Short);
        (reading.verb_form.is_some() || short)
            && (!full || at == clause.start && self.opens(clause))
    }

    /// Whether a comma stands in front of the clause.
    fn opens(&self, clause: &Range<usize>) -> bool {
        let before = clause.start.checked_sub(1);
        before.is_some_and(|at| self.page.kind(at) == TokenKind::Comma)
    }

    /// Neither `не стал` nor `стал бы` nor `может стать`.
    fn is_asserted(&self, verb: &Verb) -> bool {
        let negated = verb.at > 0 && self.page.folded(verb.at - 1) == "не";
        let mut words = verb.clause.clone();
        let conditional = words.any(|at| matches!(self.page.folded(at), "бы" | "если"));
        let infinitive = self.page.reading(verb.at).verb_form == Some(VerbForm::Infinitive);
        !negated && !conditional && !infinitive
    }

    /// From mark to mark around some tokens.
    fn clause(&self, tokens: &Range<usize>) -> Range<usize> {
        let mark = |at: &usize| {
            matches!(
                self.page.kind(*at),
                TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Semicolon
            )
        };
        let sentence = self.sentence(tokens.start);
        let first = sentence.start.max(tokens.start.saturating_sub(REACH));
        let last = sentence.end.min(tokens.end + REACH);
        let start = (first..tokens.start)
            .rev()
            .find(mark)
            .map_or(first, |at| at + 1);
        let end = (tokens.end..last).find(mark).unwrap_or(last);
        start..end
    }

    /// The tokens of the sentence, which a line break ends too.
    fn sentence(&self, at: usize) -> Range<usize> {
        let sentence = self.page.tree.sentences().get(self.page.sentence_of(at));
        sentence.map_or(at..at + 1, |s| s.tokens.clone())
    }

    fn phase(&self, verb: &Verb) -> Phase {
        let reading = self.page.reading(verb.at);
        let past = reading.tense == Some(Tense::Past) || reading.variant == Some(Variant::Short);
        let will = verb.at > 0 && {
            let before = self.page.reading(verb.at - 1);
            before.pos == Pos::Aux && before.tense == Some(Tense::Future)
        };
        match (reading.tense, verb.row.past) {
            _ if will => Phase::Future,
            (Some(Tense::Future), _) => Phase::Future,
            (_, OfficePast::Former) if past => Phase::Former,
            _ => Phase::Current,
        }
    }

    fn holder(&self, verb: &Verb, phrase: &RolePhrase) -> Option<usize> {
        let reading = self.page.reading(verb.at);
        let passive =
            reading.voice == Some(Voice::Passive) || reading.variant == Some(Variant::Short);
        let tokens = &phrase.tokens;
        match verb.row.holder {
            OfficeHolder::Object if !passive => self.object(verb, tokens),
            _ => self.subject(verb, tokens),
        }
    }

    /// The person whose name, or whose pronoun, is the subject of the verb.
    fn subject(&self, verb: &Verb, title: &Range<usize>) -> Option<usize> {
        let reading = self.page.reading(verb.at);
        let allowed = if reading.is_finite_verb() {
            Forms::subject_of(reading)
        } else {
            Forms::case(Case::Nominative)
        };
        let fits = |name: usize| self.grouped.name_forms(name).overlaps(allowed);
        if let Some(name) = self.nearest(verb, title, fits) {
            return Some(name);
        }
        let clause = &verb.clause;
        let full = reading.verb_form == Some(VerbForm::Participle) && reading.variant.is_none();
        if full && verb.at == clause.start {
            // `Петров, назначенный министром`
            let own = Forms::of_word(self.page.word(verb.at), |r| r.is_adjectival());
            let name = self.person_before_comma(clause.start)?;
            return self.grouped.name_forms(name).overlaps(own).then_some(name);
        }
        let first = self.page.word(clause.start);
        if first.has_lemma(LemmaKey::of("который")) && first.may_be(Case::Nominative) {
            return self.person_before_comma(clause.start);
        }
        if let Some(name) = self.pronoun(clause, title, Case::Nominative) {
            return Some(name);
        }
        // `Петров, окончив институт, стал министром`: nothing in the clause is its subject.
        let other = clause.clone().any(|at| {
            let reading = self.page.reading(at);
            let noun = reading.is_nominal() || reading.pos == Pos::Pron;
            noun && reading.case == Some(Case::Nominative) && !title.contains(&at)
        });
        let start = self
            .sentence(verb.at)
            .start
            .max(clause.start.saturating_sub(REACH));
        let mut before = (start..clause.start).rev();
        before
            .find_map(|at| {
                self.person(at)
                    .filter(|&name| fits(name) && self.is_free(at))
            })
            .filter(|_| !other && self.opens(clause))
    }

    /// The person whom the verb makes a holder: `назначил Петрова`.
    fn object(&self, verb: &Verb, title: &Range<usize>) -> Option<usize> {
        let fits = |name: usize| {
            let forms = self.tools.names[name].forms;
            forms.may_be(Case::Accusative) && !forms.may_be(Case::Nominative)
                || self.grouped.name_forms(name) == Forms::ALL
        };
        self.nearest(verb, title, fits)
            .or_else(|| self.pronoun(&verb.clause, title, Case::Accusative))
    }

    /// The fitting person of the clause whose name stands nearest to the verb.
    fn nearest(
        &self,
        verb: &Verb,
        title: &Range<usize>,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let names = verb
            .clause
            .clone()
            .filter(|at| !title.contains(at) && self.is_free(*at));
        let names = names.filter_map(|at| self.person(at).filter(|&name| fits(name)));
        names.min_by_key(|&name| {
            let far = self.tools.names[name].tokens.start.abs_diff(verb.at);
            (self.is_governed(name), far)
        })
    }

    /// The person whose name begins at the token.
    fn person(&self, at: usize) -> Option<usize> {
        let name = self.grouped.name_starting(at)?;
        (self.tools.names[name].kind == EntityKind::Person).then_some(name)
    }

    /// Whether no preposition governs what stands at the token.
    fn is_free(&self, at: usize) -> bool {
        at == 0 || self.page.reading(at - 1).pos != Pos::Adp
    }

    /// Whether a noun in front may govern the name: `после избрания Обама`, but `в том году Обама` too.
    fn is_governed(&self, name: usize) -> bool {
        let start = self.tools.names[name].tokens.start;
        start > 0 && self.tools.name_at(start - 1).is_none() && {
            let reading = self.page.reading(start - 1);
            reading.is_nominal() && reading.animacy == Some(Animacy::Inanimate)
        }
    }

    /// Whom `он` or `его` means, where only one person of this sentence and the one before can be meant.
    fn pronoun(&self, clause: &Range<usize>, title: &Range<usize>, case: Case) -> Option<usize> {
        let wanted = |reading: &Reading| {
            let he = matches!(&*reading.lemma, "он" | "она") && reading.pos == Pos::Pron;
            he && reading.case == Some(case) && reading.number != Some(Number::Plural)
        };
        let at = clause.clone().find(|at| {
            !title.contains(at) && wanted(self.page.reading(*at)) && self.is_free(*at)
        })?;
        let gender = self.page.reading(at).gender;
        let sentence = self.sentence(at);
        let before = sentence
            .start
            .checked_sub(1)
            .map(|at| self.sentence(at).start);
        let start = before
            .unwrap_or(sentence.start)
            .max(at.saturating_sub(2 * REACH));
        let fits = |name: usize| {
            let person = self.tools.names[name].person.as_ref();
            let own = person.and_then(|person| person.gender);
            own.is_none() || gender.is_none() || own == gender || gender == Some(Gender::Neuter)
        };
        let mut meant = (start..at).filter_map(|at| self.person(at).filter(|&name| fits(name)));
        let first = meant.next()?;
        let of = &self.tools.linked.of;
        meant.all(|other| of[other] == of[first]).then_some(first)
    }

    /// The name that ends at the comma in front of the token, perhaps in quotation marks.
    fn name_before_comma(&self, at: usize) -> Option<usize> {
        let comma = at.checked_sub(1)?;
        let mut last = comma.checked_sub(1)?;
        if self.page.kind(last) == TokenKind::Quote && self.tools.name_at(last).is_none() {
            last = last.checked_sub(1)?;
        }
        let name = self.tools.name_at(last)?;
        let ends = self.tools.names[name].tokens.end == last + 1;
        (ends && self.page.kind(comma) == TokenKind::Comma).then_some(name)
    }

    fn person_before_comma(&self, at: usize) -> Option<usize> {
        let name = self.name_before_comma(at)?;
        (self.tools.names[name].kind == EntityKind::Person).then_some(name)
    }

    /// `«Заря», директором которой является Петров`: the place stands in front of the clause.
    fn place_of_relative(&self, phrase: &mut RolePhrase) {
        let behind = phrase.tokens.end;
        let relative =
            behind < self.page.len() && self.page.word(behind).has_lemma(LemmaKey::of("который"));
        if relative && phrase.organization.is_none() {
            let place = self.name_before_comma(phrase.tokens.start);
            phrase.organization =
                place.filter(|&name| self.tools.names[name].kind != EntityKind::Person);
        }
    }
}
