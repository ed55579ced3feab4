//! How far a role phrase reaches, and what its title is.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::{Role, RoleLevel, RolePart, RolePartKind, RolePartValue};
use depesha_model::{EntityKind, Phase};
use depesha_morphology::{Capitals, Case, Pos};

use depesha_text::fold;

use super::{RolePhrase, Tools};
use crate::forms::Forms;
use crate::gazetteer::{Entry, Match};
use crate::page::Page;

/// Words of a genitive behind the title at most: `начальник отдела внешних связей`.
const LONGEST_COMPLEMENT: usize = 6;

/// Words in front of the title at most: `бывший первый заместитель …`.
const LONGEST_FRONT: usize = 5;

/// The phrases without their holders.
pub(super) fn find(page: &Page<'_>, tools: Tools<'_>, matches: &[Match]) -> Vec<RolePhrase> {
    let mut finder = Finder {
        page,
        tools,
        parts: vec![None; page.len() + 1],
        phrases: Vec::new(),
    };
    for found in matches {
        if let Entry::RolePart(at) = tools.gazetteer.pattern(found.pattern).entry {
            let part = &tools.lexicon.role_parts()[usize::from(at)];
            if part.kind != RolePartKind::Institution {
                finder.parts[found.tokens.end] = Some((found.tokens.start, part));
            }
        }
    }
    let mut titles: Vec<(u16, Range<usize>, usize)> = Vec::new();
    for found in matches {
        let pattern = tools.gazetteer.pattern(found.pattern);
        if let Entry::Role(row) = pattern.entry {
            titles.push((row, found.tokens.clone(), pattern.head()));
        }
    }
    titles.extend(finder.prefixed());
    titles.sort_by_key(|(_, tokens, _)| (tokens.start, std::cmp::Reverse(tokens.end)));
    for (row, tokens, head) in titles {
        finder.phrase(row, tokens, head);
    }
    finder.phrases
}

struct Finder<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    /// For each token the word of phase or rank that ends in front of it, and where that begins.
    parts: Vec<Option<(usize, &'p RolePart)>>,
    phrases: Vec<RolePhrase>,
}

impl<'p> Finder<'p> {
    fn phrase(&mut self, row: u16, title: Range<usize>, head: usize) {
        let covered = self.phrases.last().map_or(0, |phrase| phrase.tokens.end);
        if title.start < covered || self.is_inside_name(&title) {
            return;
        }
        let role = &self.tools.lexicon.roles()[usize::from(row)];
        let head = title.start + head;
        let word = self.page.word(head);
        let forms = Forms::of_word(word, |r| r.is_nominal() || r.is_adjectival());
        let mut phrase = RolePhrase {
            tokens: title.clone(),
            head,
            title: role.expanded.to_owned(),
            role: row,
            organization: None,
            phase: Phase::Current,
            forms,
            name: None,
            person: None,
            rule: "role.alone",
            occupation: !matches!(
                role.level,
                RoleLevel::Family | RoleLevel::Citizen | RoleLevel::Criminal
            ),
        };
        if let Some((part, _)) = self.prefix(head) {
            mark_phase(&mut phrase, part);
        }
        self.front(&mut phrase, covered);
        self.behind(&mut phrase, role);
        self.phrases.push(phrase);
    }

    /// Titles behind a prefix with a hyphen: `экс-премьера`, `вице-спикер`.
    fn prefixed(&self) -> Vec<(u16, Range<usize>, usize)> {
        let hyphened = (0..self.page.len()).filter(|&at| self.page.folded(at).contains('-'));
        hyphened
            .filter_map(|at| {
                let (_, title) = self.prefix(at)?;
                let row = self
                    .tools
                    .gazetteer
                    .title(&self.tools.morphology.analyze(title))?;
                Some((row, at..at + 1, 0))
            })
            .collect()
    }

    /// The prefix of the word at `at` and what follows it.
    fn prefix(&self, at: usize) -> Option<(&'p RolePart, &'p str)> {
        let surface = self.page.surface(at);
        let end = surface.find('-')? + 1;
        let prefix = fold(&surface[..end]);
        let parts = self.tools.lexicon.role_parts();
        let part = parts.iter().find(|part| part.word == prefix)?;
        Some((part, &surface[end..]))
    }

