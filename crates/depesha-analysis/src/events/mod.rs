//! Who did what to whom: political events in PLOVER's terms.
//!
//! The lexicon's frames are found in each strand ([`frames`]), the words for those who take part beside them
//! ([`arguments`], [`subjects`], [`nouns`]), whom these mean ([`parties`]), and whether the event happened ([`status`]).
//! [`doubts`] keeps out what only looks like an event, [`kinds`] tells its type where the frame alone does not.
//! Who takes part but is not told in the clause may follow from the other events of the page ([`discourse`]). In the end
//! all who take part get their codes ([`codes`]), and what is told twice is joined ([`repeats`]).

mod arguments;
mod codes;
mod discourse;
mod doubts;
mod frames;
mod index;
mod kinds;
mod nouns;
mod parties;
mod repeats;
mod status;
mod subjects;

use depesha_lexicon::{
    Country, DescriptionKind, EventWordKind, FrameMark, PloverMode, PloverType, Quad,
};
use depesha_model::{
    Argument, ArgumentRole, Entity, EntityId, EntityKind, Event, EventId, EventStatus, EventType,
    QuadClass, Reference, Rule, Score, Statement, Time,
};
use depesha_morphology::{Case, LemmaKey, Morphology, Number};
use depesha_text::Span;
use rustc_hash::FxHashMap;

pub(crate) use frames::FrameIndex;

use crate::page::Page;
use crate::phrases::{Phrase, Phrases};
use crate::statements::{self, CueIndex};
use crate::strands::{Levels, Strand, strands};
use crate::who::Who;
use arguments::Scene;
use frames::{Form, Hit};
use index::Index;
use kinds::{asks, event_type, is_first_person, typed};
use parties::{Parties, Party};

/// How many clauses in front of one may tell its place.
const NEAR_PLACE: usize = 2;

