//! Predicates that report political events: `data/frames.tsv`.

use crate::entry::{keywords, list};
use crate::{Aspect, Entry, LexiconError, List, Row, Set, Slots, StatusHint};

keywords! {
    /// What kind of word a predicate is.
    PredicateKind {
        /// A verb.
        Verb = "verb",
        /// An event noun, alone or with words that belong to it: `прекращение огня`.
        Noun = "noun",
        /// A verb and words that belong to it: `взять под стражу`.
        Phrase = "phrase",
        /// An adjective as predicate: `готов`.
        Adjective = "adj",
    }
}

keywords! {
    /// PLOVER's event types.
    PloverType {
        /// Agrees, promises or offers.
        Agree = "AGREE",
        /// Meets, talks, visits.
        Consult = "CONSULT",
        /// Praises, recognises, approves, signs.
        Support = "SUPPORT",
        /// Gives in by words.
        Concede = "CONCEDE",
        /// Exchanges with another.
        Cooperate = "COOPERATE",
        /// Helps with money, goods, arms, shelter.
        Aid = "AID",
        /// Gives in by deeds.
        Retreat = "RETREAT",
        /// Asks, demands, orders.
        Request = "REQUEST",
        /// Criticises, blames, investigates.
        Accuse = "ACCUSE",
        /// Refuses.
        Reject = "REJECT",
        /// Threatens or warns.
        Threaten = "THREATEN",
        /// Dissents in public.
        Protest = "PROTEST",
        /// Punishes or reduces relations.
        Sanction = "SANCTION",
        /// Shows force.
        Mobilize = "MOBILIZE",
        /// Represses without violence.
        Coerce = "COERCE",
        /// Does violence.
        Assault = "ASSAULT",
    }
}

impl PloverType {
    /// The modes that an event of this type may have.
    pub const fn modes(self) -> &'static [PloverMode] {
        use PloverMode::*;
        match self {
            Self::Agree | Self::Support | Self::Concede | Self::Cooperate | Self::Aid => &[],
            Self::Consult => &[Visit, ThirdParty, Multilateral, Phone],
            Self::Retreat => &[Withdraw, Release, Disarm, Ceasefire, Access, Resign],
            Self::Request | Self::Reject => &[Assist, Change, Yield, Meet],
            Self::Accuse => &[Disapprove, Investigate, Allege],
            Self::Threaten => &[Restrict, Arrest, Relations, Expel, Violence, Territory],
            Self::Protest => &[Demo, Riot, Strike, Hunger, Boycott, Obstruct, Vandalize],
            Self::Sanction => &[Convict, Withdraw, Discontinue, Expel],
            Self::Mobilize => &[Troops, Weapons, Police, Militia],
            Self::Coerce => &[
                Seize,
                Restrict,
                Arrest,
                Deport,
                Withhold,
                Cyber,
                Censor,
                Curfew,
                Misinformation,
                MartialLaw,
            ],
            Self::Assault => &[
                Abduct,
                Torture,
                Sexual,
                Destroy,
                Beat,
                CrowdControl,
                Primitive,
                Firearms,
                Explosives,
                Targeted,
                SuicideAttack,
                Aerial,
                Drone,
                HeavyWeapons,
                Unconventional,
            ],
        }
    }
}

