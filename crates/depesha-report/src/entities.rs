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
        ul.entities.{ (kind.as_str()) } {
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
                @if let Some(speaker) = speaker { span.swatch.{ (view.colour(speaker)) } {} }
                strong { (entity.name) }
                @if let Some(subtype) = &attributes.subtype { " " span.kind { (view.name("subtype", subtype)) } }
                @if let Some(address) = depesha_export::wikidata(entity) {
                    " " a.outside href=(address) rel="noopener noreferrer" { "Wikidata" }
                }
            }
            @if !roles.is_empty() {
                ul.roles { @for post in posts(roles) { (item_of_post(view, &post)) } }
            }
            @if !entity.aliases.is_empty() {
                p.aliases { (view.say("aliases")) " " (entity.aliases.join(", ")) }
            }
            @if let Some(speaker) = speaker {
                p.said.more {
                    (view.say("said")) ": "
                    @for statement in &view.speakers[speaker].statements {
                        " " a.number.{ (view.colour(speaker)) } href={ "#" (view.fact("s", *statement)) }
                            data-number=(statement + 1)
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

/// The roles that say the same, in the order of the text.
fn posts<'r>(roles: &[(usize, &'r Role)]) -> Vec<Vec<(usize, &'r Role)>> {
    let mut posts: Vec<Vec<(usize, &Role)>> = Vec::new();
    let mut post_of = HashMap::new();
    for (index, role) in roles {
        let what = (&role.title, role.organization, role.country, role.phase);
        let post = *post_of.entry(what).or_insert_with(|| {
            posts.push(Vec::new());
            posts.len() - 1
        });
        posts[post].push((*index, role));
    }
    posts
}

/// A post, and each place that gives it to the person.
fn item_of_post(view: &View<'_>, roles: &[(usize, &Role)]) -> Markup {
    let role = roles[0].1;
    let place = role
        .organization
        .or(role.country)
        .and_then(|id| view.link(id));
    html! {
        li {
            (role.title)
            @if let Some(place) = place { ", " (place) }
            @if role.phase != Phase::Current { " " span.phase { (view.name("phase", role.phase.as_str())) } }
            @for (index, role) in roles {
                " " span.fact-place id=(view.fact("r", index)) {
                    a.jump href={ "#" (view.place("r", index)) } aria-label=(view.say("place")) { "↗" }
                    @if role.inferred { " " (inferred(view)) }
                    " " code.rule.more { (role.rule) }
                }
            }
        }
    }
}
