//! Who takes part in an event by what the rest of the page tells: `приговор` after `суд приговорил активиста`, the one
//! who asked when somebody refuses, the state that alone arrests and sentences.
//!
//! All of it is marked as inferred. Nothing is taken from farther away than [`WINDOW`] events.

use depesha_lexicon::{Country, PloverMode};
use depesha_model::{
    ArgumentRole, EntityId, EntityKind, Event, EventStatus, EventType, Gender as NameGender,
};
use depesha_morphology::Gender;

use super::parties::{Parties, Party};
use super::{Context, is_noun, take_part};
use crate::page::Page;

/// How many events around one are looked at on either side.
const WINDOW: usize = 30;

/// Bytes between a verb and the noun that is its object at the most.
const NEAR_OBJECT: usize = 40;

/// How many events lie between a request and its answer at the most.
const NEAR_ANSWER: usize = 3;

/// Words for those who protest: how they begin, and in the nominative.
const PROTESTERS: [(&str, &str); 3] = [
    ("протестующ", "протестующие"),
    ("демонстрант", DEMONSTRATORS),
    ("митингующ", "митингующие"),
];

/// Whom the noun `демонстрация` names by itself.
const DEMONSTRATORS: &str = "демонстранты";

impl Context<'_> {
    /// Fills in who is missing: first what other events tell, then, where none does, what the whole page does.
    pub fn complete(&self, events: &mut [Event], parties: &mut Parties) {
        self.identify(events, parties);
        let home = self.home;
        for home in [None, home] {
            for at in 0..events.len() {
                self.complete_one(events, at, home, parties);
            }
        }
    }

    /// Gives those whom a noun alone tells their name, where the events around tell it: `суд приговорил оппозиционера`
    /// above `приговор Ивану Петрову`.
    fn identify(&self, events: &mut [Event], parties: &Parties) {
        for at in 0..events.len() {
            let mut arguments = events[at].arguments.iter();
            let first = arguments.find(|argument| argument.role == ArgumentRole::Recipient);
            let told = first.and_then(|first| {
                let gender = parties.individuals.get(&first.span?)?;
                Some((first.entity, *gender))
            });
            let Some((one, gender)) = told else {
                continue;
            };
            if (one.0 as usize) < parties.named {
                continue;
            }
            let fits = |id: &EntityId| {
                let named = self.who.entities().get(id.0 as usize);
                named.is_some_and(|entity| {
                    entity.kind == EntityKind::Person
                        && !events[at].actors.contains(id)
                        && is_of_gender(entity.attributes.gender, gender)
                })
            };
            let person = around(events.len(), at)
                .filter(|other| alike(&events[at], &events[*other]))
                .filter(|other| self.sentence_at(&events[*other]) != self.sentence_at(&events[at]))
                .find_map(|other| events[other].recipients.iter().copied().find(fits));
            if let Some(person) = person {
                rename(&mut events[at], one, person);
            }
        }
    }

    fn complete_one(
        &self,
        events: &mut [Event],
        at: usize,
        home: Option<Country>,
        parties: &mut Parties,
    ) {
        let (actors, recipients) = told_elsewhere(events, at, parties.named);
        infer(&mut events[at], ArgumentRole::Actor, &actors);
        infer(&mut events[at], ArgumentRole::Recipient, &recipients);
        let event = &events[at];
        if event.actors.is_empty() {
            let actor = match event.kind {
                EventType::Protest if is_crowd(event) => {
                    vec![parties.group(self.protesters.to_owned())]
                }
                _ if is_charge(event) || is_deportation(event) => {
                    self.authority(events, at, parties).unwrap_or_default()
                }
                _ if is_state_act(event) => {
                    // `отбывает в России наказание`
                    let own = event.place.filter(|place| Some(*place) != self.dateline);
                    let own = own.and_then(|place| self.country_of_place(place));
                    let known = self.authority(events, at, parties);
                    match own {
                        Some(country) => vec![self.country(country, parties).entity],
                        None => known.unwrap_or_else(|| {
                            let country = home.map(|home| self.country(home, parties).entity);
                            country.into_iter().collect()
                        }),
                    }
                }
                _ => Vec::new(),
            };
            infer(&mut events[at], ArgumentRole::Actor, &actor);
        }
        if events[at].actors.is_empty() && is_mutual(events[at].kind) {
            let both = partners(events, at);
            infer(&mut events[at], ArgumentRole::Actor, &both);
        }
        let event = &events[at];
        if event.recipients.is_empty() && event.kind == EventType::Protest && is_crowd(event) {
            let country = home.map(|country| self.country(country, parties).entity);
            infer(&mut events[at], ArgumentRole::Recipient, country.as_slice());
        }
        let event = &events[at];
        if event.recipients.is_empty() && needs_recipient(event) {
            let other = blamed(events, at).unwrap_or_else(|| counterpart(events, at));
            infer(&mut events[at], ArgumentRole::Recipient, &other);
        }
    }

    /// Who else arrests, sentences and releases in the events around: a court or state is at work throughout a page.
    fn authority(&self, events: &[Event], at: usize, parties: &Parties) -> Option<Vec<EntityId>> {
        if !is_custody(&events[at]) && !is_charge(&events[at]) {
            return None;
        }
        let official = |id: &EntityId| match self.who.entities().get(id.0 as usize) {
            Some(entity) if entity.kind == EntityKind::Person => self.has_office(entity.id),
            Some(entity) => self.code_of_entity(entity).is_authority(),
            None => parties.codes.get(id).is_none_or(|code| code.is_official()),
        };
        let mut known = around(events.len(), at)
            .map(|other| &events[other])
            .filter(|other| {
                is_custody(other)
                    && !other.actors.is_empty()
                    && other.actors.iter().all(official)
                    && other.status == EventStatus::Actual
            });
        known.next().map(|other| other.actors.clone())
    }

    /// The country that the page names most often, by itself, its cities or its bodies.
    pub fn home_country(&self) -> Option<Country> {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for name in 0..self.who.names().len() {
            let entity = &self.who.entities()[self.who.entity_of(name)];
            let Some(iso) = entity.attributes.iso_country.as_deref() else {
                continue;
            };
            let subtype = entity.attributes.subtype.as_deref();
            let armed = subtype == Some("armed_group");
            if entity.kind == EntityKind::Person || armed {
                continue;
            }
            match counts.iter_mut().find(|(known, _)| *known == iso) {
                Some((_, count)) => *count += 1,
                None => counts.push((iso, 1)),
            }
        }
        // Of two named as often the first one.
        let (iso, _) = counts.iter().rev().max_by_key(|(_, count)| *count)?;
        self.country_by_code(iso)
    }
}