keywords! {
    /// How an event is done, in PLOVER's terms; [`PloverType::modes`] tells which type has which.
    PloverMode {
        /// Kidnapping and hostage-taking.
        Abduct = "abduct",
        /// Access is given.
        Access = "access",
        /// Attack from the air.
        Aerial = "aerial",
        /// An accusation of wrongdoing.
        Allege = "allege",
        /// Arrest and custody.
        Arrest = "arrest",
        /// Help is the matter.
        Assist = "assist",
        /// Beating.
        Beat = "beat",
        /// Boycott.
        Boycott = "boycott",
        /// A ceasefire.
        Ceasefire = "ceasefire",
        /// Censorship.
        Censor = "censor",
        /// Political change is the matter.
        Change = "change",
        /// A verdict.
        Convict = "convict",
        /// Force against a crowd.
        CrowdControl = "crowd-control",
        /// A curfew.
        Curfew = "curfew",
        /// Attack on computers.
        Cyber = "cyber",
        /// A demonstration.
        Demo = "demo",
        /// Deportation.
        Deport = "deport",
        /// Destruction.
        Destroy = "destroy",
        /// Disapproval.
        Disapprove = "disapprove",
        /// Disarming.
        Disarm = "disarm",
        /// Relations are broken off.
        Discontinue = "discontinue",
        /// Attack by a drone.
        Drone = "drone",
        /// Expulsion, mostly of diplomats.
        Expel = "expel",
        /// Explosives.
        Explosives = "explosives",
        /// Small arms.
        Firearms = "firearms",
        /// Artillery and rockets.
        HeavyWeapons = "heavy-weapons",
        /// A hunger strike.
        Hunger = "hunger",
        /// An investigation.
        Investigate = "investigate",
        /// Martial law, a state of emergency, a coup.
        MartialLaw = "martial-law",
        /// A meeting is the matter.
        Meet = "meet",
        /// Irregular forces.
        Militia = "militia",
        /// False information.
        Misinformation = "misinformation",
        /// Among more than two parties.
        Multilateral = "multilateral",
        /// A way is blocked.
        Obstruct = "obstruct",
        /// By telephone.
        Phone = "phone",
        /// The police.
        Police = "police",
        /// Weapons without powder.
        Primitive = "primitive",
        /// Diplomatic relations.
        Relations = "relations",
        /// Somebody is let go.
        Release = "release",
        /// Somebody leaves office.
        Resign = "resign",
        /// A ban or restriction.
        Restrict = "restrict",
        /// A riot.
        Riot = "riot",
        /// Property or territory is taken.
        Seize = "seize",
        /// Sexual violence.
        Sexual = "sexual",
        /// A strike.
        Strike = "strike",
        /// A suicide attack.
        SuicideAttack = "suicide-attack",
        /// A chosen person is killed.
        Targeted = "targeted",
        /// Territory.
        Territory = "territory",
        /// A third party mediates.
        ThirdParty = "third-party",
        /// Torture.
        Torture = "torture",
        /// Troops.
        Troops = "troops",
        /// Chemical, biological or nuclear weapons.
        Unconventional = "unconventional",
        /// Property is damaged.
        Vandalize = "vandalize",
        /// Violence.
        Violence = "violence",
        /// One side is the other's guest.
        Visit = "visit",
        /// Weapons.
        Weapons = "weapons",
        /// Somebody or something is taken back.
        Withdraw = "withdraw",
        /// Something needed is kept back.
        Withhold = "withhold",
        /// Giving in is the matter.
        Yield = "yield",
    }
}

keywords! {
    /// What else is to be known of a frame.
    FrameMark {
        /// All parties are actors: `встретиться`.
        Symmetric = "symmetric",
        /// A noun that tells an event in the plural only: `учения`.
        Plural = "plural",
        /// Has no passive in `-ся`: `пытаться` is another verb.
        Active = "active",
        /// Counts only under negation, with the infinitive behind it: `не собирается`, `не ответил`.
        Negated = "negated",
        /// In the passive only: `осуждён за`.
        Passive = "passive",
        /// Counts only where it is done to somebody, not to a thing: `ликвидировать боевика`.
        Somebody = "somebody",
        /// Counts only beside an actor or recipient that is a state, an organisation, an office or a group.
        Weak = "weak",
    }
}

/// A predicate, the event that it reports, and where those stand who take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventFrame {
    /// The citation form. Several words are compared lemma by lemma; other words may stand between them.
    pub lemma: &'static str,
    /// What kind of word it is.
    pub kind: PredicateKind,
    /// The aspect of the verb; nothing for nouns and adjectives.
    pub aspect: Option<Aspect>,
    /// The partner of the other aspect; empty where there is none.
    pub pair: &'static str,
    /// The type of event.
    pub event: PloverType,
    /// The mode; always one of the type's.
    pub mode: Option<PloverMode>,
    /// Where the actor stands in the active voice; no slot means that none is told.
    pub actor: Slots,
    /// Where the recipient stands in the active voice.
    pub recipient: Slots,
    /// The type under negation where it is another one: `не согласился` is a refusal.
    pub negated: Option<PloverType>,
    /// The status that the predicate gives to its event; nothing where tense and mood tell.
    pub status: Option<StatusHint>,
    /// Words one of which must be the object, or the subject in the passive; empty: any will do.
    pub needs: List,
    /// Words one of which must stand in the same clause; empty: none must.
    pub near: List,
    /// What else is to be known.
    pub marks: Set<FrameMark>,
}

