//! Which tokens are names: what the tagger says, corrected and filled up by the lexicon.

use std::ops::Range;

use depesha_grammar::{Block, BlockFields, TokenKind};
use depesha_lexicon::OutletKind;
use depesha_model::EntityKind;
use depesha_morphology::{Capitals, Case, NameType, Pos, Reading};
use depesha_tagger::{Kind, Memo, Token};

use super::parts::PartKind;
use super::places::Places;
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

/// The names in the order of the text, outer ones before those inside them; and what the page tells of unknown places.
pub(super) fn names<'p>(
    page: &'p Page<'p>,
    tools: Tools<'p>,
    memo: &mut Memo,
    matches: &[Match],
) -> (Vec<Found>, Places<'p>) {
    let tagged = tag(page, tools, memo);
    let finder = Finder { page, tools };
    let mut found = Vec::with_capacity(tagged.len() + matches.len() / 2);
    let mut behind = matches;
    let mut end = 0;
    for (kind, tokens) in tagged {
        let before = behind.partition_point(|known| known.tokens.start < tokens.start);
        finder.untagged(&behind[..before], end..tokens.start, &mut found);
        let here = behind.partition_point(|known| known.tokens.start < tokens.end);
        finder.tagged(kind, tokens.clone(), &behind[before..here], &mut found);
        behind = &behind[here..];
        end = tokens.end;
    }
    finder.untagged(behind, end..page.len(), &mut found);
    datelines(page, &mut found);
    let places = Places::new(page, tools, &found);
    places.correct(&mut found);
    found.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    (found, places)
}

/// The rule of a place that stands in a dateline.
pub(super) const DATELINE: &str = "name.dateline";

/// What stands where a dateline has its places is a place, whatever the tagger makes of its capitals.
fn datelines(page: &Page<'_>, found: &mut Vec<Found>) {
    let of = |block: &Block| match &block.fields {
        BlockFields::Dateline(dateline) => dateline.places.clone(),
        _ => Vec::new(),
    };
    let places: Vec<Range<usize>> = page
        .tree
        .blocks()
        .iter()
        .flat_map(of)
        .map(|place| page.tokens_of(place))
        .filter(|tokens| !tokens.is_empty())
        .collect();
    let mut known = vec![false; places.len()];
    found.retain(|name| {
        let at = places.partition_point(|place| place.end <= name.tokens.start);
        let Some(place) = places.get(at).filter(|place| place.start < name.tokens.end) else {
            return true;
        };
        let right = name.kind == EntityKind::Location && name.tokens == *place;
        known[at] |= right;
        right
    });
    let missed = places.into_iter().zip(known).filter(|(_, known)| !known);
    found.extend(missed.map(|(tokens, _)| Found {
        kind: EntityKind::Location,
        tokens,
        rule: DATELINE,
        known: None,
        text: None,
    }));
}

/// The outermost names as the tagger sees them.
fn tag(page: &Page<'_>, tools: Tools<'_>, memo: &mut Memo) -> Vec<(EntityKind, Range<usize>)> {
    let tokens: Vec<Token> = page
        .words()
        .iter()
        .zip(page.tree.tokens())
        .map(|(word, token)| Token {
            span: token.span,
            word: word.clone(),
        })
        .collect();
    let sentences: Vec<Range<usize>> = page
        .tree
        .sentences()
        .iter()
        .map(|sentence| sentence.tokens.clone())
        .collect();
    let names = tools
        .tagger
        .tag(memo, page.text(), &tokens, &sentences, tools.scheme);
    let kind = |kind| match kind {
        Kind::Person => EntityKind::Person,
        Kind::Location => EntityKind::Location,
        Kind::Organization => EntityKind::Organization,
    };
    names
        .into_iter()
        .map(|name| (kind(name.kind), name.first..name.last + 1))
        .collect()
}

struct Finder<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
}