/// Whether a person may be told by a noun of that gender.
fn is_of_gender(person: Option<NameGender>, noun: Option<Gender>) -> bool {
    !matches!(
        (person, noun),
        (Some(NameGender::Masculine), Some(Gender::Feminine))
            | (Some(NameGender::Feminine), Some(Gender::Masculine))
    )
}

/// Whether the same may be done to somebody in two events: the same deed, or another link of the chain from violence and
/// accusation to release.
fn alike(one: &Event, other: &Event) -> bool {
    let suffered = |event: &Event| {
        is_custody(event) || matches!(event.kind, EventType::Accuse | EventType::Assault)
    };
    one.kind == other.kind || (suffered(one) && suffered(other))
}

/// Puts one recipient in the place of another.
fn rename(event: &mut Event, from: EntityId, to: EntityId) {
    if event.recipients.contains(&to) {
        return;
    }
    let ids = event.recipients.iter_mut().filter(|id| **id == from);
    ids.for_each(|id| *id = to);
    let arguments = event.arguments.iter_mut();
    for argument in arguments.filter(|a| a.role == ArgumentRole::Recipient && a.entity == from) {
        argument.entity = to;
        argument.inferred = true;
    }
}

/// What the page calls those who protest.
pub(super) fn protesters(page: &Page<'_>) -> &'static str {
    let called = |at: usize| {
        let mut words = PROTESTERS.iter();
        words.find(|(stem, _)| page.folded(at).starts_with(stem))
    };
    let first = (0..page.len()).find_map(called);
    first.map_or(DEMONSTRATORS, |(_, name)| name)
}

/// Adds those to an event that has none in that role and whom it does not have in the other.
fn infer(event: &mut Event, role: ArgumentRole, entities: &[EntityId]) {
    let (own, other) = match role {
        ArgumentRole::Actor => (&event.actors, &event.recipients),
        ArgumentRole::Recipient => (&event.recipients, &event.actors),
    };
    if !own.is_empty() {
        return;
    }
    let new = entities.iter().filter(|entity| !other.contains(entity));
    let parties: Vec<Party> = new.copied().map(Party::inferred).collect();
    take_part(event, role, &parties);
}

/// The events around one, the nearest first, of two as near the one before.
fn around(len: usize, at: usize) -> impl Iterator<Item = usize> {
    (1..=WINDOW).flat_map(move |far| {
        let before = at.checked_sub(far);
        let behind = Some(at + far).filter(|behind| *behind < len);
        before.into_iter().chain(behind)
    })
}

/// The actors and recipients of the same deed where it is told with them: before, or, of a headline, behind.
fn told_elsewhere(events: &[Event], at: usize, named: usize) -> (Vec<EntityId>, Vec<EntityId>) {
    let event = &events[at];
    let none = (Vec::new(), Vec::new());
    let missing = |other: &Event| {
        (event.actors.is_empty() && !other.actors.is_empty())
            || (event.recipients.is_empty() && !other.recipients.is_empty())
    };
    if !event.actors.is_empty() && !event.recipients.is_empty() {
        return none;
    }
    let same = |other: &Event| {
        let share = |own: &[EntityId], others: &[EntityId]| {
            own.is_empty() || own.iter().any(|entity| others.contains(entity))
        };
        let kind =
            other.kind == event.kind && (other.mode == event.mode || !event.recipients.is_empty());
        // A sentence to prison, the arrest before it and the release behind are of the same authority and person.
        let chain = !event.recipients.is_empty() && is_custody(event) && is_custody(other);
        (kind || chain)
            && share(&event.actors, &other.actors)
            && share(&event.recipients, &other.recipients)
    };
    let before = (at.saturating_sub(WINDOW)..at).rev();
    let behind = at + 1..events.len().min(at + 1 + WINDOW);
    let mut alike = before
        .chain(behind)
        .filter(|other| missing(&events[*other]) && same(&events[*other]));
    // `другие участники` are less likely meant by a bare noun than who has a name.
    let nearest = alike.next();
    let named = nearest.into_iter().chain(alike).find(|other| {
        events[*other]
            .recipients
            .iter()
            .all(|id| (id.0 as usize) < named)
    });
    let found = named.or(nearest);
    found.map_or(none, |other| {
        let other = &events[other];
        let recipients = if needs_recipient(event) || event.actors.is_empty() {
            other.recipients.clone()
        } else {
            Vec::new()
        };
        (other.actors.clone(), recipients)
    })
}

/// Who did what an event of blame has for its object: `осудил арест активиста`.
fn blamed(events: &[Event], at: usize) -> Option<Vec<EntityId>> {
    let event = &events[at];
    let object = events.get(at + 1).filter(|object| {
        let gap = object.trigger.start().saturating_sub(event.trigger.end());
        is_noun(object) && gap < NEAR_OBJECT
    })?;
    let blames = event.kind == EventType::Accuse && !object.actors.is_empty();
    blames.then(|| object.actors.clone())
}

/// The other side of an event with one: who has to do with its actor in the event nearest to it.
fn counterpart(events: &[Event], at: usize) -> Vec<EntityId> {
    let event = &events[at];
    let Some(actor) = event.actors.first() else {
        return Vec::new();
    };
    if let Some(other) = answered(events, at) {
        return other;
    }
    for other in around(events.len(), at).map(|other| &events[other]) {
        if other.recipients.contains(actor) && !other.actors.is_empty() {
            return other.actors.clone();
        }
        if other.actors.contains(actor) {
            if !other.recipients.is_empty() {
                return other.recipients.clone();
            }
            if other.actors.len() > 1 && is_mutual(other.kind) {
                let others = other.actors.iter().filter(|entity| *entity != actor);
                return others.copied().collect();
            }
        }
    }
    Vec::new()
}

/// Those who met or agreed in the event before: `На встрече они договорились`.
fn partners(events: &[Event], at: usize) -> Vec<EntityId> {
    let before = events[..at].iter().rev().take(NEAR_ANSWER);
    let mut mutual = before.filter(|event| is_mutual(event.kind) && event.actors.len() > 1);
    mutual
        .next()
        .map_or(Vec::new(), |event| event.actors.clone())
}

/// The other side of a request and the refusal or consent that answers it.
fn answered(events: &[Event], at: usize) -> Option<Vec<EntityId>> {
    let event = &events[at];
    let asks = |event: &Event| event.kind == EventType::Request;
    let answers = |event: &Event| {
        matches!(
            event.kind,
            EventType::Reject | EventType::Agree | EventType::Concede
        )
    };
    let other = |other: &&Event| {
        !other.actors.is_empty()
            && !other
                .actors
                .iter()
                .any(|actor| event.actors.contains(actor))
    };
    let found = if asks(event) {
        let behind = events[at + 1..].iter().take(NEAR_ANSWER);
        behind.filter(|event| answers(event)).find(other)
    } else if answers(event) {
        let before = events[..at].iter().rev().take(NEAR_ANSWER);
        before.filter(|event| asks(event)).find(other)
    } else {
        None
    };
    found.map(|event| event.actors.clone())
}

/// Whether all who take part in such an event act.
pub(super) fn is_mutual(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Consult | EventType::Cooperate | EventType::Agree
    )
}

