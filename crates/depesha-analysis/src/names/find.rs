//! Which tokens are names.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::RolePartKind;
use depesha_model::EntityKind;
use depesha_morphology::{Capitals, Case, NameType, Word};

use super::parts::PartKind;
use super::{Known, Tools};
use crate::gazetteer::{Entry, Match, Naming, Pattern};
use crate::page::Page;

/// A name before its nominative is known.
pub(super) struct Found {
    pub kind: EntityKind,
    pub tokens: Range<usize>,
    pub rule: &'static str,
    pub known: Option<Known>,
    /// The nominative, where the lexicon gives it.
    pub text: Option<&'static str>,
}

/// Tokens of a quoted name at the most.
const LONGEST_QUOTED: usize = 9;

/// The names in the order of the text, outer ones before those inside them.
pub(super) fn names(page: &Page<'_>, tools: Tools<'_>, matches: &[Match]) -> Vec<Found> {
    let mut finder = Finder {
        page,
        tools,
        found: Vec::new(),
        taken: vec![false; page.len()],
    };
    finder.lexicon(matches);
    finder.persons();
    finder.quoted(matches);
    let mut found = finder.found;
    found.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    found
}

struct Finder<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    found: Vec<Found>,
    /// Tokens inside a name that was found before.
    taken: Vec<bool>,
}

