//! What stands behind a title: its field, the organisation or country, prepositional groups.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::{Role, RoleLevel};
use depesha_model::EntityKind;
use depesha_morphology::{Capitals, Case, Pos};

use super::{RolePhrase, Tools, row};
use crate::page::Page;
use crate::slots;

/// Words of a field behind the title at most: `начальник отдела внешних связей`.
const LONGEST_FIELD: usize = 6;

/// Grows a phrase rightwards over what depends on its title. `titles` tells of each token whether a title begins there.
pub(super) fn grow(page: &Page<'_>, tools: Tools<'_>, titles: &[bool], phrase: &mut RolePhrase) {
    let mut complement = Complement {
        page,
        tools,
        titles,
        role: row(tools, phrase),
        phrase,
        field: Vec::new(),
    };
    complement.grow();
    let text = |tokens: &Range<usize>| page.span(tokens.clone()).of(page.text());
    let field: String = complement
        .field
        .iter()
        .map(|tokens| format!(" {}", text(tokens)))
        .collect();
    phrase.title.push_str(&field);
}

struct Complement<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    /// Whether a title begins at a token.
    titles: &'p [bool],
    role: Role,
    phrase: &'p mut RolePhrase,
    /// The words that become part of the title: `министр [связи] [и коммуникаций]`.
    field: Vec<Range<usize>>,
}