impl Entry for EventFrame {
    const FILE: &'static str = "frames.tsv";
    const TEXT: &'static str = include_str!("../data/frames.tsv");
    const COLUMNS: &'static [&'static str] = &[
        "lemma",
        "pos",
        "aspect",
        "pair",
        "type",
        "mode",
        "actor",
        "recipient",
        "neg",
        "status",
        "needs",
        "near",
        "marks",
    ];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let kind = PredicateKind::read(row, "pos")?;
        let event = PloverType::read(row, "type")?;
        let mode = if row.get("mode").is_empty() {
            None
        } else {
            Some(PloverMode::read(row, "mode")?)
        };
        if let Some(stranger) = mode.filter(|mode| !event.modes().contains(mode)) {
            let known: Vec<&str> = event.modes().iter().map(|mode| mode.as_str()).collect();
            let (event, stranger) = (event.as_str(), stranger.as_str());
            return Err(row.error(format!(
                "`{stranger}` is no mode of {event}; it has {}",
                known.join(", ")
            )));
        }
        let aspect = match kind {
            PredicateKind::Verb | PredicateKind::Phrase => Some(Aspect::read(row, "aspect")?),
            PredicateKind::Noun | PredicateKind::Adjective => None,
        };
        Ok(Self {
            lemma: row.need("lemma")?,
            kind,
            aspect,
            pair: row.get("pair"),
            event,
            mode,
            actor: Slots::read(row, "actor")?,
            recipient: Slots::read(row, "recipient")?,
            negated: if row.get("neg").is_empty() {
                None
            } else {
                Some(PloverType::read(row, "neg")?)
            },
            status: if row.get("status").is_empty() {
                None
            } else {
                Some(StatusHint::read(row, "status")?)
            },
            needs: list(row, "needs")?,
            near: list(row, "near")?,
            marks: Set::read(row, "marks")?,
        })
    }

    /// One predicate has several frames when it needs different objects.
    fn key(&self) -> [&'static str; 3] {
        [
            self.lemma,
            self.kind.as_str(),
            if self.needs.is_empty() {
                self.near.cell()
            } else {
                self.needs.cell()
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use crate::{
        Entry, EventFrame, FrameMark, Lexicon, PloverMode, PloverType, PredicateKind, Table,
    };

    fn frame(lemma: &str) -> EventFrame {
        *Lexicon::builtin()
            .event_frames()
            .iter()
            .find(|frame| frame.lemma == lemma)
            .unwrap()
    }

    #[test]
    fn every_type_and_mode_has_frames() {
        let lexicon = Lexicon::builtin();
        for event in PloverType::ALL {
            let of_type: Vec<_> = lexicon
                .event_frames()
                .iter()
                .filter(|frame| frame.event == *event)
                .collect();
            assert!(
                of_type.len() >= 50,
                "{} has {} frames",
                event.as_str(),
                of_type.len()
            );
            for mode in event.modes() {
                assert!(
                    of_type.iter().any(|frame| frame.mode == Some(*mode)),
                    "{event:?} {mode:?}"
                );
            }
        }
        for kind in [
            PredicateKind::Verb,
            PredicateKind::Noun,
            PredicateKind::Phrase,
        ] {
            assert!(
                lexicon
                    .event_frames()
                    .iter()
                    .filter(|frame| frame.kind == kind)
                    .count()
                    >= 600
            );
        }
    }

    #[test]
    fn aspect_partners_know_each_other_and_mean_the_same() {
        let lexicon = Lexicon::builtin();
        let frames: HashMap<_, _> = lexicon
            .event_frames()
            .iter()
            .map(|frame| (frame.key(), frame))
            .collect();
        for frame in lexicon
            .event_frames()
            .iter()
            .filter(|frame| !frame.pair.is_empty())
        {
            let [_, kind, words] = frame.key();
            let partner = frames
                .get(&[frame.pair, kind, words])
                .unwrap_or_else(|| panic!("{} lacks its row", frame.pair));
            assert_eq!(partner.pair, frame.lemma);
            assert_eq!(
                (partner.event, partner.mode, partner.recipient),
                (frame.event, frame.mode, frame.recipient)
            );
            assert_ne!(partner.aspect, frame.aspect, "{}", frame.lemma);
        }
    }

    #[test]
    fn a_frame_tells_type_slots_and_sign() {
        let arrest = frame("арестовать");
        assert_eq!(
            (arrest.event, arrest.mode),
            (PloverType::Coerce, Some(PloverMode::Arrest))
        );
        assert_eq!(frame("согласиться").negated, Some(PloverType::Reject));
        assert!(frame("переговоры").marks.contains(FrameMark::Symmetric));
        assert!(frame("учение").marks.contains(FrameMark::Plural));
    }

    #[test]
    fn one_verb_means_different_events_by_its_object() {
        let lexicon = Lexicon::builtin();
        let of = |object: &str| {
            let fits = |frame: &&EventFrame| {
                frame.lemma == "ввести" && frame.needs.iter().any(|word| word == object)
            };
            let frame = lexicon.event_frames().iter().find(fits).unwrap();
            (frame.event, frame.mode)
        };
        assert_eq!(of("санкция"), (PloverType::Sanction, None));
        assert_eq!(
            of("комендантский час"),
            (PloverType::Coerce, Some(PloverMode::Curfew))
        );
    }

    #[test]
    fn a_mode_of_another_type_is_a_mistake() {
        let text = format!(
            "{}\nпозвонить\tverb\tperf\t\tACCUSE\tphone\n",
            EventFrame::COLUMNS.join("\t")
        )
        .leak();
        let table = Table::parse("frames.tsv", text, EventFrame::COLUMNS).unwrap();
        let error = EventFrame::read(&table.rows().next().unwrap())
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "frames.tsv:2: `phone` is no mode of ACCUSE; it has disapprove, investigate, allege"
        );
    }
}
