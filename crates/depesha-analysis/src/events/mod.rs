//! Who did what to whom: political events in PLOVER's terms.
//!
//! The lexicon's frames are found in each strand ([`frames`]), the words for those who take part beside them
//! ([`arguments`]), whom these mean ([`parties`]), and whether the event happened ([`status`]).

mod arguments;
mod frames;
mod parties;
mod status;
#[cfg(test)]
mod tests;

use depesha_lexicon::{FrameMark, PloverMode, PloverType};
use depesha_model::{
    Entity, EntityId, EntityKind, Event, EventId, EventStatus, EventType, Reference, Rule,
    Statement, Time,
};
use depesha_morphology::{Case, Morphology, Number, Pos};
use depesha_text::Span;
use rustc_hash::FxHashMap;

pub(crate) use frames::FrameIndex;

use crate::page::Page;
use crate::phrases::Phrases;
use crate::statements::{self, CueIndex};
use crate::strands::{Levels, Strand, strands};
use crate::who::Who;
use arguments::Scene;
use frames::{Form, Hit};
use parties::Parties;

/// What the passes before found.
pub(crate) struct Input<'a> {
    pub page: &'a Page<'a>,
    pub morphology: &'a Morphology,
    pub who: &'a Who,
    pub cues: &'a CueIndex,
    pub frames: &'a FrameIndex,
    pub statements: &'a [Statement],
    pub references: &'a [Reference],
    pub times: &'a [Time],
    /// The place that the dateline names.
    pub dateline: Option<&'a str>,
}

/// What the events of a page are read from.
struct Context<'a> {
    page: &'a Page<'a>,
    morphology: &'a Morphology,
    who: &'a Who,
    cues: &'a CueIndex,
    frames: &'a FrameIndex,
    statements: &'a [Statement],
    references: &'a [Reference],
    times: &'a [Time],
    phrases: Phrases<'a>,
    levels: Levels,
    /// The tokens that belong to expressions of time.
    timed: Vec<bool>,
    /// Where the page was written.
    dateline: Option<EntityId>,
}

/// Reads the events of a page. `described` holds the entities that the page describes without naming them; those that
/// only events tell of are added.
pub(crate) fn read(input: Input<'_>, described: &mut Vec<Entity>) -> Vec<Event> {
    let named = input.who.entities().len();
    let mut parties = Parties::new(named, std::mem::take(described));
    let context = Context::new(input);
    let mut events = Vec::new();
    for sentence in 0..context.page.tree.sentences().len() {
        if !statements::is_readable(context.page, sentence) {
            continue;
        }
        let first = events.len();
        for strand in strands(context.page, &context.levels, sentence) {
            context.strand(&strand, &mut parties, &mut events);
        }
        told_once(&mut events, first);
    }
    events.sort_by_key(|event: &Event| (event.trigger.start(), event.trigger.end()));
    for (number, event) in (0..).zip(&mut events) {
        event.id = EventId(number);
    }
    tell_again(&mut events);
    *described = parties.entities;
    events
}

impl<'a> Context<'a> {
    fn new(input: Input<'a>) -> Self {
        let page = input.page;
        let mut timed = vec![false; page.len()];
        for time in page.tree.times() {
            timed[page.tokens_of(time.span)].fill(true);
        }
        let places = input.who.entities().iter();
        let dateline = input.dateline.and_then(|place| {
            let mut places = places.filter(|e| e.kind == EntityKind::Location);
            places.find(|e| e.name == place).map(|e| e.id)
        });
        Self {
            page,
            morphology: input.morphology,
            who: input.who,
            cues: input.cues,
            frames: input.frames,
            statements: input.statements,
            references: input.references,
            times: input.times,
            phrases: Phrases::new(page, input.who.names()),
            levels: Levels::new(page),
            timed,
            dateline,
        }
    }

    fn strand(&self, strand: &Strand, parties: &mut Parties, events: &mut Vec<Event>) {
        let hits = self.frames.find(self.page, &self.levels, strand);
        if hits.is_empty() {
            return;
        }
        let phrases = strand.segments.iter().map(|segment| {
            let mut phrases = self.phrases.within(segment.tokens.clone());
            phrases.retain(|p| self.levels.level(p.head) >= strand.level);
            phrases
        });
        let scene = Scene {
            strand,
            phrases: phrases.collect(),
            hits: &hits,
        };
        for hit in &hits {
            events.extend(self.event(&scene, hit, parties));
        }
    }