    /// Whether the title is part of a name (`Администрация президента`, a surname `Судья`).
    fn is_inside_name(&self, title: &Range<usize>) -> bool {
        self.tools.name_at(title.start).is_some()
    }

    /// The country's adjective and words of phase and rank in front of the title.
    fn front(&self, phrase: &mut RolePhrase, covered: usize) {
        for _ in 0..LONGEST_FRONT {
            let start = phrase.tokens.start;
            if start == covered || self.page.breaks_before(start) {
                return;
            }
            if let Some((from, part)) = self.parts[start].filter(|(from, _)| *from >= covered) {
                mark_phase(phrase, part);
                if part.kind != RolePartKind::Phase {
                    phrase.title.insert(0, ' ');
                    phrase.title.insert_str(0, part.word);
                }
                if part.kind == RolePartKind::Deputy || part.value == RolePartValue::Acting {
                    // `и. о. министра`, `заместитель министра`: the word in front bears the case.
                    self.lead(phrase, from);
                }
                phrase.tokens.start = from;
                continue;
            }
            let before = start - 1;
            let Some(name) = self.tools.name_at(before) else {
                return;
            };
            let place = &self.tools.names[name];
            let adjective = place.is_adjective();
            if !adjective || place.tokens.len() > 1 || phrase.organization.is_some() {
                return;
            }
            phrase.organization = Some(name);
            phrase.tokens.start = before;
        }
    }

    fn lead(&self, phrase: &mut RolePhrase, at: usize) {
        let own = Forms::of_word(self.page.word(at), |r| r.is_nominal() || r.is_adjectival());
        phrase.head = at;
        phrase.forms = if own.is_empty() { Forms::ALL } else { own };
    }

    /// The genitives and the organisation behind the title.
    fn behind(&self, phrase: &mut RolePhrase, role: &Role) {
        // `глава МИД РФ`, where the lexicon has the title `глава МИД`.
        if let Some(name) = self.tools.name_at(phrase.tokens.end - 1) {
            phrase.organization = Some(name);
            phrase.tokens.end = self.tools.names[name].tokens.end;
        }
        let limit = phrase.tokens.end + LONGEST_COMPLEMENT;
        while phrase.tokens.end < self.page.len().min(limit) {
            let at = phrase.tokens.end;
            if self.page.breaks_before(at) {
                return;
            }
            if let Some(name) = self.tools.name_at(at) {
                if !self.attach(phrase, name) {
                    return;
                }
            } else if self.is_genitive_word(at) {
                self.add_word(phrase, at);
            } else if let Some(end) = self.other_place(phrase, at) {
                phrase.tokens.end = end;
            } else if self.is_joined(phrase, at) {
                // `министр связи и коммуникаций`
                self.add_word(phrase, at);
                self.add_word(phrase, at + 1);
            } else if !self.preposition(phrase, role, at) {
                return;
            }
        }
    }

    /// An organisation or place behind the title: `президент США`.
    fn attach(&self, phrase: &mut RolePhrase, name: usize) -> bool {
        let found = &self.tools.names[name];
        let genitive = found.forms.may_be(Case::Genitive);
        if found.kind == EntityKind::Person || !genitive || found.tokens.start < phrase.tokens.end {
            return false;
        }
        let adjective = found.is_adjective();
        if adjective {
            // `директор российского института`: the adjective belongs to the words behind.
            if found.tokens.end >= self.page.len() || !self.is_genitive_word(found.tokens.end) {
                return false;
            }
            phrase.organization.get_or_insert(name);
        } else {
            phrase.organization = Some(name);
        }
        phrase.tokens.end = self.behind_quote(found.tokens.end);
        true
    }

    /// One scheme leaves the closing mark of `движение «Левый фронт»` out of the name.
    fn behind_quote(&self, at: usize) -> usize {
        let closes = at < self.page.len()
            && self.page.kind(at) == TokenKind::Quote
            && self.page.token(at - 1).span.end() == self.page.token(at).span.start();
        at + usize::from(closes)
    }

