//! Places that stand for governments: `Москва рассчитывала`, `Кремль заявил`.

use depesha_lexicon::{CueKind, Lexicon};
use depesha_model::EntityKind;
use depesha_morphology::{LemmaKey, Pos};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Linked;
use crate::forms::Forms;
use crate::gazetteer::{Entry, Naming};
use crate::names::Name;
use crate::page::Page;

/// Small words between a subject and its verb at most: `Вашингтон пока не ответил`.
const LONGEST_GAP: usize = 2;

/// Verbs that a place can only be the subject of when it stands for people: those of speech and of political action.
#[derive(Debug)]
pub(crate) struct Deeds(FxHashSet<LemmaKey>);

impl Deeds {
    /// Those of the lexicon's cues and event frames that are one verb.
    pub fn new(lexicon: &Lexicon) -> Self {
        let cues = lexicon.cues().iter();
        let cues = cues
            .filter(|cue| cue.kind == CueKind::Verb)
            .map(|cue| cue.lemma);
        let frames = lexicon.event_frames().iter().map(|frame| frame.lemma);
        let single = cues.chain(frames).filter(|lemma| !lemma.contains(' '));
        Self(single.map(LemmaKey::of).collect())
    }
}

/// For each name the entity that it stands for: the country of a capital or seat of government that is the subject of a
/// deed. Only a country that the page names is given.
pub(super) fn find(
    page: &Page<'_>,
    lexicon: &Lexicon,
    deeds: &Deeds,
    names: &[Name],
    linked: &Linked,
) -> Vec<Option<usize>> {
    let countries: FxHashMap<&str, usize> = linked
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.attributes.subtype.as_deref() == Some("country"))
        .filter_map(|(at, entity)| Some((entity.attributes.iso_country.as_deref()?, at)))
        .collect();
    let stands_for = |name: &Name| {
        let iso = seat(name, lexicon)?;
        let country = *countries.get(iso)?;
        is_subject_of_deed(page, deeds, name).then_some(country)
    };
    names.iter().map(stands_for).collect()
}

/// The country that is governed from the place.
fn seat(name: &Name, lexicon: &Lexicon) -> Option<&'static str> {
    let known = name.known.filter(|_| name.kind != EntityKind::Person)?;
    match (known.entry, known.naming) {
        (Entry::Country(at), Naming::Metonym) => Some(lexicon.countries()[usize::from(at)].iso2),
        (Entry::City(at), Naming::Noun) => {
            let city = &lexicon.cities()[usize::from(at)];
            city.capital.then(|| city.country.iter().next()).flatten()
        }
        _ => None,
    }
}

fn is_subject_of_deed(page: &Page<'_>, deeds: &Deeds, name: &Name) -> bool {
    let Some(before) = name.tokens.start.checked_sub(1) else {
        return is_deed_behind(page, deeds, name);
    };
    // `в Москве заявили`, `под Москвой`
    let bound = page.reading(before).pos == Pos::Adp && !page.breaks_before(name.tokens.start);
    !bound && (is_deed_behind(page, deeds, name) || is_deed(page, deeds, before, name))
}

fn is_deed_behind(page: &Page<'_>, deeds: &Deeds, name: &Name) -> bool {
    let small = |at: &usize| matches!(page.reading(*at).pos, Pos::Part | Pos::Adv);
    let behind = name.tokens.end..page.len().min(name.tokens.end + LONGEST_GAP + 1);
    let verb = behind.into_iter().find(|at| !small(at));
    verb.is_some_and(|at| is_deed(page, deeds, at, name))
}

fn is_deed(page: &Page<'_>, deeds: &Deeds, at: usize, name: &Name) -> bool {
    let reading = page.reading(at);
    reading.is_finite_verb()
        && deeds.0.contains(&reading.key)
        && Forms::subject_of(reading).overlaps(name.forms)
}
