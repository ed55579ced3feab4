//! Who holds which post where: factRuEval-2016's `Occupation` facts, and NEREL's `WORKS_AS` and `WORKPLACE` relations.
//!
//! factRuEval's facts say where a post is held, always by an organisation or place that the page names, so a role without
//! one is left out. NEREL tells posts and workplaces apart, so its roles are scored once without places and once without
//! posts. Two people or places are the same when they share a name or a mention in the text. Posts are the same when
//! their words overlap in the text or share their stems: a page tells many a post more than once. What gold or record
//! tell more than once counts once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::Path;

use anyhow::{Context, Result};

use super::names::same_name;
use super::page::{self, Page};
use super::rates::{f1_of, share};
use super::record::{Outcome, Range};
use crate::files;

/// Somebody or something that the gold names.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    names: Vec<String>,
    /// Where the page mentions it.
    mentions: Vec<Range>,
}

/// One fact of the gold.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occupation {
    who: Named,
    /// Without names where the fact tells none.
    place: Named,
    /// Where the words of the post stand; nothing where the fact tells none.
    post: Vec<Range>,
}

/// Which parts of a role are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// Person, post and place: factRuEval's `Occupation`.
    All,
    /// Person and post: NEREL's `WORKS_AS`.
    Posts,
    /// Person and place: NEREL's `WORKPLACE`.
    Places,
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "person, post, place",
            Self::Posts => "person, post",
            Self::Places => "person, place",
        })
    }
}

impl Parts {
    /// The relation that NEREL has for them.
    fn relation(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Posts => "WORKS_AS",
            Self::Places => "WORKPLACE",
        }
    }
}

/// The pages of a corpus folder that have facts.
pub fn pages(folder: &Path, parts: Parts) -> Result<Vec<String>> {
    let suffix = if parts == Parts::All {
        ".facts"
    } else {
        ".ann"
    };
    page::names(folder, suffix)
}

/// The occupations of a page, each once.
pub fn load(folder: &Path, name: &str, parts: Parts) -> Result<BTreeSet<Occupation>> {
    let path = |extension| folder.join(format!("{name}.{extension}"));
    if parts != Parts::All {
        let relations = path("ann");
        return read_brat(&files::read(&relations)?, parts)
            .with_context(|| relations.display().to_string());
    }
    let facts = path("facts");
    let spans = files::read(&path("spans"))?;
    let objects = files::read(&path("objects"))?;
    let entities = files::read(&path("coref"))?;
    read_factrueval(&files::read(&facts)?, &spans, &objects, &entities)
        .with_context(|| facts.display().to_string())
}

/// `.facts`: blocks between empty lines, `1-0 Occupation` and below it `Who`, `Where`, `Position` with ids and words.
fn read_factrueval(
    facts: &str,
    spans: &str,
    objects: &str,
    entities: &str,
) -> Result<BTreeSet<Occupation>> {
    let mut ranges = BTreeMap::new();
    for line in spans.lines() {
        if let [id, _, start, length, _, ..] = line.split_whitespace().collect::<Vec<_>>()[..] {
            let (start, length): (usize, usize) = (start.parse()?, length.parse()?);
            ranges.insert(id, (start, start + length));
        }
    }
    // `.objects`: the id of a mention, its kind and the ids of its spans.
    let mut mentions: BTreeMap<&str, Vec<Range>> = BTreeMap::new();
    for line in objects.lines() {
        let cells = line.split('#').next().unwrap_or(line).split_whitespace();
        let cells: Vec<&str> = cells.collect();
        if let [id, _, spans @ ..] = &cells[..] {
            let spans = spans.iter().filter_map(|id| ranges.get(id).copied());
            mentions.insert(id, spans.collect());
        }
    }
    // `.coref`: blocks whose first line has the id of an entity and those of its mentions.
    let mut places: BTreeMap<&str, Vec<Range>> = BTreeMap::new();
    for line in entities.lines() {
        let mut ids = line.split_whitespace();
        if let Some(entity) = ids.next().filter(|id| id.parse::<u32>().is_ok()) {
            let ranges = ids.filter_map(|id| mentions.get(id)).flatten().copied();
            places.insert(entity, ranges.collect());
        }
    }
    let facts = facts.replace('\r', "");
    let blocks = facts.split("\n\n").map(str::trim);
    let occupations = blocks.filter(|block| {
        let head = block.lines().next().unwrap_or("");
        head.split_whitespace().nth(1) == Some("Occupation")
    });
    Ok(occupations
        .map(|block| occupation(block, &ranges, &places))
        .collect())
}

