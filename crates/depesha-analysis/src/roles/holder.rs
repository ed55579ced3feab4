//! The name beside a role phrase.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::RoleLevel;
use depesha_model::{EntityKind, Phase};
use depesha_morphology::{Case, Gender, Pos};

use super::{RolePhrase, Tools, row};
use crate::forms::Forms;
use crate::page::Page;
use crate::phrases::Phrases;

/// Persons of one coordination at most.
const MOST_PERSONS: usize = 8;

/// Tokens between a title and its name at most.
const LONGEST_GROUP: usize = 24;

/// Phrases in apposition to one name at most.
const MOST_APPOSITIONS: usize = 5;

/// Gives each phrase the person whose name stands beside it.
pub(super) fn attach(
    page: &Page<'_>,
    tools: Tools<'_>,
    grouped: &Phrases<'_>,
    phrases: &mut Vec<RolePhrase>,
) {
    let finder = Finder {
        page,
        tools,
        grouped,
    };
    let mut shared = Vec::new();
    for phrase in phrases.iter_mut() {
        let found = finder.behind(phrase).or_else(|| finder.in_phrase(phrase));
        let Some((name, rule)) = found else { continue };
        finder.give(phrase, name, rule);
        if rule == "role.before_name" && finder.is_plural(phrase) {
            finder.coordinated(phrase, &mut shared);
        }
    }
    finder.chains(phrases, &mut shared);
    // `мэр Иванов, министры и послы`: several are not one.
    let single = |phrase: &&mut RolePhrase| phrase.forms.may_be_singular();
    for phrase in phrases
        .iter_mut()
        .filter(|phrase| phrase.name.is_none())
        .filter(single)
    {
        let found = finder
            .after_mark(phrase)
            .or_else(|| finder.in_apposition(phrase));
        if let Some((name, rule)) = found {
            finder.give(phrase, name, rule);
        }
    }
    phrases.extend(shared);
    phrases.sort_by_key(|phrase| phrase.tokens.start);
}

/// Gives phrases that go on from one behind its name, or beside its verb, the same person.
pub(super) fn share(
    page: &Page<'_>,
    tools: Tools<'_>,
    grouped: &Phrases<'_>,
    phrases: &mut [RolePhrase],
) {
    let finder = Finder {
        page,
        tools,
        grouped,
    };
    finder.goes_on(phrases);
}

struct Finder<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    /// The noun phrases of the page.
    grouped: &'p Phrases<'p>,
}

