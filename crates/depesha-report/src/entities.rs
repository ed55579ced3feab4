//! Who and what is named, beside the text.

use depesha_model::{Entity, EntityId, EntityKind, Phase, Role};
use maud::{Markup, html};
use std::collections::HashMap;

use crate::facts::inferred;
use crate::view::View;

/// The entities of one kind, with their posts; `None` when there are none.
pub fn panel(view: &View<'_>, kind: EntityKind) -> Option<Markup> {
    let entities = view.by_mentions(|entity| entity.kind == kind);
    if entities.is_empty() {
        return None;
    }
    let mut roles: HashMap<EntityId, Vec<(usize, &Role)>> = HashMap::new();
    for (index, role) in view.record.roles.iter().enumerate() {
        roles.entry(role.person).or_default().push((index, role));
    }
    Some(html! {
        ul.entities class=(kind.as_str()) {
            @for (index, entity) in entities {
                @let roles = roles.get(&entity.id).filter(|_| view.index(entity.id) == Some(index));
                (item(view, index, entity, roles.map_or(&[], Vec::as_slice)))
            }
        }
    })
}

fn item(view: &View<'_>, index: usize, entity: &Entity, roles: &[(usize, &Role)]) -> Markup {
    let speaker = view.as_speaker(index);
    let places = view.places_of(index);
    let attributes = &entity.attributes;
    html! {
        li.fact id=(view.fact("e", index)) {
            p.head {
                @if let Some(speaker) = speaker { span.swatch class=(view.colour(speaker)) {} }
                strong { (entity.name) }
                @if let Some(subtype) = &attributes.subtype { " " span.kind { (view.name("subtype", subtype)) } }
                @if let Some(address) = depesha_export::wikidata(entity) {
                    " " a.outside href=(address) rel="noopener noreferrer" { "Wikidata" }
                }
            }
            @if !roles.is_empty() {
                ul.roles { @for (index, role) in roles { (post(view, *index, role)) } }
            }
            @if !entity.aliases.is_empty() {
                p.aliases { (view.say("aliases")) " " (entity.aliases.join(", ")) }
            }
            @if let Some(speaker) = speaker {
                p.said.more {
                    (view.say("statements")) ": "
                    @for statement in &view.speakers[speaker].statements {
                        " " a.number href={ "#" (view.fact("s", *statement)) } data-number=(statement + 1)
                            class=(view.colour(speaker))
                            aria-label={ (view.say("statement")) " " (statement + 1) } {}
                    }
                }
            }
            @if !places.is_empty() {
                p.places.more { (view.say("named")) ": " (view.numbered(places)) }
            }
        }
    }
}

fn post(view: &View<'_>, index: usize, role: &Role) -> Markup {
    let place = role
        .organization
        .or(role.country)
        .and_then(|id| view.link(id));
    html! {
        li id=(view.fact("r", index)) {
            (role.title)
            @if let Some(place) = place { ", " (place) }
            @if role.phase != Phase::Current { " " span.phase { (view.name("phase", role.phase.as_str())) } }
            @if role.inferred { " " (inferred(view)) }
            " " a.jump href={ "#" (view.place("r", index)) } aria-label=(view.say("place")) { "↗" }
            " " code.rule.more { (role.rule) }
        }
    }
}