fn occupation(
    block: &str,
    ranges: &BTreeMap<&str, Range>,
    entities: &BTreeMap<&str, Vec<Range>>,
) -> Occupation {
    let mut occupation = Occupation::default();
    for line in block.lines().skip(1) {
        let (field, values) = line.split_once(' ').unwrap_or((line, ""));
        for value in values.split('|').map(str::trim) {
            let (id, words) = match value.split_once(' ') {
                Some((id, words)) if id.starts_with("obj") || id.starts_with("span") => (id, words),
                // The other names of the same entity have no id of their own.
                _ => (value, value),
            };
            let named = match field {
                "Who" => &mut occupation.who,
                "Where" => &mut occupation.place,
                "Position" => {
                    let range = id.strip_prefix("span").and_then(|id| ranges.get(id));
                    occupation.post.extend(range);
                    continue;
                }
                _ => continue,
            };
            named.names.push(words.to_owned());
            let mentions = id.strip_prefix("obj").and_then(|id| entities.get(id));
            named.mentions.extend(mentions.into_iter().flatten());
        }
    }
    occupation
}

/// brat: `T1⇥PERSON 0 5⇥…` and `R1⇥WORKS_AS Arg1:T1 Arg2:T2`.
fn read_brat(text: &str, parts: Parts) -> Result<BTreeSet<Occupation>> {
    let mut names: BTreeMap<&str, (Range, &str)> = BTreeMap::new();
    let mut persons = BTreeSet::new();
    for line in text.lines().filter(|line| line.starts_with('T')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, place, words] = cells[..] else {
            continue;
        };
        // Some relations hold between a post without a person and its place.
        let kind = place.split(' ').next().unwrap_or(place);
        if kind == "PERSON" {
            persons.insert(id);
        }
        let points = place.split([' ', ';']).skip(1).map(str::parse);
        let points = points.collect::<Result<Vec<usize>, _>>()?;
        if let (Some(start), Some(end)) = (points.first(), points.last()) {
            names.insert(id, ((*start, *end), words));
        }
    }
    let mut occupations = BTreeSet::new();
    for line in text.lines().filter(|line| line.starts_with('R')) {
        let Some((_, relation)) = line.split_once('\t') else {
            continue;
        };
        let cells: Vec<&str> = relation.split_whitespace().collect();
        let [kind, person, other] = cells[..] else {
            continue;
        };
        let id = |argument| str::split_once(argument, ':').map_or("", |(_, id)| id);
        let (person, other) = (id(person), id(other));
        if let Some((&(person, who), &(range, words))) = names.get(person).zip(names.get(other))
            && kind == parts.relation()
            && persons.contains(id(cells[1]))
        {
            let one = |words: &str, range| Named {
                names: vec![words.to_owned()],
                mentions: vec![range],
            };
            let mut occupation = Occupation {
                who: one(who, person),
                ..Occupation::default()
            };
            match parts {
                Parts::Places => occupation.place = one(words, range),
                _ => occupation.post.push(range),
            }
            occupations.insert(occupation);
        }
    }
    Ok(occupations)
}

/// A role of the record with all phrases that tell it.
struct Told<'o> {
    person: &'o str,
    place: Option<&'o str>,
    title: &'o str,
    spans: Vec<Range>,
}