/// Whether somebody is always acted upon in events of that type and mode.
pub(super) fn has_recipient(kind: EventType, mode: Option<PloverMode>) -> bool {
    match kind {
        EventType::Request
        | EventType::Accuse
        | EventType::Reject
        | EventType::Agree
        | EventType::Support
        | EventType::Threaten
        | EventType::Sanction
        | EventType::Aid => true,
        EventType::Retreat => mode == Some(PloverMode::Release),
        EventType::Coerce => matches!(mode, Some(PloverMode::Arrest | PloverMode::Deport)),
        _ => false,
    }
}

fn needs_recipient(event: &Event) -> bool {
    let mode = event.mode.as_deref().and_then(PloverMode::from_name);
    let mutual = is_mutual(event.kind) && event.actors.len() > 1;
    has_recipient(event.kind, mode) && !mutual
}

/// Whether an event is one of arrest, sentence, prison and release.
fn is_custody(event: &Event) -> bool {
    matches!(
        (event.kind, event.mode.as_deref()),
        (EventType::Coerce, Some("arrest" | "deport"))
            | (EventType::Sanction, Some("convict"))
            | (EventType::Retreat, Some("release"))
    )
}

/// Whether somebody is sent away: the place that is told with it is where to.
fn is_deportation(event: &Event) -> bool {
    event.kind == EventType::Coerce && event.mode.as_deref() == Some("deport")
}

/// Whether an event is a charge against somebody who is told: `обвиняется`, `подозревают`.
fn is_charge(event: &Event) -> bool {
    !is_noun(event)
        && !event.recipients.is_empty()
        && matches!(
            (event.kind, event.mode.as_deref()),
            (EventType::Accuse, Some("allege" | "investigate"))
        )
}

/// Whether only the authorities of a country do such a thing, so that whoever does it is theirs.
fn is_state_act(event: &Event) -> bool {
    let kind = matches!(
        (event.kind, event.mode.as_deref()),
        (
            EventType::Coerce,
            Some("arrest" | "deport" | "censor" | "curfew" | "martial-law") | None
        ) | (EventType::Sanction, Some("convict"))
            | (EventType::Retreat, Some("release"))
            | (EventType::Assault, Some("targeted"))
    );
    kind && event.status != EventStatus::Hypothetical
}

/// Whether many people protest in the open.
fn is_crowd(event: &Event) -> bool {
    matches!(event.mode.as_deref(), Some("demo" | "riot"))
}