impl Complement<'_> {
    fn grow(&mut self) {
        // `глава МИД РФ`, where the lexicon has the title `глава МИД`.
        if let Some(name) = self.tools.name_at(self.phrase.tokens.end - 1) {
            self.phrase.organization = Some(name);
            self.phrase.tokens.end = self.tools.names[name].tokens.end;
        }
        let limit = self.phrase.tokens.end + LONGEST_FIELD;
        while self.phrase.tokens.end < self.page.len().min(limit) {
            let at = self.phrase.tokens.end;
            if self.page.breaks_before(at) || !(self.noun(at) || self.preposition(at)) {
                return;
            }
        }
    }

    /// Takes in what stands at `at` and bears a case of its own.
    fn noun(&mut self, at: usize) -> bool {
        if let Some(name) = self.tools.name_at(at) {
            return self.name(name);
        }
        if let Some(name) = self.quoted(at) {
            // `директор театра «Заря»`: the noun in front of the quotation mark belongs to the name.
            if self
                .field
                .last()
                .is_some_and(|last| self.page.reading(last.start).is_nominal())
            {
                self.field.pop();
            }
            return self.place(name);
        }
        if let Some(end) = self.repeated(at) {
            self.phrase.tokens.end = end;
        } else if self.is_legal_form(at) {
            self.phrase.tokens.end = at + 1;
        } else if (self.is_dependent(at) && !self.is_held(at)) || self.is_degree(at) {
            self.word(at..at + 1);
        } else if let Some(end) = self.other_place(at) {
            self.phrase.tokens.end = end;
        } else if self.is_joined(at) {
            self.word(at..at + 2);
        } else {
            return false;
        }
        true
    }

    fn word(&mut self, tokens: Range<usize>) {
        self.phrase.tokens.end = tokens.end;
        self.field.push(tokens);
    }

    /// The name is where the role is held: the adjectives in front of it are not part of the title.
    fn place(&mut self, name: usize) -> bool {
        if self.is_described(name) {
            self.field.pop();
        }
        let describes = |tokens: &Range<usize>| {
            let reading = self.page.reading(tokens.start);
            reading.is_adjectival() || reading.pos == Pos::Adv
        };
        while self.field.last().is_some_and(describes) {
            self.field.pop();
        }
        self.phrase.organization = Some(name);
        self.phrase.tokens.end = self.behind_quote(self.tools.names[name].tokens.end);
        true
    }

    /// An organisation or place behind the title: `президент США`.
    fn name(&mut self, name: usize) -> bool {
        let found = &self.tools.names[name];
        // A name in quotation marks need not decline, nor one behind its noun: `мэра города Рязань`.
        let quoted =
            self.page.kind(found.tokens.start) == TokenKind::Quote || self.is_described(name);
        let first = self.field.is_empty() && self.phrase.organization.is_none();
        let fits = quoted
            || found.forms.may_be(Case::Genitive)
            || (first && self.takes_instrumental() && found.forms.may_be(Case::Instrumental));
        if found.kind == EntityKind::Person || !fits || found.tokens.start < self.phrase.tokens.end
        {
            return false;
        }
        if !found.is_adjective() {
            return self.place(name);
        }
        // `директор российского института`: the adjective belongs to the words behind.
        let behind = found.tokens.end;
        if behind >= self.page.len() || !(self.is_dependent(behind) || self.is_degree(behind)) {
            return false;
        }
        self.phrase.organization.get_or_insert(name);
        self.phrase.tokens.end = behind;
        true
    }

    /// `города Рязань`: a noun for places or organisations in front of the name.
    fn is_described(&self, name: usize) -> bool {
        let at = self.tools.names[name].tokens.start - 1;
        self.field.last().is_some_and(|last| last.end == at + 1)
            && self.tools.descriptions.at(self.page, at).is_some()
    }

    /// The organisation whose name in quotation marks begins at `at`: `глава «Заречметалла»`.
    fn quoted(&self, at: usize) -> Option<usize> {
        let inside = (self.page.kind(at) == TokenKind::Quote && at + 1 < self.page.len())
            .then(|| self.tools.name_at(at + 1))
            .flatten()?;
        let name = &self.tools.names[inside];
        (name.kind != EntityKind::Person && name.tokens.start == at + 1).then_some(inside)
    }

    /// `секретарь Союза журналистов (СЖ) Петров`: behind a short name in brackets that repeats the organisation's.
    fn repeated(&self, at: usize) -> Option<usize> {
        self.phrase.organization?;
        let close = at + 2;
        let one = self.page.kind(at) == TokenKind::Open
            && close < self.page.len()
            && self.page.kind(close) == TokenKind::Close;
        (one && self.page.word(at + 1).capitals == Capitals::Upper).then_some(close + 1)
    }

    /// `гендиректор [ООО] [УК] «Заречметалл»`
    fn is_legal_form(&self, at: usize) -> bool {
        let mut rest = at..self.page.len().min(at + 3);
        let acronym = |at: usize| self.page.word(at).capitals == Capitals::Upper;
        let quoted = |at: usize| self.page.kind(at) == TokenKind::Quote;
        acronym(at) && rest.find(|&at| !acronym(at)).is_some_and(quoted)
    }

    /// One scheme leaves the closing mark of `движение «Левый фронт»` out of the name.
    fn behind_quote(&self, at: usize) -> usize {
        let closes = at < self.page.len()
            && self.page.kind(at) == TokenKind::Quote
            && self.page.token(at - 1).span.end() == self.page.token(at).span.start();
        at + usize::from(closes)
    }

    fn takes_instrumental(&self) -> bool {
        let bare = |slot: depesha_lexicon::Slot| {
            slot.preposition.is_empty() && slot.case == depesha_lexicon::Case::Instrumental
        };
        self.role.takes.iter().any(bare)
    }

    /// A small word that may depend on the title: `директор [департамента] [внешних] [связей]`, `управляющий [делами]`.
    fn is_dependent(&self, at: usize) -> bool {
        let first = self.field.is_empty() && self.phrase.organization.is_none();
        self.is_small(at, Case::Genitive)
            || (first && self.takes_instrumental() && self.is_small(at, Case::Instrumental))
    }

    fn is_small(&self, at: usize, case: Case) -> bool {
        let word = self.page.word(at);
        let reading = self.page.reading(at);
        let open = reading.is_nominal() || reading.is_adjectival();
        let small = word.capitals == Capitals::Lower && self.page.kind(at) == TokenKind::Word;
        let pronoun = matches!(reading.pos, Pos::Pron | Pos::Det);
        let mut readings = word.readings().iter();
        let fits = readings.any(|r| {
            (r.is_nominal() || r.is_adjectival()) && r.case == Some(case) && r.prob > 0.05
        });
        small && open && fits && !pronoun
    }

    /// `сын [президента] Иванова`, `глава штаба [актрисы] Анны Ивановой`: the title of somebody else, whose name follows.
    fn is_held(&self, at: usize) -> bool {
        if !self.titles[at] {
            return false;
        }
        let within = at + 1..self.page.len().min(at + 1 + LONGEST_FIELD);
        let mut behind = within.filter(|&at| !self.is_small(at, Case::Genitive));
        let mut names = behind.by_ref().map_while(|at| self.tools.name_at(at));
        let person = names.find(|&name| self.tools.names[name].kind == EntityKind::Person);
        person.is_some_and(|name| {
            let forms = self.tools.names[name].forms;
            let relative = self.role.level == RoleLevel::Family;
            let other = relative || !forms.overlaps(self.phrase.forms.any_number());
            forms.may_be(Case::Genitive) && other
        })
    }

    /// `лидер [крайне] правого движения`
    fn is_degree(&self, at: usize) -> bool {
        self.page.reading(at).pos == Pos::Adv
            && at + 1 < self.page.len()
            && self.page.reading(at + 1).is_adjectival()
            && self.is_small(at + 1, Case::Genitive)
    }

    /// `министры обороны Норвегии [и Швеции]`: where the next place of a plural title ends.
    fn other_place(&self, at: usize) -> Option<usize> {
        let joint = self.page.folded(at) == "и" || self.page.kind(at) == TokenKind::Comma;
        if !joint || !self.phrase.forms.may_be_plural() || self.tools.name_at(at - 1).is_none() {
            return None;
        }
        let found = &self.tools.names[self.tools.name_at(at + 1)?];
        let place = found.kind != EntityKind::Person && found.forms.may_be(Case::Genitive);
        (place && found.tokens.start == at + 1).then_some(found.tokens.end)
    }

    /// `министр связи [и коммуникаций]`: whether `и` at `at` joins another genitive to that in front.
    fn is_joined(&self, at: usize) -> bool {
        let last = self.phrase.tokens.end - 1;
        let inside = last > self.phrase.head && self.tools.name_at(last).is_none();
        let title = |at: usize| self.tools.gazetteer.title(self.page.word(at)).is_some();
        inside
            && self.page.folded(at) == "и"
            && at + 1 < self.page.len()
            && self.tools.name_at(at + 1).is_none()
            && self.is_small(at + 1, Case::Genitive)
            && !title(at + 1)
    }

    /// `постпред при ООН`, `министр по делам регионов`: where the title takes such a preposition.
    fn preposition(&mut self, at: usize) -> bool {
        let preposition = self.page.folded(at);
        let mut slots = self.role.takes.iter();
        let case = match slots.find(|slot| slot.preposition == preposition) {
            Some(slot) => slots::case(slot.case),
            None => return false,
        };
        let behind = at + 1;
        if behind >= self.page.len() {
            return false;
        }
        if let Some(name) = self.tools.name_at(behind) {
            let found = &self.tools.names[name];
            if found.kind == EntityKind::Person || !found.forms.may_be(case) {
                return false;
            }
            // `посол России в Турции`: the country that sends stays the organisation.
            self.phrase.organization.get_or_insert(name);
            self.word(at..found.tokens.end);
            return true;
        }
        if !self.is_small(behind, case) {
            return false;
        }
        // `по внутренней политике`
        let adjective = self.page.reading(behind).is_adjectival();
        let noun = behind + 1;
        let whole = adjective && noun < self.page.len() && self.page.word(noun).may_be(case);
        self.word(at..behind + 1 + usize::from(whole));
        true
    }
}