impl Told<'_> {
    fn tells(&self, fact: &Occupation, page: &Page, outcome: &Outcome) -> bool {
        let same = |named: &Named, id: &str| {
            let names = outcome.names(id).unwrap_or_default();
            let by_name = |gold: &String| names.iter().any(|name| same_name(gold, name));
            let mentions = outcome.mentions_of(id);
            named.names.iter().any(by_name) || overlap(&named.mentions, &mentions)
        };
        let place =
            fact.place.names.is_empty() || self.place.is_some_and(|id| same(&fact.place, id));
        let words = |post: &Range| same_name(&page.slice(*post), self.title);
        let post =
            fact.post.is_empty() || overlap(&fact.post, &self.spans) || fact.post.iter().any(words);
        place && post && same(&fact.who, self.person)
    }
}

fn overlap(a: &[Range], b: &[Range]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.0 < b.1 && b.0 < a.1))
}

/// The score so far.
#[derive(Debug)]
pub struct Score {
    parts: Parts,
    /// Facts of the gold that the record tells.
    found: usize,
    gold: usize,
    /// Roles of the record that the gold tells.
    right: usize,
    predicted: usize,
    errors: String,
}

impl Score {
    /// Nothing yet.
    pub fn new(parts: Parts) -> Self {
        Self {
            parts,
            found: 0,
            gold: 0,
            right: 0,
            predicted: 0,
            errors: String::new(),
        }
    }

    /// Compares the occupations of one page with the roles of its record.
    pub fn add(&mut self, name: &str, page: &Page, gold: &BTreeSet<Occupation>, outcome: &Outcome) {
        let told = told(outcome, self.parts);
        for fact in gold {
            let found = told.iter().any(|role| role.tells(fact, page, outcome));
            self.found += usize::from(found);
            if !found {
                let post: Vec<String> = fact.post.iter().map(|&range| page.slice(range)).collect();
                let (who, place) = (fact.who.names.join("|"), fact.place.names.join("|"));
                let post = post.join("|");
                let _ = writeln!(self.errors, "FN {name} {who}: {post}, {place}"); // a String does not fail
            }
        }
        self.gold += gold.len();
        for role in &told {
            let right = gold.iter().any(|fact| role.tells(fact, page, outcome));
            self.right += usize::from(right);
            if !right {
                let names = |id| outcome.names(id).unwrap_or_default().join("|");
                let (person, place) = (names(role.person), role.place.map(names));
                let place = place.unwrap_or_default();
                let _ = writeln!(self.errors, "FP {name} {person}: {}, {place}", role.title);
            }
        }
        self.predicted += told.len();
    }

    /// One line for each occupation that was missed (`FN`) or invented (`FP`).
    pub fn errors(&self) -> &str {
        &self.errors
    }

    /// The score in a line.
    pub fn report(&self) -> String {
        let &Self {
            gold, predicted, ..
        } = self;
        let (p, r) = (share(self.right, predicted), share(self.found, gold));
        let f1 = f1_of(p, r);
        format!("P {p:.3}  R {r:.3}  F1 {f1:.3}  ({gold} gold, {predicted} predicted)\n")
    }
}