impl Finder<'_> {
    /// A name of the tagger's with the lexicon's names that begin in it.
    fn tagged(
        &self,
        kind: EntityKind,
        mut tokens: Range<usize>,
        known: &[Match],
        out: &mut Vec<Found>,
    ) {
        match kind {
            EntityKind::Person => tokens = self.trimmed(tokens),
            EntityKind::Organization => tokens = self.without_predicate(tokens),
            EntityKind::Location => {}
        }
        let inside = known.iter().filter(|found| found.tokens.end <= tokens.end);
        let named = inside.filter_map(|found| {
            let pattern = self.tools.gazetteer.pattern(found.pattern);
            Some((found, pattern, kind_of(pattern)?))
        });
        let mut whole = None;
        let mut head = None;
        let mut nested = Vec::new();
        let mut end = tokens.start;
        for (found, pattern, inner) in named {
            if found.tokens == tokens {
                // The lexicon knows of a name that it is one; what it names here the tagger knows better.
                let metonym = pattern.naming == Naming::Metonym;
                whole = (inner == kind || metonym && kind != EntityKind::Person).then_some(pattern);
                continue;
            }
            if found.tokens.start < end || kind == EntityKind::Person || pattern.doubtful {
                continue;
            }
            end = found.tokens.end;
            if inner == kind
                && found.tokens.start == tokens.start
                && kind == EntityKind::Organization
            {
                head = Some(pattern);
            } else if inner == EntityKind::Location {
                nested.push(self.found(found, pattern, inner));
            }
        }
        if whole.is_some() && kind == EntityKind::Location {
            // `Нижний Новгород` is no Novgorod.
            nested.clear();
        }
        let place = nested
            .first()
            .and_then(|inner| inner.known)
            .map(|known| known.entry);
        let known = whole.map(|pattern| (pattern, None)).or(head
            .zip(place)
            .filter(|_| end == tokens.end)
            .map(|(pattern, place)| (pattern, Some(place))));
        out.push(Found {
            kind,
            tokens,
            rule: if whole.is_some() {
                "name.tagger.lexicon"
            } else {
                "name.tagger"
            },
            known: known.map(|(pattern, place)| Known {
                entry: pattern.entry,
                naming: pattern.naming,
                place,
            }),
            text: whole
                .filter(|pattern| pattern.naming != Naming::Adjective)
                .map(|pattern| pattern.text),
        });
        out.extend(nested);
    }

    /// The lexicon's names where the tagger sees none.
    fn untagged(&self, known: &[Match], between: Range<usize>, out: &mut Vec<Found>) {
        let mut end = between.start;
        for found in known {
            let pattern = self.tools.gazetteer.pattern(found.pattern);
            let Some(kind) = kind_of(pattern) else {
                continue;
            };
            if found.tokens.start < end || found.tokens.end > between.end {
                continue;
            }
            if self.is_believable(found, pattern, kind) {
                end = found.tokens.end;
                out.push(self.found(found, pattern, kind));
            }
        }
    }

    fn found(&self, found: &Match, pattern: &Pattern, kind: EntityKind) -> Found {
        Found {
            kind,
            tokens: found.tokens.clone(),
            rule: "name.lexicon",
            known: Some(Known {
                entry: pattern.entry,
                naming: pattern.naming,
                place: None,
            }),
            text: (pattern.naming != Naming::Adjective).then_some(pattern.text),
        }
    }

    /// Whether the lexicon alone is reason enough to see a name: the tagger has seen none.
    fn is_believable(&self, found: &Match, pattern: &Pattern, kind: EntityKind) -> bool {
        let adjective = pattern.naming == Naming::Adjective;
        let lower = pattern.text.starts_with(char::is_lowercase);
        match kind {
            EntityKind::Location if adjective => {
                matches!(pattern.entry, Entry::Country(_)) && !pattern.doubtful
            }
            EntityKind::Location => !pattern.doubtful || self.is_in(found.tokens.start),
            _ => {
                !lower
                    && !pattern.doubtful
                    && (self.is_distinct(pattern) || self.is_quoted(&found.tokens))
            }
        }
    }

    /// Whether the letters of an organisation's name can hardly be anything else. Newspapers are often called by a
    /// common word (`Труд`, `Однако`); sites where anybody publishes are named as places, not as bodies.
    fn is_distinct(&self, pattern: &Pattern) -> bool {
        match pattern.entry {
            Entry::Outlet(at) => {
                let platform =
                    self.tools.lexicon.outlets()[usize::from(at)].kind == OutletKind::BlogPlatform;
                let words = pattern.text.contains(' ') || pattern.text.contains('-');
                !platform && (words || Capitals::of(pattern.text) == Capitals::Upper)
            }
            _ => true,
        }
    }

    fn is_quoted(&self, tokens: &Range<usize>) -> bool {
        tokens.start > 0
            && tokens.end < self.page.len()
            && self.page.kind(tokens.start - 1) == TokenKind::Quote
            && self.page.kind(tokens.end) == TokenKind::Quote
    }

    /// `в Орле`
    fn is_in(&self, at: usize) -> bool {
        let place = self.page.word(at).may_be(Case::Locative);
        at > 0
            && place
            && !self.page.breaks_before(at)
            && self.page.kind(at - 1) == TokenKind::Word
            && matches!(self.page.folded(at - 1), "в" | "во")
    }
}