    /// A small word that may be a genitive: `директор [департамента] [внешних] [связей]`.
    fn is_genitive_word(&self, at: usize) -> bool {
        let word = self.page.word(at);
        let reading = self.page.reading(at);
        let open = reading.is_nominal() || reading.is_adjectival();
        let small = word.capitals == Capitals::Lower && self.page.kind(at) == TokenKind::Word;
        let pronoun = matches!(reading.pos, Pos::Pron | Pos::Det);
        let genitive = word.readings().iter().any(|r| {
            (r.is_nominal() || r.is_adjectival()) && r.case == Some(Case::Genitive) && r.prob > 0.05
        });
        small && open && genitive && !pronoun
    }

    /// `министры обороны Норвегии [и Швеции]`: where the next place of a plural title ends.
    fn other_place(&self, phrase: &RolePhrase, at: usize) -> Option<usize> {
        let joint = self.page.folded(at) == "и" || self.page.kind(at) == TokenKind::Comma;
        if !joint || !phrase.forms.may_be_plural() || self.tools.name_at(at - 1).is_none() {
            return None;
        }
        let found = &self.tools.names[self.tools.name_at(at + 1)?];
        let place = found.kind != EntityKind::Person && found.forms.may_be(Case::Genitive);
        (place && found.tokens.start == at + 1).then_some(found.tokens.end)
    }

    /// Whether `и` at `at` joins another genitive to that in front.
    fn is_joined(&self, phrase: &RolePhrase, at: usize) -> bool {
        let inside = phrase.tokens.end - 1 > phrase.head && self.tools.name_at(at - 1).is_none();
        let title = |at: usize| self.tools.gazetteer.title(self.page.word(at)).is_some();
        inside
            && self.page.folded(at) == "и"
            && at + 1 < self.page.len()
            && self.tools.name_at(at + 1).is_none()
            && self.is_genitive_word(at + 1)
            && !title(at + 1)
    }

    fn add_word(&self, phrase: &mut RolePhrase, at: usize) {
        phrase.title.push(' ');
        phrase.title.push_str(self.page.surface(at));
        phrase.tokens.end = at + 1;
    }

    /// `постпред при ООН`, `министр по делам регионов`: where the title takes such a preposition.
    fn preposition(&self, phrase: &mut RolePhrase, role: &Role, at: usize) -> bool {
        let preposition = self.page.folded(at);
        let Some(slot) = role
            .takes
            .iter()
            .find(|slot| slot.preposition == preposition)
        else {
            return false;
        };
        let case = Case::from_ud(match slot.case {
            depesha_lexicon::Case::Nominative => "Nom",
            depesha_lexicon::Case::Genitive => "Gen",
            depesha_lexicon::Case::Dative => "Dat",
            depesha_lexicon::Case::Accusative => "Acc",
            depesha_lexicon::Case::Instrumental => "Ins",
            depesha_lexicon::Case::Locative => "Loc",
        });
        let Some((case, behind)) = case.zip((at + 1 < self.page.len()).then_some(at + 1)) else {
            return false;
        };
        if let Some(name) = self.tools.name_at(behind) {
            let found = &self.tools.names[name];
            if found.kind == EntityKind::Person || !found.forms.may_be(case) {
                return false;
            }
            // `посол России в Турции`: the country that sends stays the organisation.
            phrase.organization.get_or_insert(name);
            phrase.title.push(' ');
            phrase
                .title
                .push_str(&self.page.text()[self.page.span(at..found.tokens.end).range()]);
            phrase.tokens.end = found.tokens.end;
            return true;
        }
        let word = self.page.word(behind);
        let open = word.capitals == Capitals::Lower
            && word
                .readings()
                .iter()
                .any(|r| (r.is_nominal() || r.is_adjectival()) && r.case == Some(case));
        if open {
            self.add_word(phrase, at);
            self.add_word(phrase, behind);
            // `по внутренней политике`
            let adjective = self.page.reading(behind).is_adjectival();
            if adjective && behind + 1 < self.page.len() && self.page.word(behind + 1).may_be(case)
            {
                self.add_word(phrase, behind + 1);
            }
        }
        open
    }
}

fn mark_phase(phrase: &mut RolePhrase, part: &RolePart) {
    match part.value {
        RolePartValue::Former => phrase.phase = Phase::Former,
        RolePartValue::Acting => phrase.phase = Phase::Acting,
        RolePartValue::Future => phrase.phase = Phase::Future,
        _ => {}
    }
}