/// How many events a sentence tells between the two places where it tells the same, at the most.
const NEAR_TWIN: usize = 16;

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
    times: &'a [Time],
    index: Index,
    phrases: Phrases<'a>,
    levels: Levels,
    /// The tokens that belong to expressions of time.
    timed: Vec<bool>,
    /// Where the page was written.
    dateline: Option<EntityId>,
    /// What the page calls those who protest.
    protesters: &'static str,
    /// The country that the page is most about.
    home: Option<Country>,
    /// Who holds which office of which country, where the page tells of one person only.
    offices: FxHashMap<(LemmaKey, &'static str), Option<usize>>,
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
    context.complete(&mut events, &mut parties);
    context.tell_once(&mut events);
    context.encode(&mut events, &parties);
    repeats::join(&mut events, context.times);
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
        let mut context = Self {
            page,
            morphology: input.morphology,
            who: input.who,
            cues: input.cues,
            frames: input.frames,
            statements: input.statements,
            times: input.times,
            index: Index::new(page, input.who, input.references, input.statements),
            phrases: Phrases::new(page, input.who.names()),
            levels: Levels::new(page),
            timed,
            dateline,
            protesters: discourse::protesters(page),
            home: None,
            offices: FxHashMap::default(),
        };
        context.home = context.home_country();
        context.offices = context.office_holders();
        context
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
            events.extend(self.events(&scene, hit, parties));
        }
    }

    /// Takes out what one sentence tells twice of the same parties; of a noun and another word the noun.
    fn tell_once(&self, events: &mut Vec<Event>) {
        let same = |one: &Event, other: &Event| {
            one.kind == other.kind
                && one.mode == other.mode
                && one.actors == other.actors
                && one.recipients == other.recipients
        };
        let sentences: Vec<usize> = events.iter().map(|e| self.sentence_at(e)).collect();
        let mut twice = vec![false; events.len()];
        for later in 1..events.len() {
            let earlier = (later.saturating_sub(NEAR_TWIN)..later)
                .rev()
                .take_while(|earlier| sentences[*earlier] == sentences[later])
                .find(|earlier| !twice[*earlier] && same(&events[*earlier], &events[later]));
            if let Some(earlier) = earlier {
                let replaced = is_noun(&events[earlier]) && !is_noun(&events[later]);
                twice[if replaced { earlier } else { later }] = true;
            }
        }
        let mut twice = twice.into_iter();
        events.retain(|_| !twice.next().unwrap_or_default());
        renumber(events);
    }

    /// The event that a frame tells, and the imprisonment by a verdict.
    fn events(&self, scene: &Scene<'_>, hit: &Hit<'_>, parties: &mut Parties) -> Vec<Event> {
        let segment = scene.strand.segment_of(hit.at);
        let event =
            segment.and_then(|segment| Some((segment, self.event(scene, segment, hit, parties)?)));
        let Some((segment, mut event)) = event else {
            return Vec::new();
        };
        self.classify(&mut event);
        let mut prison = self.prison(scene, segment, hit, &event);
        prison.iter_mut().for_each(|prison| self.classify(prison));
        std::iter::once(event).chain(prison).collect()
    }

    /// Quad class and score, by type.
    fn classify(&self, event: &mut Event) {
        let mut rows = self.frames.plover.iter();
        if let Some(row) = rows.find(|row| event_type(row.event) == event.kind) {
            event.quad = match row.quad {
                Quad::VerbalCooperation => QuadClass::VerbalCooperation,
                Quad::MaterialCooperation => QuadClass::MaterialCooperation,
                Quad::VerbalConflict => QuadClass::VerbalConflict,
                Quad::MaterialConflict => QuadClass::MaterialConflict,
            };
            event.score = Score::from_tenths(row.score);
        }
    }

    /// A verdict that tells where it is served, or for how long, is an arrest too: `приговорён к пяти годам колонии`.
    fn prison(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        verdict: &Event,
    ) -> Option<Event> {
        if verdict.mode.as_deref() != Some(PloverMode::Convict.as_str()) || hit.form == Form::Noun {
            return None;
        }
        let end = scene.strand.segments[segment].tokens.end;
        // `к пяти годам колонии приговорён активист`
        let mut around = hit.tokens.start.min(hit.at + 1)..end;
        let term = around.clone().any(|at| self.timed[at] && self.is_term(at));
        let place = around.find(|at| self.frames.is(self.page, *at, EventWordKind::Prison));
        let trigger = match place {
            Some(at) => self.page.token(at).span,
            None if term => verdict.trigger,
            None => return None,
        };
        Some(Event {
            kind: EventType::Coerce,
            mode: Some(PloverMode::Arrest.as_str().to_owned()),
            trigger,
            rule: Rule::from("event.prison".to_owned()),
            ..verdict.clone()
        })
    }

    /// `лет`, `месяцев`: what a sentence is counted in.
    fn is_term(&self, at: usize) -> bool {
        let reading = self.page.reading(at);
        let noun = matches!(&*reading.lemma, "год" | "месяц");
        noun && reading.case != Some(Case::Locative)
    }

    fn event(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        parties: &mut Parties,
    ) -> Option<Event> {
        if self.is_no_predicate(scene, segment, hit) {
            return None;
        }
        let arguments = self.arguments(scene, segment, hit);
        let mut actors = self.parties(&arguments.actors, ArgumentRole::Actor, parties);
        let trigger = self.page.span(hit.tokens.clone());
        let statement = self.statement_at(trigger);
        // Who speaks of himself in the first person acts himself.
        if actors.is_empty() && is_first_person(hit) {
            let many = hit.tag.number == Some(Number::Plural);
            let speaker = statement.and_then(|s| s.speaker);
            actors.extend(speaker.map(|speaker| Party {
                words: Some(self.page.token(hit.at).span),
                ..self.speaker(speaker, many, parties)
            }));
        }
        let mut recipients = self.parties(&arguments.recipients, ArgumentRole::Recipient, parties);
        recipients.retain(|party| !actors.iter().any(|actor| actor.entity == party.entity));
        if recipients.is_empty() {
            let other = |phrase| self.other_than(phrase, &actors, parties);
            recipients.extend(arguments.recipients.first().and_then(other));
        }
        // `сообщил, что на встрече с президентом`: who tells of a meeting was there.
        let symmetric = hit.frame.marks.contains(FrameMark::Symmetric);
        if symmetric && hit.form == Form::Noun && actors.is_empty() && recipients.len() == 1 {
            let speaker = statement
                .and_then(|s| s.speaker)
                .filter(|s| recipients[0].entity != *s);
            actors.extend(speaker.map(Party::inferred));
        }
        // A meeting needs two: `согласился на встречу с оппозицией` tells one event.
        let acted = match symmetric {
            true => actors.len() + recipients.len() >= 2,
            false => !actors.is_empty(),
        };
        if self.is_topic(scene, segment, hit, acted) {
            return None;
        }
        let weak = hit.frame.marks.contains(FrameMark::Weak);
        // `говорит`: a talk needs two.
        let alone = arguments.actors.len() + arguments.recipients.len() < 2;
        let singular = hit.tag.number != Some(Number::Plural);
        if symmetric && weak && alone && singular && hit.form == Form::Finite {
            return None;
        }
        // Things do not act: `городу угрожает наводнение`.
        let things = arguments.actors.iter().any(|phrase| !self.is_party(phrase));
        let thing = hit.form == Form::Finite && actors.is_empty() && things;
        let spoken = asks(hit.frame.event) || hit.frame.event == PloverType::Accuse;
        if thing && (recipients.is_empty() || spoken) && !symmetric {
            return None;
        }
        if self.is_private(hit, &actors, &arguments, parties) {
            return None;
        }
        let public = |party: &Party| party.public;
        if weak && !actors.iter().any(public) && !recipients.iter().any(public) {
            return None;
        }
        let somebody = |phrase: &Phrase| self.is_party(phrase);
        let status = self.status(scene, segment, hit);
        let threat = self.threat(scene, segment, hit, status);
        if hit.frame.marks.contains(FrameMark::Somebody)
            && !arguments.recipients.iter().any(somebody)
            && threat.is_none()
        {
            return None;
        }
        // `если закон примут`, `закон был принят`: what nobody does to nobody is no support.
        let nobody = arguments.actors.is_empty() && arguments.recipients.is_empty();
        let impersonal = hit.form.is_passive() || status != EventStatus::Actual;
        if hit.frame.event == PloverType::Support && nobody && impersonal {
            return None;
        }
        // An exchange needs two: `продаёт нефть` tells of trade only with the buyer.
        if hit.frame.event == PloverType::Cooperate && actors.len() + recipients.len() < 2 {
            return None;
        }
        let (mut kind, mut mode, status) = match threat {
            Some(mode) => (EventType::Threaten, mode, EventStatus::Actual),
            None => typed(hit, status),
        };
        // Who seizes people abducts them.
        let bare = hit.frame.needs.is_empty() && hit.words == 1;
        let people = arguments
            .recipients
            .iter()
            .any(|phrase| self.is_person(phrase));
        if mode == Some(PloverMode::Seize) && bare && people && hit.form != Form::Noun {
            (kind, mode) = (EventType::Assault, Some(PloverMode::Abduct));
        }
        // All who meet act; who only will meet somebody promises it to him.
        let promised = kind == EventType::Agree
            && hit.frame.event == PloverType::Consult
            && !actors.is_empty();
        if symmetric && !promised {
            actors.append(&mut recipients);
        }
        // An infinitive without an actor of its own tells no event, nor does a participle that stands for a noun.
        let lacks = match hit.form {
            Form::Infinitive | Form::Participle => actors.is_empty(),
            // `осуждённый блогер`, `вооружённые офицеры`: without words of its own it describes more than it tells.
            Form::PassiveParticiple => {
                actors.is_empty() && (recipients.is_empty() || self.is_epithet(scene, segment, hit))
            }
            _ => false,
        };
        if lacks {
            return None;
        }
        let place = self.place(scene, segment, hit);
        // Whoever is deported or extradited, the place behind is where to: `выслан в Россию`.
        let deported = mode == Some(PloverMode::Deport);
        // `в России приговорили`, `казнён в Иране`
        if actors.is_empty() && is_done_by_authorities(hit) && !deported {
            let place = place.or_else(|| self.place_before(scene, segment, hit));
            let country = place.and_then(|place| self.country_of_place(place));
            actors.extend(country.map(|country| self.acting_country(country, parties)));
        }
        // `суд над`, `предстал перед судом`: trials are their country's.
        let trial = hit.frame.event == PloverType::Accuse && hit.frame.actor.is_empty();
        if actors.is_empty() && trial {
            let country = place.and_then(|place| self.country_of_place(place));
            let country = country.or(self.home);
            actors.extend(country.map(|country| self.acting_country(country, parties)));
        }
        let mutual = actors.len() > 1 && discourse::is_mutual(kind);
        if recipients.is_empty()
            && hit.form != Form::Noun
            && !mutual
            && discourse::has_recipient(kind, mode)
        {
            let against = kind == EventType::Threaten;
            recipients = self.counterpart(scene, segment, hit, &actors, against, parties);
        }
        if recipients.is_empty() && kind == EventType::Request {
            let wanted = self.subject_of_wish(scene, segment);
            recipients = self.parties(wanted.as_slice(), ArgumentRole::Recipient, parties);
            recipients.retain(|party| !actors.iter().any(|actor| actor.entity == party.entity));
        }
        let mut event = Event {
            id: EventId(0),
            kind,
            mode: mode.map(|mode| mode.as_str().to_owned()),
            quad: QuadClass::VerbalCooperation,
            score: Score::from_tenths(0),
            actors: Vec::new(),
            recipients: Vec::new(),
            arguments: Vec::new(),
            trigger,
            time: self.time(scene, hit),
            place: place.or(self.dateline),
            status,
            statement: statement.map(|s| s.id),
            same_as: None,
            rule: Rule::from(format!("event.{}.{}", hit.form.as_str(), hit.frame.lemma)),
        };
        take_part(&mut event, ArgumentRole::Actor, &actors);
        take_part(&mut event, ArgumentRole::Recipient, &recipients);
        Some(event)
    }

    /// Who shall do what is wished: `потребовал, чтобы Россия ответила`.
    fn subject_of_wish(&self, scene: &Scene<'_>, segment: usize) -> Option<Phrase> {
        let next = scene.strand.segments.get(segment + 1)?;
        let mut tokens = next.tokens.clone();
        let opens = self.page.folded(tokens.start) == "чтобы";
        let verb = tokens.find(|at| opens && self.is_predicate(scene.strand, *at))?;
        self.subject(scene, segment + 1, verb, &self.page.reading(verb).tag)
    }

    /// The other side of a promise, request or reproach, where no slot holds it but its object or topic does:
    /// `настаивает на возвращении Россией островов`, `готова предоставить беженцу убежище`; of a threat also whom it is
    /// `against`: `пообещала ввести санкции против Ирана`.
    fn counterpart(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        actors: &[Party],
        against: bool,
        parties: &mut Parties,
    ) -> Vec<Party> {
        let end = scene.strand.segments[segment].tokens.end;
        let content = hit.at + 1..self.next_predicate(scene.strand, hit.at, end);
        let infinitive = self.next_infinitive(hit, content.clone());
        // A minister's country is on his side.
        let mut own_side: Vec<EntityId> = actors.iter().map(|actor| actor.entity).collect();
        for actor in actors {
            own_side.extend(self.body_of(actor.entity, parties).map(|body| body.entity));
        }
        for phrase in &scene.phrases[segment] {
            // What an infinitive is done to is no other side: `отказался отправить чиновников под стражу`.
            let object = phrase.head > infinitive
                && phrase.preposition.is_none()
                && !phrase.forms.may_be(Case::Dative);
            let opponent = phrase
                .preposition
                .is_some_and(|at| self.page.folded(at) == "против")
                && !against;
            let event = hit.tokens.contains(&phrase.head) || scene.hit_at(phrase.head).is_some();
            let place = phrase
                .preposition
                .is_some_and(|at| matches!(self.page.folded(at), "в" | "во" | "на" | "из" | "по"))
                && (phrase.name.is_some_and(|name| self.is_place(name)) || self.is_body(phrase));
            let agent = actors.iter().any(|actor| {
                let words = self.page.span(phrase.tokens.clone());
                actor
                    .words
                    .is_some_and(|own| own.start() < words.end() && words.start() < own.end())
            });
            let member = phrase.tokens.start > content.start
                && phrase.preposition.is_none()
                && matches!(self.page.folded(phrase.tokens.start - 1), "и" | "или");
            if !content.contains(&phrase.head)
                || member
                || self.is_timed(phrase)
                || place
                || agent
                || object
                || opponent
                || event && phrase.tokens.len() == 1
            {
                continue;
            }
            let own = |party: &Party| own_side.contains(&party.entity);
            let mut others =
                self.parties(&self.list(phrase.clone()), ArgumentRole::Recipient, parties);
            others.retain(|party| party.public && !own(party));
            if !others.is_empty() {
                return others;
            }
        }
        Vec::new()
    }

    /// `суд`, `парламент`: without a name.
    fn is_body(&self, phrase: &Phrase) -> bool {
        let kind = self
            .cues
            .description(self.page, phrase.head)
            .map(|d| d.kind);
        phrase.name.is_none() && kind == Some(DescriptionKind::Organization)
    }

    fn is_place(&self, name: usize) -> bool {
        self.who.names()[name].kind == EntityKind::Location
    }

    /// The country that a place is or lies in.
    fn country_of_place(&self, place: EntityId) -> Option<Country> {
        let place = self.who.entities().get(place.0 as usize)?;
        self.country_by_code(place.attributes.iso_country.as_deref()?)
    }

    /// The innermost statement that holds the words.
    fn statement_at(&self, span: Span) -> Option<&'a Statement> {
        let token = self.page.tokens_of(span).start;
        self.statements.get(self.index.statement(token)?)
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

    /// The place that the clauses in front tell: `в Судане, где он остановился, его арестовали`.
    fn place_before(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> Option<EntityId> {
        let mut before = (segment.saturating_sub(NEAR_PLACE)..segment).rev();
        before.find_map(|segment| self.place(scene, segment, hit))
    }

    /// A country as one who acts, though no words say so.
    fn acting_country(&self, country: Country, parties: &mut Parties) -> Party {
        Party {
            inferred: true,
            ..self.country(country, parties)
        }
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

    /// The sentence that tells an event.
    fn sentence_at(&self, event: &Event) -> usize {
        self.page
            .sentence_of(self.page.tokens_of(event.trigger).start)
    }
}

/// Whether a noun tells the event.
fn is_noun(event: &Event) -> bool {
    event.rule.as_str().starts_with("event.noun")
}

/// Gives the events the numbers of their order.
fn renumber(events: &mut [Event]) {
    for (number, event) in (0..).zip(events) {
        event.id = EventId(number);
    }
}

/// Takes out what one sentence, whose events start at `first`, tells twice: a noun that names nobody beside another event
/// of its type.
fn told_once(events: &mut Vec<Event>, first: usize) {
    let mut told: Vec<(EventType, Option<String>)> = Vec::new();
    let mut bare: Vec<(EventType, Option<String>)> = Vec::new();
    let is_bare =
        |event: &Event| is_noun(event) && event.actors.is_empty() && event.recipients.is_empty();
    for event in &events[first..] {
        if !is_bare(event) {
            told.push((event.kind, event.mode.clone()));
        }
    }
    let mut at = 0;
    events.retain(|event| {
        at += 1;
        if at <= first || !is_bare(event) {
            return true;
        }
        let deed = (event.kind, event.mode.clone());
        let again = told.contains(&deed) || bare.contains(&deed);
        bare.push(deed);
        !again
    });
}

/// Writes who takes part into an event.
fn take_part(event: &mut Event, role: ArgumentRole, parties: &[Party]) {
    let ids = match role {
        ArgumentRole::Actor => &mut event.actors,
        ArgumentRole::Recipient => &mut event.recipients,
    };
    ids.extend(parties.iter().map(|party| party.entity));
    let arguments = parties.iter().map(|party| Argument {
        role,
        entity: party.entity,
        span: party.words,
        inferred: party.inferred,
        country: None,
        sector: None,
    });
    // Actors stand before recipients, whichever are found first.
    let at = match role {
        ArgumentRole::Actor => 0,
        ArgumentRole::Recipient => event.arguments.len(),
    };
    event.arguments.splice(at..at, arguments);
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
