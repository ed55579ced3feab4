//! What stands in front of several documents: a list of them, and who spoke in them.

use std::cmp::Reverse;
use std::collections::HashMap;

use depesha_export::{Network, Node, identity};
use maud::{Markup, html};

use crate::document::title;
use crate::picture::{Look, Picture};
use crate::strings::STRINGS;
use crate::view::{COLOURS, View, colour, when};

/// How many speakers are listed; those with the most statements.
const SPEAKERS: usize = 200;

/// The index of documents.
pub fn index(views: &[View<'_>]) -> Markup {
    let language = views.first().map(|view| view.language).unwrap_or_default();
    let say = |key| STRINGS.say(language, key);
    let mut network = Network::default();
    for view in views {
        network.add(view.record);
    }
    let speakers = speakers(&network);
    let places = places(views);
    let rank: HashMap<&str, usize> = speakers
        .iter()
        .enumerate()
        .map(|(rank, node)| (node.id.as_str(), rank))
        .collect();
    let look = |node: &Node| Look {
        href: places
            .get(&node.id)
            .and_then(|places| places.first())
            .map(|(view, entity)| format!("#{}", views[*view].fact("e", entity))),
        colour: colour_of(rank.get(node.id.as_str()).copied()),
    };
    html! {
        section.index #index {
            h2 { (say("index")) " " span.count { (views.len()) } }
            p.search hidden {
                label { (say("search")) " " input type="search" autocomplete="off"; }
            }
            table.documents {
                thead {
                    tr {
                        th scope="col" { "№" }
                        th scope="col" { (say("fact.title")) }
                        th scope="col" { (say("fact.outlet")) }
                        th scope="col" { (say("fact.published")) }
                        th.amount scope="col" { (say("statements.count")) }
                    }
                }
                tbody { @for (at, view) in views.iter().enumerate() { (row(at, view)) } }
            }
            @if !speakers.is_empty() {
                h2 #speakers-of-all { (say("speakers")) " " span.count { (speakers.len()) } }
                ol.speakers-of-all {
                    @for (rank, node) in speakers.iter().enumerate().take(SPEAKERS) {
                        li {
                            span.swatch.{ (colour_of(Some(rank))) } {}
                            strong { (node.name) } " "
                            span.count { (node.statements) } " "
                            span.documents-of {
                                @for (view, entity) in places.get(&node.id).into_iter().flatten() {
                                    a.jump href={ "#" (views[*view].fact("e", entity)) }
                                        title=(title(&views[*view])) { (view + 1) } " "
                                }
                            }
                        }
                    }
                }
                @if speakers.len() > SPEAKERS {
                    p.more-speakers { (say("left.out")) " " (speakers.len() - SPEAKERS) "." }
                }
                @if let Some(picture) = Picture::new(&network) { (picture.draw(language, look)) }
            }
        }
    }
}

fn row(at: usize, view: &View<'_>) -> Markup {
    let metadata = &view.record.metadata;
    let outlet = metadata.outlet.as_ref().or(metadata.origin.as_ref());
    html! {
        tr {
            td.at { (at + 1) }
            th scope="row" { a href={ "#" (view.section("document")) } { (title(view)) } }
            td { @if let Some(outlet) = outlet { (outlet.value) } }
            td { @if let Some(day) = &metadata.published { (when(&day.value, view.language)) } }
            td.amount data-label=(view.say("statements.count")) { (view.record.statements.len()) }
        }
    }
}

/// Those who spoke, by the number of their statements.
fn speakers(network: &Network) -> Vec<&Node> {
    let mut speakers: Vec<&Node> = network
        .nodes()
        .iter()
        .filter(|node| node.statements > 0)
        .collect();
    speakers.sort_by_key(|node| Reverse(node.statements));
    speakers
}

/// The documents that each entity is in, and its index there.
fn places(views: &[View<'_>]) -> HashMap<String, Vec<(usize, usize)>> {
    let mut places: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (at, view) in views.iter().enumerate() {
        for (index, entity) in view.record.entities.iter().enumerate() {
            let places = places.entry(identity(view.record, entity)).or_default();
            if places.last().is_none_or(|(last, _)| *last != at) {
                places.push((at, index));
            }
        }
    }
    places
}

/// A colour of their own for those who spoke most; so many others could not be told apart.
fn colour_of(rank: Option<usize>) -> String {
    match rank {
        Some(rank) if rank < COLOURS => colour(Some(rank)),
        _ => "quiet".to_owned(),
    }
}
