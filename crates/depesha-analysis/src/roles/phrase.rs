//! How far a role phrase reaches, and what its title is.

use std::ops::Range;

use depesha_lexicon::{Role, RoleLevel, RolePart, RolePartKind, RolePartValue};
use depesha_model::{EntityKind, Phase};
use depesha_morphology::{Case, LemmaKey, Number, Pos, Reading, Word};

use depesha_text::fold;

use super::{RolePhrase, Tools, complement, is_office};
use crate::forms::Forms;
use crate::gazetteer::{Entry, Match};
use crate::page::Page;

/// Words in front of the title at most: `бывший первый заместитель …`.
const LONGEST_FRONT: usize = 5;

/// The phrases without their holders.
pub(super) fn find(page: &Page<'_>, tools: Tools<'_>, matches: &[Match]) -> Vec<RolePhrase> {
    let mut finder = Finder {
        page,
        tools,
        parts: vec![None; page.len() + 1],
        begins: vec![false; page.len()],
        phrases: Vec::new(),
    };
    for found in matches {
        if let Entry::RolePart(at) = tools.gazetteer.pattern(found.pattern).entry {
            let part = &tools.lexicon.role_parts()[usize::from(at)];
            if !matches!(part.kind, RolePartKind::Institution | RolePartKind::Office) {
                finder.parts[found.tokens.end] = Some((found.tokens.start, part));
            }
        }
    }
    let mut titles = Vec::new();
    for found in matches {
        let pattern = tools.gazetteer.pattern(found.pattern);
        if let Entry::Role(row) = pattern.entry {
            let head = pattern.head();
            titles.push(Title {
                row,
                head,
                forms: forms(page.word(found.tokens.start + head), pattern.head_key()),
                tokens: found.tokens.clone(),
            });
        }
    }
    titles.extend(finder.compounds());
    for title in &titles {
        let part = finder.parts[title.tokens.start].map(|(from, _)| from);
        finder.begins[title.tokens.start] = true;
        finder.begins[part.unwrap_or(title.tokens.start)] = true;
    }
    titles.sort_by_key(|title| (title.tokens.start, std::cmp::Reverse(title.tokens.end)));
    for title in titles {
        finder.phrase(title);
    }
    finder.phrases
}

/// A title of the lexicon in the text.
struct Title {
    row: u16,
    tokens: Range<usize>,
    /// The place of the noun that bears the case among the tokens.
    head: usize,
    forms: Forms,
}

/// The forms of a word as one of a title: `премьера` is no first night there.
fn forms(word: &Word, key: Option<LemmaKey>) -> Forms {
    let title = |r: &Reading| r.is_nominal() || r.is_adjectival();
    let own = Forms::of_word(word, |r| title(r) && key.is_none_or(|key| r.key == key));
    if own.is_empty() {
        Forms::of_word(word, title)
    } else {
        own
    }
}

struct Finder<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    /// For each token the word of phase or rank that ends in front of it, and where that begins.
    parts: Vec<Option<(usize, &'p RolePart)>>,
    /// Whether a title, or the word of phase in front of one, begins at a token.
    begins: Vec<bool>,
    phrases: Vec<RolePhrase>,
}

impl<'p> Finder<'p> {
    fn phrase(&mut self, found: Title) {
        let covered = self.phrases.last().map_or(0, |phrase| phrase.tokens.end);
        let tokens = &found.tokens;
        if tokens.start < covered || self.is_inside_name(tokens) || !self.is_title(tokens) {
            return;
        }
        let role = &self.tools.lexicon.roles()[usize::from(found.row)];
        let head = tokens.start + found.head;
        let (title, tokens) = self.without_name(role, found.tokens, head);
        let mut phrase = RolePhrase {
            tokens,
            head,
            title,
            role: found.row,
            organization: None,
            country: None,
            inferred: false,
            phase: Phase::Current,
            another: false,
            forms: found.forms,
            name: None,
            person: None,
            rule: "role.alone",
            occupation: !role.deed
                && !matches!(
                    role.level,
                    RoleLevel::Family | RoleLevel::Citizen | RoleLevel::Criminal
                ),
        };
        if let Some((part, _)) = self.prefix(head) {
            mark_phase(&mut phrase, part);
        }
        self.front(&mut phrase, covered);
        complement::grow(self.page, self.tools, &self.begins, &mut phrase);
        self.nationality(&mut phrase, role);
        self.phrases.push(phrase);
    }