impl Finder<'_> {
    /// The name of an organisation without the verb or short adjective of its sentence: `Счётная палата готова`.
    fn without_predicate(&self, mut tokens: Range<usize>) -> Range<usize> {
        let predicate = |at: usize| {
            let reading = self.page.reading(at);
            let says = reading.is_finite_verb() || reading.variant.is_some();
            says && self.page.word(at).capitals == Capitals::Lower
        };
        while tokens.len() > 1 && predicate(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }

    /// A person's name without the common noun in front that only begins the sentence (`Приезд Павла Белкина`),
    /// without small words behind, and with the full stop of its last initial.
    fn trimmed(&self, mut tokens: Range<usize>) -> Range<usize> {
        let person = |at: usize| self.page.word(at).readings().iter().any(is_person_word);
        let lower = |at: usize| self.page.word(at).capitals == Capitals::Lower;
        while tokens.len() > 1 && lower(tokens.end - 1) {
            tokens.end -= 1;
        }
        // The full stop of the last initial belongs to the name, unless the sentence ends with it: `Белкина П. А.`
        let last = tokens.end - 1;
        let initial = self.page.surface(last).chars().count() == 1 && tokens.len() > 1;
        if initial
            && last + 2 < self.page.len()
            && self.page.kind(last + 1) == TokenKind::Period
            && !self.page.breaks_before(last + 2)
        {
            tokens.end += 1;
        }
        let first = tokens.start;
        let opens = first == 0
            || self.page.breaks_before(first)
            || self.page.kind(first - 1) != TokenKind::Word;
        let common = self.page.word(first).best();
        if tokens.len() > 1
            && opens
            && common.known
            && common.pos != Pos::Propn
            && !person(first)
            && !self
                .tools
                .parts
                .is_form(self.page.word(first), PartKind::Family)
            && (person(first + 1)
                || self
                    .tools
                    .parts
                    .is_form(self.page.word(first + 1), PartKind::Family))
        {
            tokens.start += 1;
        }
        tokens
    }
}

/// Whether a reading is one of a person's names.
fn is_person_word(reading: &Reading) -> bool {
    let person = matches!(
        reading.name,
        Some(NameType::Given | NameType::Surname | NameType::Patronymic)
    );
    person && reading.known
}

fn kind_of(pattern: &Pattern) -> Option<EntityKind> {
    match (pattern.entry, pattern.naming) {
        (Entry::Role(_) | Entry::RolePart(_), _) | (_, Naming::Demonym) => None,
        (Entry::Country(_) | Entry::Region(_) | Entry::City(_), _) => Some(EntityKind::Location),
        (Entry::Organisation(_) | Entry::Outlet(_), _) => Some(EntityKind::Organization),
    }
}