/// The roles of a record, each once by the parts that are compared.
fn told(outcome: &Outcome, parts: Parts) -> Vec<Told<'_>> {
    let mut told: BTreeMap<(&str, Option<&str>, &str), Told<'_>> = BTreeMap::new();
    for role in &outcome.roles {
        let place = role.organization.as_deref();
        if parts != Parts::Posts && place.is_none() {
            continue;
        }
        let place = place.filter(|_| parts != Parts::Posts);
        let title = if parts == Parts::Places {
            ""
        } else {
            &role.title
        };
        let entry = told.entry((&role.person, place, title));
        let entry = entry.or_insert_with(|| Told {
            person: &role.person,
            place,
            title,
            spans: Vec::new(),
        });
        entry.spans.push(role.span.range());
    }
    told.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPANS: &str = "7 job 0 4 1 1 # x\n8 loc_name 5 6 1 1 # x\n";
    const OBJECTS: &str = "20 Location 8 # Озёрска\n";
    const COREF: &str = "2 20\nname Озёрск\n\n3\nlastname Лугин\n";
    const FACTS: &str = "1-0 Occupation\nWho obj1 Лугин Пётр\nPosition span7 мэра\nWhere obj2 Озёрск | город Озёрск\n\n\
                         1-1 Meeting\nParticipant obj1 Лугин Пётр\n\n1-2 Occupation\nWho obj3 Белкин\nWhere obj4 Пламя\n\n\
                         1-3 Occupation\nWho obj3 Белкин\nWhere obj4 Пламя\n";

    fn facts() -> BTreeSet<Occupation> {
        read_factrueval(FACTS, SPANS, OBJECTS, COREF).unwrap()
    }

    fn record(town: &str, roles: &str) -> Outcome {
        let entities =
            format!(r#"[{{"id": "e0", "name": "Пётр Лугин"}}, {{"id": "e1", "name": "{town}"}}]"#);
        let mentions = r#"[{"kind": "location", "entity": "e1", "span": {"start": 5, "end": 11}}]"#;
        Outcome::parse(&format!(
            r#"{{"entities": {entities}, "mentions": {mentions}, "roles": [{roles}]}}"#
        ))
        .unwrap()
    }

    fn score(town: &str, roles: &str) -> Score {
        let mut score = Score::new(Parts::All);
        let page = Page::new("Мэру Озёрска Петру Лугину");
        score.add("page", &page, &facts(), &record(town, roles));
        score
    }

    #[test]
    fn facts_are_read_once_with_all_names_and_mentions() {
        let facts: Vec<Occupation> = facts().into_iter().collect();
        assert_eq!(facts.len(), 2);
        assert_eq!(facts[1].place.names, ["Озёрск", "город Озёрск"]);
        assert_eq!(facts[1].place.mentions, [(5, 11)]);
        assert_eq!(
            (facts[1].post.as_slice(), facts[0].post.len()),
            (&[(0, 4)][..], 0)
        );
    }

    #[test]
    fn a_role_counts_once_and_one_without_a_place_not_at_all() {
        let mayor = r#"{"person": "e0", "title": "мэр", "organization": "e1", "span": {"start": 0, "end": 12}}"#;
        let bare = r#"{"person": "e0", "title": "отец", "organization": null, "span": {"start": 0, "end": 4}}"#;
        let score = score("Озёрск", &format!("{mayor}, {mayor}, {bare}"));
        assert_eq!(
            score.report(),
            "P 1.000  R 0.500  F1 0.667  (2 gold, 1 predicted)\n"
        );
        assert_eq!(score.errors(), "FN page Белкин: , Пламя\n");
    }

    #[test]
    fn a_mention_or_the_words_of_the_post_may_tell_it_too() {
        let elsewhere = r#"{"person": "e0", "title": "мэр", "organization": "e1", "span": {"start": 20, "end": 25}}"#;
        let score = score("Приозёрье", elsewhere);
        assert_eq!(score.right, 1, "{}", score.errors());
    }

    #[test]
    fn another_post_or_place_is_invented() {
        let wrong = r#"{"person": "e0", "title": "врач", "organization": "e1", "span": {"start": 20, "end": 25}}"#;
        let score = score("Озёрск", wrong);
        assert_eq!(
            score.report(),
            "P 0.000  R 0.000  F1 0.000  (2 gold, 1 predicted)\n"
        );
        assert!(
            score
                .errors()
                .ends_with("FP page Пётр Лугин: врач, Озёрск\n")
        );
    }

    #[test]
    fn posts_and_places_of_brat_are_scored_apart() {
        let text = "T1\tPROFESSION 0 12\tМэру Озёрска\nT2\tCITY 5 12\tОзёрска\nT3\tPERSON 13 25\tПетру Лугину\n\
                    R1\tWORKS_AS Arg1:T3 Arg2:T1\nR2\tWORKPLACE Arg1:T3 Arg2:T2\n";
        let mayor = r#"{"person": "e0", "title": "мэр", "organization": null, "span": {"start": 0, "end": 12}}"#;
        let page = Page::new("Мэру Озёрска Петру Лугину");
        for (parts, right) in [(Parts::Posts, 1), (Parts::Places, 0)] {
            let gold = read_brat(text, parts).unwrap();
            assert_eq!(gold.len(), 1);
            let mut score = Score::new(parts);
            score.add("page", &page, &gold, &record("Озёрск", mayor));
            assert_eq!((score.right, score.found), (right, right));
        }
    }
}