impl Finder<'_> {
    fn push(&mut self, name: Found) {
        self.taken[name.tokens.clone()].fill(true);
        self.found.push(name);
    }

    /// Names of the lexicon, and organisations with their country: `МИД РФ`.
    fn lexicon(&mut self, matches: &[Match]) {
        let gazetteer = self.tools.gazetteer;
        let mut end = 0;
        for (index, found) in matches.iter().enumerate() {
            let pattern = gazetteer.pattern(found.pattern);
            let Some(kind) = kind(pattern) else { continue };
            if found.tokens.start < end || !self.believable(found, pattern) {
                continue;
            }
            let country = (kind == EntityKind::Organization)
                .then(|| self.country_behind(&found.tokens, &matches[index + 1..]))
                .flatten();
            // `правительство` with no country is a common noun.
            if kind == EntityKind::Organization
                && country.is_none()
                && pattern.text.starts_with(char::is_lowercase)
            {
                continue;
            }
            end = found.tokens.end;
            let whole = found.tokens.start..country.map_or(end, |country| country.tokens.end);
            self.push(Found {
                kind,
                tokens: whole,
                rule: "name.lexicon",
                known: Some(Known {
                    entry: pattern.entry,
                    naming: pattern.naming,
                    place: country.map(|country| gazetteer.pattern(country.pattern).entry),
                }),
                text: (country.is_none() && pattern.naming != Naming::Adjective)
                    .then_some(pattern.text),
            });
        }
    }

    /// The country or region in the genitive behind an organisation.
    fn country_behind<'m>(&self, tokens: &Range<usize>, behind: &'m [Match]) -> Option<&'m Match> {
        behind
            .iter()
            .take_while(|next| next.tokens.start <= tokens.end)
            .find(|next| next.tokens.start == tokens.end && self.is_genitive_place(next))
    }

    fn is_genitive_place(&self, found: &Match) -> bool {
        let pattern = self.tools.gazetteer.pattern(found.pattern);
        let place = matches!(
            pattern.entry,
            Entry::Country(_) | Entry::Region(_) | Entry::City(_)
        );
        place
            && pattern.naming == Naming::Noun
            && !self.page.breaks_before(found.tokens.start)
            && found
                .tokens
                .clone()
                .any(|at| self.page.word(at).may_be(Case::Genitive))
    }

    /// A doubtful name needs evidence: quotation marks around it.
    fn believable(&self, found: &Match, pattern: &Pattern) -> bool {
        let quoted = found.tokens.start > 0
            && found.tokens.end < self.page.len()
            && self.page.kind(found.tokens.start - 1) == TokenKind::Quote
            && self.page.kind(found.tokens.end) == TokenKind::Quote;
        let city = matches!(pattern.entry, Entry::City(_)) && pattern.naming == Naming::Noun;
        !pattern.doubtful
            || quoted
            || (city && self.is_behind_place_preposition(found.tokens.start))
    }

    fn is_behind_place_preposition(&self, at: usize) -> bool {
        at > 0
            && !self.page.breaks_before(at)
            && matches!(
                self.page.folded(at - 1),
                "в" | "во" | "из" | "под" | "город" | "города" | "городе"
            )
    }

    fn persons(&mut self) {
        let mut at = 0;
        while at < self.page.len() {
            match self.person(at) {
                Some((tokens, rule)) => {
                    at = tokens.end;
                    self.push(Found {
                        kind: EntityKind::Person,
                        tokens,
                        rule,
                        known: None,
                        text: None,
                    });
                }
                None => at += 1,
            }
        }
    }

    /// The person's name that starts at `start`.
    fn person(&self, start: usize) -> Option<(Range<usize>, &'static str)> {
        let mut end = start;
        let (mut names, mut initials, mut words) = (0.0_f32, 0, 0);
        let mut behind_particle = false;
        while end < self.page.len()
            && !self.taken[end]
            && (end == start || !self.page.breaks_before(end))
        {
            let word = self.page.word(end);
            if self.is_initial(end) || (initials > 0 && self.has_initials_form(end)) {
                initials += 1;
                end += 2;
            } else if self.page.kind(end) != TokenKind::Word {
                break;
            } else if words > 0
                && self.tools.parts.is_form(word, PartKind::Particle)
                && word.capitals == Capitals::Lower
                && self.is_capitalised(end + 1)
            {
                behind_particle = true;
                end += 1;
            } else if self.is_capitalised(end) && words < 4 {
                // The first word of a sentence is more often no name.
                let name = person_share(word);
                if words == 0 && initials == 0 && name < 0.3 && !self.is_family_name(end) {
                    return None;
                }
                // A second word must look like a name too, or be nothing that the dictionary knows.
                let likely = name >= 0.1 || !word.best().known;
                let expected = self.is_family_name(start) || behind_particle;
                if words > 0 && !likely && !expected {
                    break;
                }
                names += name;
                words += 1;
                end += 1;
                if initials > 0 && words > 0 && self.is_initial(end) && initials >= 2 {
                    break;
                }
            } else {
                break;
            }
        }
        let enough = (initials > 0 && words > 0)
            || (words > 1 && names >= 0.3)
            || (words == 1 && names > 0.6);
        let rule = if initials > 0 {
            "name.person.initials"
        } else {
            "name.person.words"
        };
        enough.then_some((start..end, rule))
    }

    fn is_family_name(&self, at: usize) -> bool {
        self.tools
            .parts
            .is_form(self.page.word(at), PartKind::Family)
            && self.is_capitalised(at + 1)
    }

    /// An initial beside a name or another initial.
    fn is_initial(&self, at: usize) -> bool {
        let beside = || {
            self.is_capitalised(at + 2)
                || (at > 0 && self.is_capitalised(at - 1) && !self.page.breaks_before(at))
        };
        self.has_initials_form(at) && beside()
    }

    /// One capital with a full stop at once behind it.
    fn has_initials_form(&self, at: usize) -> bool {
        at + 1 < self.page.len()
            && self.page.kind(at + 1) == TokenKind::Period
            && self.page.word(at).capitals == Capitals::Initial
            && self.page.token(at).span.end() == self.page.token(at + 1).span.start()
    }

    fn is_capitalised(&self, at: usize) -> bool {
        at < self.page.len()
            && self.page.kind(at) == TokenKind::Word
            && matches!(
                self.page.word(at).capitals,
                Capitals::Title | Capitals::Camel | Capitals::Initial
            )
    }

    /// `компания «Ромашка»`
    fn quoted(&mut self, matches: &[Match]) {
        for found in matches {
            let open = found.tokens.end;
            if !self.is_institution(found)
                || open >= self.page.len()
                || self.page.kind(open) != TokenKind::Quote
                || self.page.breaks_before(open)
                || !self.is_capitalised_or_upper(open + 1)
            {
                continue;
            }
            let limit = self.page.len().min(open + 2 + LONGEST_QUOTED);
            let close = (open + 1..limit).find(|&at| self.page.kind(at) == TokenKind::Quote);
            let Some(close) = close else { continue };
            if self.taken[open + 1..close].iter().any(|taken| *taken) {
                continue;
            }
            self.push(Found {
                kind: EntityKind::Organization,
                tokens: open + 1..close,
                rule: "name.quoted",
                known: None,
                text: None,
            });
        }
    }

    fn is_institution(&self, found: &Match) -> bool {
        match self.tools.gazetteer.pattern(found.pattern).entry {
            Entry::RolePart(at) => {
                self.tools.lexicon.role_parts()[usize::from(at)].kind == RolePartKind::Institution
            }
            _ => false,
        }
    }

    fn is_capitalised_or_upper(&self, at: usize) -> bool {
        at < self.page.len() && self.page.word(at).capitals.capitalised()
    }
}

fn kind(pattern: &Pattern) -> Option<EntityKind> {
    match (pattern.entry, pattern.naming) {
        (Entry::Role(_) | Entry::RolePart(_), _) | (_, Naming::Demonym) => None,
        (Entry::Country(_) | Entry::Region(_) | Entry::City(_), _) => Some(EntityKind::Location),
        (Entry::Organisation(_) | Entry::Outlet(_), _) => Some(EntityKind::Organization),
    }
}

/// The probability that a word is part of a person's name.
fn person_share(word: &Word) -> f32 {
    let person = |name| {
        matches!(
            name,
            Some(NameType::Given | NameType::Surname | NameType::Patronymic)
        )
    };
    let readings = word.readings().iter().filter(|r| person(r.name) && r.known);
    readings.map(|r| r.prob).sum()
}
