//! What actors and recipients are: their country and their sector in PLOVER's codes.

use depesha_lexicon::{Country, Sector};
use depesha_model::{Entity, EntityKind, Event, Phase};

use super::Context;
use super::parties::Parties;
use crate::gazetteer::Entry;
use crate::phrases::Phrase;

/// The country and the sector of somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    /// ISO 3166-1 alpha-3, or the code of organisations across countries.
    pub country: Option<&'static str>,
    pub sector: Option<Sector>,
}

impl Code {
    /// Whether it may be that of a body that arrests and sentences: no company, outlet or band.
    pub fn is_authority(self) -> bool {
        !matches!(
            self.sector,
            Some(
                Sector::Business
                    | Sector::Civil
                    | Sector::Journalist
                    | Sector::Ngo
                    | Sector::UnidentifiedArmed
            )
        )
    }

    /// Whether it is that of a state, a party or an army, or of somebody who acts for one.
    pub fn is_official(self) -> bool {
        self.country.is_some()
            || matches!(
                self.sector,
                Some(
                    Sector::Government
                        | Sector::Igo
                        | Sector::Judiciary
                        | Sector::Legislature
                        | Sector::Military
                        | Sector::Opposition
                        | Sector::Party
                        | Sector::Police
                        | Sector::Rebel
                        | Sector::Spy
                )
            )
    }
}

impl Context<'_> {
    /// Writes the codes of all who take part.
    pub fn encode(&self, events: &mut [Event], parties: &Parties) {
        let codes: Vec<Code> = self.codes();
        for argument in events.iter_mut().flat_map(|event| &mut event.arguments) {
            let described = || parties.codes.get(&argument.entity).copied();
            let code = codes
                .get(argument.entity.0 as usize)
                .copied()
                .or_else(described);
            let code = code.or_else(|| {
                let index = (argument.entity.0 as usize).checked_sub(parties.named)?;
                Some(self.code_of_entity(parties.entities.get(index)?))
            });
            let code = code.unwrap_or_default();
            argument.country = code.country.map(str::to_owned);
            argument.sector = code.sector.map(|sector| sector.as_str().to_owned());
        }
    }

    /// The codes of the entities that the page names.
    fn codes(&self) -> Vec<Code> {
        let entities = self.who.entities().iter();
        let mut codes: Vec<Code> = entities.map(|entity| self.code_of_entity(entity)).collect();
        for (name, of) in self.who.names().iter().enumerate() {
            let code = &mut codes[self.who.entity_of(name)];
            if let Some(Entry::Organisation(row)) = of.known.map(|known| known.entry) {
                code.sector = Some(self.frames.organisations[usize::from(row)]);
            }
            if of.kind == EntityKind::Organization && code.country.is_none() {
                let within = self.country_within(of.tokens.clone());
                code.country = within.and_then(iso3);
            }
        }
        // The first role that tells something counts; what somebody was does not.
        for role in self.who.roles() {
            let (Some(person), true) = (role.person, role.phase != Phase::Former) else {
                continue;
            };
            let body = role
                .organization
                .map(|name| codes[self.who.entity_of(name)]);
            let country = self.country_within(role.tokens.clone()).and_then(iso3);
            let sector = self.cues.role(role.role).sector;
            let code = &mut codes[person];
            code.country = code
                .country
                .or(country)
                .or(body.and_then(|body| body.country));
            code.sector = code.sector.or(sector).or(body.and_then(|body| body.sector));
        }
        codes
    }

    /// What the attributes of an entity tell. A country acts through its government.
    pub fn code_of_entity(&self, entity: &Entity) -> Code {
        let subtype = entity.attributes.subtype.as_deref();
        let iso2 = entity.attributes.iso_country.as_deref();
        let country = iso2
            .and_then(|iso2| self.country_by_code(iso2))
            .and_then(iso3);
        let sector = match entity.kind {
            EntityKind::Location => Some(Sector::Government),
            _ => subtype.and_then(sector_of),
        };
        Code {
            country: match sector {
                Some(Sector::Igo | Sector::Ngo) => sector.map(Sector::as_str),
                _ => country,
            },
            sector,
        }
    }

    /// What the words of a description tell: `российские военные`.
    pub fn code_of_words(&self, phrase: &Phrase, subtype: Option<&str>) -> Code {
        let role = self.who.role_at(phrase.head);
        let sector = role.and_then(|role| self.cues.role(role.role).sector);
        Code {
            country: self.country_within(phrase.tokens.clone()).and_then(iso3),
            sector: sector.or_else(|| subtype.and_then(sector_of)),
        }
    }
}

fn iso3(country: Country) -> Option<&'static str> {
    Some(country.iso3).filter(|iso3| !iso3.is_empty())
}

/// The sector of a kind of body or group.
fn sector_of(subtype: &str) -> Option<Sector> {
    Some(match subtype {
        "administration" | "country" | "government" | "government_body" | "ministry" | "office"
        | "region" | "service" | "side" | "state" => Sector::Government,
        "agency" | "media_regulator" | "outlet" | "press_service" => Sector::Journalist,
        "armed_group" => Sector::UnidentifiedArmed,
        "bank" | "company" => Sector::Business,
        "alliance" | "coalition" | "igo" => Sector::Igo,
        "church" | "religious" => Sector::Religion,
        "court" => Sector::Judiciary,
        "group" => Sector::Civil,
        "intelligence" => Sector::Spy,
        "military" => Sector::Military,
        "ngo" => Sector::Ngo,
        "parliament" => Sector::Legislature,
        "party" => Sector::Party,
        "police" | "prosecution" => Sector::Police,
        "science" | "university" => Sector::Education,
        "union" => Sector::Labor,
        _ => return None,
    })
}