impl Finder<'_> {
    fn give(&self, phrase: &mut RolePhrase, name: usize, rule: &'static str) {
        phrase.name = Some(name);
        phrase.person = Some(self.tools.linked.of[name]);
        phrase.rule = rule;
    }

    fn person(&self, at: usize) -> Option<usize> {
        let name = self.tools.name_at(at)?;
        (self.tools.names[name].kind == EntityKind::Person).then_some(name)
    }

    /// Whether a name can stand in apposition to the phrase: the case is the same, and a feminine word is no man's (`дочь
    /// Павла`).
    fn agrees(&self, phrase: &RolePhrase, name: usize) -> bool {
        let person = self.tools.names[name].person.as_ref();
        let gender = person.and_then(|person| person.gender);
        let man = gender == Some(Gender::Masculine) && !self.grouped.is_unknown(name);
        let fits = !(phrase.is_feminine() && man);
        let case = phrase.forms.any_number();
        // `Беназир Бхутто`: the dictionary cannot tell whether the given name declines, but the surname does not.
        let surname = self.tools.names[name].tokens.end - 1;
        let surname = Forms::of_word(self.page.word(surname), |r| r.known && r.is_nominal());
        let undeclined = self.grouped.is_unknown(name) && surname.overlaps(case);
        fits && (self.grouped.name_forms(name).overlaps(case) || undeclined)
    }

    /// `госсекретарь США Джон Керри`, `глава МИД (Сергей Лавров)`
    fn behind(&self, phrase: &RolePhrase) -> Option<(usize, &'static str)> {
        let mut at = phrase.tokens.end;
        if at >= self.page.len() || self.page.breaks_before(at) {
            return None;
        }
        let bracket = self.page.kind(at) == TokenKind::Open;
        at += usize::from(bracket);
        let name = self.person(at)?;
        let starts = self.tools.names[name].tokens.start == at;
        let rule = if bracket {
            "role.before_bracket"
        } else {
            "role.before_name"
        };
        (starts && self.agrees(phrase, name)).then_some((name, rule))
    }

    /// `посол ЕС на Кавказе Иван Петров`, `секретарь Союза (СЖ) Иван Петров`, `глава штаба полковник Петров`: the name that
    /// heads the noun phrase which begins with the title.
    fn in_phrase(&self, phrase: &RolePhrase) -> Option<(usize, &'static str)> {
        let sentence = self.page.sentence_of(phrase.head);
        let end = self.page.tree.sentences().get(sentence)?.tokens.end;
        let end = (phrase.tokens.end..end.min(phrase.tokens.end + LONGEST_GROUP))
            .find(|&at| self.page.breaks_before(at))
            .unwrap_or(end);
        let name = self.grouped.at(phrase.head, end)?.name?;
        let found = &self.tools.names[name];
        let person = found.kind == EntityKind::Person && found.tokens.start >= phrase.tokens.end;
        // `роль матроса в фильме Сергея Иванова`: behind a preposition an oblique name belongs to the group.
        let mut between = phrase.tokens.end..found.tokens.start;
        let group = between.any(|at| self.page.reading(at).pos == Pos::Adp);
        let apart = !group || self.grouped.name_forms(name).may_be(Case::Nominative);
        (person && apart && self.agrees(phrase, name)).then_some((name, "role.before_name"))
    }

    /// `Марк Тоунер, официальный представитель …`, `Иван Петров (мэр Энска)`, `Иван Петров — мэр Энска`
    fn after_mark(&self, phrase: &RolePhrase) -> Option<(usize, &'static str)> {
        let start = self.start(phrase);
        let mark = start.checked_sub(1)?;
        let rule = match self.page.kind(mark) {
            TokenKind::Comma => "role.after_comma",
            TokenKind::Open => "role.in_bracket",
            TokenKind::Dash => "role.predicate",
            _ => return None,
        };
        let name = self.person(mark.checked_sub(1)?)?;
        let ends = self.tools.names[name].tokens.end == mark && !self.page.breaks_before(start);
        let nominative = |forms: Forms| forms.may_be(Case::Nominative);
        let fits = match rule {
            // In brackets the case is often the nominative whatever stands around them.
            "role.in_bracket" => self.agrees(phrase, name) || nominative(phrase.forms),
            "role.predicate" => {
                nominative(phrase.forms) && nominative(self.grouped.name_forms(name))
            }
            // `сообщил Иванов, министр добавил`
            _ => self.agrees(phrase, name) && self.is_closed(phrase.tokens.end),
        };
        (ends && fits).then_some((name, rule))
    }

    /// `Иван Петров, известный врач, депутат Думы и член партии`: every phrase between the name and the title stands in
    /// apposition to the name as the title does.
    fn in_apposition(&self, phrase: &RolePhrase) -> Option<(usize, &'static str)> {
        if !self.is_closed(phrase.tokens.end) {
            return None;
        }
        let first = self.start(phrase);
        let mut start = first;
        for _ in 0..MOST_APPOSITIONS {
            let mark = start.checked_sub(1)?;
            let comma = self.page.kind(mark) == TokenKind::Comma;
            if !comma && self.page.folded(mark) != "и" || self.page.breaks_before(start) {
                return None;
            }
            if let Some(name) = mark.checked_sub(1).and_then(|at| self.person(at))
                && self.tools.names[name].tokens.end == mark
            {
                let fits = comma && start < first && self.agrees(phrase, name);
                return fits.then_some((name, "role.in_apposition"));
            }
            let from = (mark.saturating_sub(LONGEST_GROUP)..mark)
                .rev()
                .find(|&at| {
                    self.page.kind(at) == TokenKind::Comma || self.page.folded(at) == "и"
                })?;
            let before = self.grouped.at(from + 1, mark)?;
            let agrees = before.forms.any_number().overlaps(phrase.forms);
            if !agrees || self.has_verb(before.tokens.end..mark) {
                return None;
            }
            start = from + 1;
        }
        None
    }

    /// Where the adjectives of the title begin: `[второй] тренер`.
    fn start(&self, phrase: &RolePhrase) -> usize {
        let adjective = |at: usize| {
            let forms = Forms::of_word(self.page.word(at), |r| r.is_adjectival());
            self.page.kind(at) == TokenKind::Word
                && self.page.reading(at).is_adjectival()
                && forms.overlaps(phrase.forms)
        };
        let mut start = phrase.tokens.start;
        while start > 0 && !self.page.breaks_before(start) && adjective(start - 1) {
            start -= 1;
        }
        start
    }

    fn has_verb(&self, tokens: Range<usize>) -> bool {
        let mut tokens = tokens;
        tokens.any(|at| self.page.reading(at).is_finite_verb())
    }

    /// Whether no verb follows before the next mark: an apposition ends with a comma or the sentence.
    fn is_closed(&self, at: usize) -> bool {
        let behind = at..self.page.len().min(at + LONGEST_GROUP);
        let end = behind.clone().find(|&at| {
            self.page.breaks_before(at)
                || !matches!(self.page.kind(at), TokenKind::Word | TokenKind::Number)
                || self.page.folded(at) == "и"
        });
        !self.has_verb(at..end.unwrap_or(behind.end))
    }

    fn is_plural(&self, phrase: &RolePhrase) -> bool {
        phrase.forms.may_be_plural() && !phrase.forms.may_be_singular()
            || (phrase.forms.may_be_plural() && self.list(phrase).len() > 1)
    }

    /// The persons of the list that begins behind the phrase: `Сергей Лавров и Джон Керри`.
    fn list(&self, phrase: &RolePhrase) -> Vec<usize> {
        let mut names = Vec::new();
        let first = phrase.name.map(|name| self.tools.names[name].tokens.start);
        let mut at = first.unwrap_or(phrase.tokens.end);
        while names.len() < MOST_PERSONS {
            let Some(name) = self.person(at) else { break };
            if self.tools.names[name].tokens.start != at {
                break;
            }
            names.push(name);
            at = self.tools.names[name].tokens.end;
            let joint = at < self.page.len()
                && !self.page.breaks_before(at)
                && (self.page.kind(at) == TokenKind::Comma || self.page.folded(at) == "и");
            if !joint {
                break;
            }
            at += 1;
        }
        names
    }

    /// The same title for the other persons of the list, each with its own country where there are as many.
    fn coordinated(&self, phrase: &RolePhrase, out: &mut Vec<RolePhrase>) {
        for (place, name) in self.list(phrase).into_iter().enumerate().skip(1) {
            let mut other = phrase.clone();
            self.give(&mut other, name, "role.coordinated");
            other.organization = self.organization(phrase, place).or(phrase.organization);
            out.push(other);
        }
    }

    /// The organisation or country at a place of the phrase's own list: `министры России и США`.
    fn organization(&self, phrase: &RolePhrase, place: usize) -> Option<usize> {
        let mut names: Vec<usize> = Vec::new();
        for at in phrase.tokens.clone() {
            if let Some(name) = self.tools.name_at(at)
                && names.last() != Some(&name)
            {
                names.push(name);
            }
        }
        names.get(place).copied()
    }

    /// `Иван Петров — депутат и лидер партии`: a phrase behind one that stands behind its name, joined to it, shares the
    /// name.
    fn goes_on(&self, phrases: &mut [RolePhrase]) {
        for at in 1..phrases.len() {
            let (left, right) = phrases.split_at_mut(at);
            let (left, right) = (&left[at - 1], &mut right[0]);
            let rank = row(self.tools, right).level == RoleLevel::Military;
            let beside = left.tokens.end == right.tokens.start && left.name == right.name;
            if rank && beside && right.name.is_some() && right.organization.is_none() {
                // `глава штаба армии генерал Иванов`: the rank is held there too.
                right.organization = left.organization;
            }
            let behind = !matches!(left.rule, "role.before_name" | "role.before_bracket");
            let Some(name) = left.name.filter(|_| behind && right.name.is_none()) else {
                continue;
            };
            let start = self.start(right);
            let joined = start == left.tokens.end + 1
                && !self.page.breaks_before(start)
                && (self.page.kind(start - 1) == TokenKind::Comma
                    || self.page.folded(start - 1) == "и");
            let agree =
                left.forms.any_number().overlaps(right.forms) && right.forms.may_be_singular();
            if joined && agree && self.is_closed(right.tokens.end) {
                self.give(right, name, "role.in_apposition");
                if right.phase == Phase::Current
                    && matches!(left.rule, "role.of_verb" | "role.of_post")
                {
                    // `был министром и послом`
                    right.phase = left.phase;
                }
            }
        }
    }

    /// `президент компании и депутат Иван Петров`: a phrase in front of one with a name, joined to it, shares the name.
    fn chains(&self, phrases: &mut [RolePhrase], shared: &mut Vec<RolePhrase>) {
        for at in (1..phrases.len()).rev() {
            let (left, right) = phrases.split_at_mut(at);
            let Some(left) = left.last_mut() else {
                continue;
            };
            let between: Range<usize> = left.tokens.end..right[0].tokens.start;
            let joined = match between.len() {
                0 => true,
                1 => {
                    self.page.kind(between.start) == TokenKind::Comma
                        || self.page.folded(between.start) == "и"
                }
                _ => false,
            };
            let agree = left.forms.any_number().overlaps(right[0].forms);
            let Some(name) = right[0]
                .name
                .filter(|_| joined && agree && left.name.is_none())
            else {
                continue;
            };
            if !self.page.breaks_before(right[0].tokens.start)
                && right[0].rule == "role.before_name"
            {
                self.give(left, name, "role.before_name");
                if self.is_plural(left) {
                    self.coordinated(left, shared);
                }
            }
        }
    }
}