    /// `французский писатель`: the adjective beside a trade tells where somebody comes from, beside an office where it is
    /// held.
    fn nationality(&self, phrase: &mut RolePhrase, role: &Role) {
        let adjective = |&name: &usize| self.tools.names[name].is_adjective();
        if !is_office(role.level) && phrase.organization.as_ref().is_some_and(adjective) {
            phrase.country = phrase.organization.take();
        }
    }

    /// `директор Института физики`, where the lexicon has `директор института`: the title ends where the name begins,
    /// unless it says more than its words do (`глава МИД`).
    fn without_name(
        &self,
        role: &Role,
        tokens: Range<usize>,
        head: usize,
    ) -> (String, Range<usize>) {
        let whole = (role.expanded.to_owned(), tokens.clone());
        let in_name = head + 1 < tokens.end && self.tools.name_at(tokens.end - 1).is_some();
        if !in_name || role.title != role.expanded {
            return whole;
        }
        let words = role.title.split(' ').take(head + 1 - tokens.start);
        let shorter: Vec<&str> = words.collect();
        (shorter.join(" "), tokens.start..head + 1)
    }

    /// Titles of a word with a hyphen: `экс-премьера`, `врача-реаниматолога`.
    fn compounds(&self) -> Vec<Title> {
        let hyphened = (0..self.page.len()).filter(|&at| self.page.folded(at).contains('-'));
        let half = |text: &str| {
            let word = self.tools.morphology.analyze(text);
            let row = self.tools.gazetteer.title(&word)?;
            let role = &self.tools.lexicon.roles()[usize::from(row)];
            let keys = [role.title, role.feminine].map(LemmaKey::of);
            let key = keys.into_iter().find(|&key| word.has_lemma(key));
            Some((row, forms(&word, key)))
        };
        hyphened
            .filter_map(|at| {
                let (row, forms) = match self.prefix(at) {
                    Some((_, title)) => half(title)?,
                    None => half(self.page.surface(at).split('-').next()?)?,
                };
                Some(Title {
                    row,
                    tokens: at..at + 1,
                    head: 0,
                    forms,
                })
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

    /// Neither a word that only looks like a title (`после`) nor one that tells a wish (`кандидат в президенты`).
    fn is_title(&self, title: &Range<usize>) -> bool {
        let reading = self.page.reading(title.start);
        let wish = title.start > 0
            && self.page.folded(title.start - 1) == "в"
            && reading.number == Some(Number::Plural)
            && matches!(reading.case, Some(Case::Nominative | Case::Accusative));
        let other = matches!(reading.pos, Pos::Adp | Pos::Adv | Pos::Sconj);
        !wish && !other && !reading.is_finite_verb()
    }

    /// Whether the title is part of a name (`Администрация президента`, a surname `Судья`).
    fn is_inside_name(&self, title: &Range<usize>) -> bool {
        let Some(name) = self.tools.name_at(title.start) else {
            return false;
        };
        // `администрация президента Иванова`: somebody's title all the same.
        let held = self.tools.name_at(title.end).is_some_and(|person| {
            let person = &self.tools.names[person];
            person.kind == EntityKind::Person && person.tokens.start == title.end
        });
        !held || self.tools.names[name].tokens.start == title.start
    }

    /// The country's adjective and words of phase and rank in front of the title.
    fn front(&self, phrase: &mut RolePhrase, covered: usize) {
        for _ in 0..LONGEST_FRONT {
            let start = phrase.tokens.start;
            if start == covered || self.page.breaks_before(start) {
                return;
            }
            // `избранный президент` tells a phase, `избран президентом` an office.
            let part = self.parts[start].filter(|&(from, _)| {
                let verbal = self.page.reading(from).verb_form.is_some();
                let own = Forms::of_word(self.page.word(from), |r| r.is_adjectival());
                from >= covered && (!verbal || own.overlaps(phrase.forms))
            });
            if let Some((from, part)) = part {
                if part.kind == RolePartKind::Another {
                    phrase.another = true;
                    return;
                }
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
}

fn mark_phase(phrase: &mut RolePhrase, part: &RolePart) {
    match part.value {
        RolePartValue::Former => phrase.phase = Phase::Former,
        RolePartValue::Acting => phrase.phase = Phase::Acting,
        RolePartValue::Future => phrase.phase = Phase::Future,
        _ => {}
    }
}
