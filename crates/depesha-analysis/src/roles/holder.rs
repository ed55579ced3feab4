//! The name beside a role phrase.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_model::{EntityKind, Phase};
use depesha_morphology::{Case, Gender, LemmaKey, Tense, VerbForm};

use super::{RolePhrase, Tools};
use crate::forms::Forms;
use crate::page::Page;

/// Persons of one coordination at most.
const MOST_PERSONS: usize = 8;

/// Gives each phrase the person whose name stands beside it.
pub(super) fn attach(page: &Page<'_>, tools: Tools<'_>, phrases: &mut Vec<RolePhrase>) {
    let finder = Finder { page, tools };
    let mut shared = Vec::new();
    for phrase in phrases.iter_mut() {
        let found = finder
            .behind(phrase)
            .or_else(|| finder.after_comma(phrase))
            .or_else(|| finder.in_office(phrase));
        let Some((name, rule)) = found else { continue };
        finder.give(phrase, name, rule);
        if rule == "role.before_name" && finder.is_plural(phrase) {
            finder.coordinated(phrase, &mut shared);
        }
    }
    finder.chains(phrases);
    phrases.extend(shared);
    phrases.sort_by_key(|phrase| phrase.tokens.start);
}

struct Finder<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
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
        let name = &self.tools.names[name];
        let gender = name.person.as_ref().and_then(|person| person.gender);
        let fits = !(phrase.is_feminine() && gender == Some(Gender::Masculine));
        fits && name.forms.overlaps(phrase.forms.any_number())
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

    /// `Марк Тоунер, официальный представитель …`, `Иван Петров (мэр Энска)`, `Иван Петров — мэр Энска`
    fn after_comma(&self, phrase: &RolePhrase) -> Option<(usize, &'static str)> {
        let mark = phrase.tokens.start.checked_sub(1)?;
        let rule = match self.page.kind(mark) {
            TokenKind::Comma => "role.after_comma",
            TokenKind::Open => "role.in_bracket",
            TokenKind::Dash => "role.predicate",
            _ => return None,
        };
        let name = self.person(mark.checked_sub(1)?)?;
        let ends = self.tools.names[name].tokens.end == mark
            && !self.page.breaks_before(phrase.tokens.start);
        let nominative = |forms: Forms| forms.may_be(Case::Nominative);
        let fits = match rule {
            // In brackets the case is often the nominative whatever stands around them.
            "role.in_bracket" => self.agrees(phrase, name) || nominative(phrase.forms),
            "role.predicate" => {
                nominative(phrase.forms) && nominative(self.tools.names[name].forms)
            }
            // `сообщил Иванов, министр добавил`: an apposition ends with a comma or the sentence.
            _ => self.agrees(phrase, name) && self.is_closed(phrase.tokens.end),
        };
        (ends && fits).then_some((name, rule))
    }

    fn is_closed(&self, at: usize) -> bool {
        at >= self.page.len()
            || self.page.breaks_before(at)
            || !matches!(self.page.kind(at), TokenKind::Word | TokenKind::Number)
            || self.page.folded(at) == "и"
    }

    /// `Иван Петров, занимавший пост министра`
    fn in_office(&self, phrase: &mut RolePhrase) -> Option<(usize, &'static str)> {
        let post = phrase.tokens.start.checked_sub(1)?;
        let office = [LemmaKey::of("пост"), LemmaKey::of("должность")];
        if !office
            .iter()
            .any(|&key| self.page.word(post).has_lemma(key))
        {
            return None;
        }
        let verb = post.checked_sub(1)?;
        let participle = self
            .page
            .word(verb)
            .find(|r| r.verb_form == Some(VerbForm::Participle))?;
        let comma = verb
            .checked_sub(1)
            .filter(|&at| self.page.kind(at) == TokenKind::Comma)?;
        let name = self.person(comma.checked_sub(1)?)?;
        let forms = Forms::of_word(self.page.word(verb), |r| r.is_adjectival());
        if self.tools.names[name].tokens.end != comma
            || !self.tools.names[name].forms.overlaps(forms)
        {
            return None;
        }
        if participle.tense == Some(Tense::Past) && phrase.phase == Phase::Current {
            phrase.phase = Phase::Former;
        }
        Some((name, "role.in_office"))
    }

    fn is_plural(&self, phrase: &RolePhrase) -> bool {
        phrase.forms.may_be_plural() && !phrase.forms.may_be_singular()
            || (phrase.forms.may_be_plural() && self.list(phrase).len() > 1)
    }

    /// The persons of the list that begins behind the phrase: `Сергей Лавров и Джон Керри`.
    fn list(&self, phrase: &RolePhrase) -> Vec<usize> {
        let mut names = Vec::new();
        let mut at = phrase.tokens.end;
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

    /// `президент компании и депутат Иван Петров`: a phrase in front of one with a name, joined to it, shares the name.
    fn chains(&self, phrases: &mut [RolePhrase]) {
        for at in (1..phrases.len()).rev() {
            let (left, right) = phrases.split_at_mut(at);
            let (Some(left), right) = (left.last_mut(), &right[0]) else {
                continue;
            };
            let between: Range<usize> = left.tokens.end..right.tokens.start;
            let joined = match between.len() {
                0 => true,
                1 => {
                    self.page.kind(between.start) == TokenKind::Comma
                        || self.page.folded(between.start) == "и"
                }
                _ => false,
            };
            let agree = left.forms.any_number().overlaps(right.forms);
            let Some(name) = right
                .name
                .filter(|_| joined && agree && left.name.is_none())
            else {
                continue;
            };
            if !self.page.breaks_before(right.tokens.start) && right.rule == "role.before_name" {
                self.give(left, name, "role.before_name");
            }
        }
    }
}