    fn event(&self, scene: &Scene<'_>, hit: &Hit<'_>, parties: &mut Parties) -> Option<Event> {
        let segment = scene.strand.segment_of(hit.at)?;
        if self.is_no_predicate(scene, segment, hit) {
            return None;
        }
        let arguments = self.arguments(scene, segment, hit);
        let mut actors = self.parties(&arguments.actors, true, parties);
        let mut recipients = self.parties(&arguments.recipients, false, parties);
        recipients.retain(|party| !actors.contains(party));
        // A meeting needs two: `согласился на встречу с оппозицией` tells one event.
        let fewest = 1 + usize::from(hit.frame.marks.contains(FrameMark::Symmetric));
        if self.is_topic(scene, segment, hit, actors.len() >= fewest) {
            return None;
        }
        let weak = hit.frame.marks.contains(FrameMark::Weak);
        let public = |party: &parties::Party| party.public;
        if weak && !actors.iter().any(public) && !recipients.iter().any(public) {
            return None;
        }
        // An infinitive without an actor of its own tells no event, nor does a participle that stands for a noun.
        let lacks = match hit.form {
            Form::Infinitive | Form::Participle => actors.is_empty(),
            Form::PassiveParticiple => actors.is_empty() && recipients.is_empty(),
            _ => false,
        };
        if lacks {
            return None;
        }
        let place = self.place(scene, segment, hit);
        // `в России приговорили`, `казнён в Иране`
        if actors.is_empty() && is_done_by_authorities(hit) {
            actors.extend(place.and_then(|place| self.country_at(place)));
        }
        let status = self.status(scene, segment, hit);
        let (kind, mode, status) = typed(hit, status);
        let trigger = self.page.span(hit.tokens.clone());
        let statement = self.statement_at(trigger);
        // Who speaks of himself in the first person acts himself.
        if actors.is_empty() && is_first_person(hit) {
            let speaker = statement.and_then(|s| s.speaker);
            actors.extend(speaker.map(|entity| parties::Party {
                entity,
                public: true,
            }));
        }
        let ids = |parties: Vec<parties::Party>| parties.into_iter().map(|p| p.entity).collect();
        Some(Event {
            id: EventId(0),
            kind,
            mode: mode.map(|mode| mode.as_str().to_owned()),
            actors: ids(actors),
            recipients: ids(recipients),
            trigger,
            time: self.time(scene, hit),
            place: place.or(self.dateline),
            status,
            statement: statement.map(|s| s.id),
            rule: Rule::from(format!("event.{}.{}", hit.form.as_str(), hit.frame.lemma)),
        })
    }

    /// Whether the word names somebody (`протестующие`, `Международная амнистия`, `суд`) rather than tells an event.
    fn is_no_predicate(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> bool {
        match hit.form {
            Form::Noun => {
                let named = self.who.name_at(hit.at);
                named.is_some() || self.cues.description(self.page, hit.at).is_some()
            }
            Form::Participle | Form::PassiveParticiple => {
                let mut phrases = scene.phrases[segment].iter();
                phrases.any(|phrase| phrase.substantive && phrase.head == hit.at)
            }
            _ => false,
        }
    }

    /// The country that a place is, as a party.
    fn country_at(&self, place: EntityId) -> Option<parties::Party> {
        let subtype = &self
            .who
            .entities()
            .get(place.0 as usize)?
            .attributes
            .subtype;
        (subtype.as_deref() == Some("country")).then_some(parties::Party {
            entity: place,
            public: true,
        })
    }

    /// Whether the words only tell what a request, promise, refusal, threat or talk is about.
    fn is_topic(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>, acted: bool) -> bool {
        let start = scene.strand.segments[segment].tokens.start;
        let dependent = hit.form == Form::Infinitive || (hit.form == Form::Noun && !acted);
        if !dependent {
            return false;
        }
        let above = scene.hits.iter().rev().find(|other| {
            other.at < hit.at && other.at >= start && other.form != Form::PassiveParticiple
        });
        above.is_some_and(|above| {
            let parted = (above.at + 1..hit.at).any(|i| self.is_predicate(scene.strand, i));
            !parted
                && matches!(
                    above.frame.event,
                    PloverType::Request
                        | PloverType::Reject
                        | PloverType::Agree
                        | PloverType::Threaten
                        | PloverType::Consult
                )
        })
    }

    /// The innermost statement that holds the words.
    fn statement_at(&self, span: Span) -> Option<&'a Statement> {
        let pieces = self.statements.iter().flat_map(|statement| {
            statement
                .content
                .iter()
                .map(move |piece| (piece, statement))
        });
        pieces
            .filter(|(piece, _)| piece.start() <= span.start() && span.end() <= piece.end())
            .min_by_key(|(piece, _)| piece.len())
            .map(|(_, statement)| statement)
    }

    /// The expression of time nearest to the trigger in its sentence.
    fn time(&self, scene: &Scene<'_>, hit: &Hit<'_>) -> Option<usize> {
        let sentence = self.page.tree.sentences()[scene.strand.sentence].span;
        let at = self.page.token(hit.at).span.start();
        let first = self
            .times
            .partition_point(|t| t.span.start() < sentence.start());
        let here = self.times[first..]
            .iter()
            .take_while(|t| t.span.start() < sentence.end());
        (first..)
            .zip(here)
            .min_by_key(|(_, time)| time.span.start().abs_diff(at))
            .map(|(index, _)| index)
    }

