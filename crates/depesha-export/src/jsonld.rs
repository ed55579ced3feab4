//! JSON-LD with the vocabulary of schema.org (<https://schema.org>, version 28): a `NewsArticle` a page, and in it each
//! direct statement as a `Quotation`, each retold one as a `Claim`, and who is named as `Person`, `Organization` and
//! `Place`. Never a `ClaimReview`: whether a claim is true is not for this program to say.
//!
//! Keeps names, present posts, statements with speaker and those they mention. Loses spans and rules, times, events,
//! cues, posts of the past and future.

use std::io;

use depesha_model::{Entity, EntityId, EntityKind, Record, Statement, StatementType};
use serde_json::{Value, json};

use crate::page::{Page, wikidata};
use crate::sparse;

/// Writes one page on a line, so that a file may hold many.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, writer: impl io::Write) -> io::Result<()> {
    sparse::write(article(&Page::new(record)), writer)
}

fn article(page: &Page<'_>) -> Value {
    let record = page.record;
    let metadata = &record.metadata;
    let outlet = |name: &String| json!({"@type": "NewsMediaOrganization", "name": name});
    let authors = metadata.authors.iter();
    json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": page.iri(),
        "url": page.url(),
        "headline": page.title(),
        "datePublished": metadata.published.as_ref().map(|p| &p.value),
        "dateModified": metadata.modified.as_ref().map(|p| &p.value),
        "dateline": metadata.dateline.as_ref().and_then(|d| d.span).map(|span| page.words(span)),
        "locationCreated": metadata.dateline.as_ref().and_then(|d| {
            Some(json!({"@type": "Place", "name": d.value.place.as_ref()?}))
        }),
        "author": authors.map(|a| json!({"@type": "Person", "name": a.value})).collect::<Vec<_>>(),
        "publisher": metadata.outlet.as_ref().map(|o| outlet(&o.value)),
        "isBasedOn": metadata.origin.as_ref().map(|o| {
            json!({"@type": "NewsArticle", "publisher": outlet(&o.value)})
        }),
        "articleSection": metadata.section.as_ref().map(|s| &s.value),
        "inLanguage": metadata.language.as_ref().map(|l| &l.value),
        "interactionStatistic": metadata.views.as_ref().map(|v| json!({
            "@type": "InteractionCounter",
            "interactionType": {"@type": "ViewAction"},
            "userInteractionCount": v.value,
        })),
        "articleBody": page.body(),
        "mentions": record.entities.iter().map(|e| thing(page, e)).collect::<Vec<_>>(),
        "hasPart": record.statements.iter().map(|s| statement(page, s)).collect::<Vec<_>>(),
    })
}

fn reference(page: &Page<'_>, id: EntityId) -> Value {
    json!({"@id": page.part(id)})
}

fn thing(page: &Page<'_>, entity: &Entity) -> Value {
    let attributes = &entity.attributes;
    let roles = page.posts(entity.id);
    let posts = roles.iter().filter_map(|role| role.organization);
    let posts = posts.filter(|id| page.kind(*id) == Some(EntityKind::Organization));
    json!({
        "@type": kind(entity),
        "@id": page.part(entity.id),
        "name": entity.name,
        "alternateName": entity.aliases,
        "givenName": attributes.given,
        "additionalName": attributes.patronymic,
        "familyName": attributes.surname,
        "jobTitle": roles.iter().map(|role| &role.title).collect::<Vec<_>>(),
        "affiliation": posts.map(|id| reference(page, id)).collect::<Vec<_>>(),
        "sameAs": wikidata(entity),
    })
}

/// The type of schema.org that is nearest.
fn kind(entity: &Entity) -> &'static str {
    let subtype = entity.attributes.subtype.as_deref().unwrap_or_default();
    match (entity.kind, subtype) {
        (EntityKind::Person, _) => "Person",
        (EntityKind::Organization, "outlet" | "agency") => "NewsMediaOrganization",
        (EntityKind::Organization, "party") => "PoliticalParty",
        (EntityKind::Organization, "ministry" | "government" | "parliament" | "court") => {
            "GovernmentOrganization"
        }
        (EntityKind::Organization, _) => "Organization",
        (EntityKind::Location, "country") => "Country",
        (EntityKind::Location, "city") => "City",
        (EntityKind::Location, "region") => "AdministrativeArea",
        (EntityKind::Location, _) => "Place",
    }
}

fn statement(page: &Page<'_>, statement: &Statement) -> Value {
    let speaker = statement.speaker.map(|id| reference(page, id));
    let mentioned = page.mentioned(statement);
    let mentions = mentioned.iter().map(|entity| reference(page, entity.id));
    let mut part = json!({
        "@id": page.part(statement.id),
        "text": page.content(statement),
        "creditText": statement.source.map(|source| page.words(source)),
        "mentions": mentions.collect::<Vec<_>>(),
    });
    let article = json!({"@id": page.iri()});
    match statement.kind {
        StatementType::Direct => {
            part["@type"] = "Quotation".into();
            part["spokenByCharacter"] = speaker.into();
            part["isPartOf"] = article;
        }
        StatementType::Indirect | StatementType::Mixed | StatementType::Anaphoric => {
            part["@type"] = "Claim".into();
            part["author"] = speaker.into();
            part["appearance"] = article;
        }
    }
    part
}