    /// The place behind `в` or `на` in the segment.
    fn place(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> Option<EntityId> {
        let places = scene.phrases[segment].iter().filter(|phrase| {
            phrase
                .preposition
                .is_some_and(|at| matches!(self.page.folded(at), "в" | "во" | "на"))
                && phrase.forms.may_be(Case::Locative)
        });
        let located = places.filter_map(|phrase| {
            let name = self.who.name_at(phrase.head)?;
            let kind = self.who.names()[name].kind;
            (kind == EntityKind::Location).then_some((phrase.head.abs_diff(hit.at), name))
        });
        located
            .min()
            .map(|(_, name)| EntityId(self.who.entity_of(name) as u32))
    }

    fn sentence_of(&self, at: usize) -> usize {
        let sentences = self.page.tree.sentences();
        sentences.partition_point(|s| s.tokens.end <= at)
    }

    fn sentence_start(&self, at: usize) -> usize {
        let sentence = self.page.tree.sentences().get(self.sentence_of(at));
        sentence.map_or(at, |s| s.tokens.start)
    }

    fn sentence_end(&self, at: usize) -> usize {
        let sentence = self.page.tree.sentences().get(self.sentence_of(at));
        sentence.map_or(self.page.len(), |s| s.tokens.end)
    }
}

/// Takes out what one sentence, whose events start at `first`, tells twice: a noun that names nobody beside another event
/// of its type.
fn told_once(events: &mut Vec<Event>, first: usize) {
    let mut told: Vec<EventType> = Vec::new();
    let mut bare: Vec<EventType> = Vec::new();
    let is_bare = |event: &Event| {
        event.rule.as_str().starts_with("event.noun")
            && event.actors.is_empty()
            && event.recipients.is_empty()
    };
    for event in &events[first..] {
        if !is_bare(event) {
            told.push(event.kind);
        }
    }
    let mut at = 0;
    events.retain(|event| {
        at += 1;
        if at <= first || !is_bare(event) {
            return true;
        }
        let again = told.contains(&event.kind) || bare.contains(&event.kind);
        bare.push(event.kind);
        !again
    });
}

/// Actors and recipients.
type Roles = (Vec<EntityId>, Vec<EntityId>);

/// Gives an event that names nobody those of the event before of its kind: `приговор` after `суд приговорил активиста`.
fn tell_again(events: &mut [Event]) {
    let mut last: FxHashMap<(EventType, Option<String>), Roles> = FxHashMap::default();
    for event in events {
        let key = (event.kind, event.mode.clone());
        if event.actors.is_empty() && event.recipients.is_empty() {
            if let Some((actors, recipients)) = last.get(&key) {
                event.actors.clone_from(actors);
                event.recipients.clone_from(recipients);
            }
        } else {
            last.insert(key, (event.actors.clone(), event.recipients.clone()));
        }
    }
}

/// The type, mode and status of a frame in use: negation may make it another type, and what is only announced or
/// wished of talks, support, cooperation or aid is an agreement.
fn typed(hit: &Hit<'_>, status: EventStatus) -> (EventType, Option<PloverMode>, EventStatus) {
    let frame = hit.frame;
    match (status, frame.negated, frame.event) {
        (EventStatus::Negated, Some(other), _) => (event_type(other), None, EventStatus::Actual),
        (
            EventStatus::Future | EventStatus::Hypothetical,
            _,
            PloverType::Consult | PloverType::Support | PloverType::Cooperate | PloverType::Aid,
        ) => (EventType::Agree, None, status),
        _ => (event_type(frame.event), frame.mode, status),
    }
}

/// Whether nobody is named who did what only authorities do.
fn is_done_by_authorities(hit: &Hit<'_>) -> bool {
    let several = hit.form == Form::Finite && hit.tag.number == Some(Number::Plural);
    (several || hit.form == Form::Passive)
        && matches!(
            hit.frame.event,
            PloverType::Coerce | PloverType::Sanction | PloverType::Accuse
        )
}

fn is_first_person(hit: &Hit<'_>) -> bool {
    use depesha_morphology::Person;
    hit.tag.person == Some(Person::First) && hit.tag.pos == Pos::Verb
}

fn event_type(event: PloverType) -> EventType {
    match event {
        PloverType::Agree => EventType::Agree,
        PloverType::Consult => EventType::Consult,
        PloverType::Support => EventType::Support,
        PloverType::Concede => EventType::Concede,
        PloverType::Cooperate => EventType::Cooperate,
        PloverType::Aid => EventType::Aid,
        PloverType::Retreat => EventType::Retreat,
        PloverType::Request => EventType::Request,
        PloverType::Accuse => EventType::Accuse,
        PloverType::Reject => EventType::Reject,
        PloverType::Threaten => EventType::Threaten,
        PloverType::Protest => EventType::Protest,
        PloverType::Sanction => EventType::Sanction,
        PloverType::Mobilize => EventType::Mobilize,
        PloverType::Coerce => EventType::Coerce,
        PloverType::Assault => EventType::Assault,
    }
}
