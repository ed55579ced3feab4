//! Annotated corpora as training reads them: brat folders (NEREL) and factRuEval folders.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use depesha_tagger::{Kind, Scheme};
use depesha_text::{OffsetMap, OffsetUnit, Span};

use crate::eval::mentions::{self, outermost};
use crate::files::read;

/// A name and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoldName {
    /// Its characters; where it has a gap, from the first to the last.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
}

/// A text and the names that people found in it.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// The file's name without its ending.
    pub name: String,
    /// The text, untouched.
    pub text: String,
    /// How it was annotated.
    pub scheme: Scheme,
    /// The outermost names in order.
    pub names: Vec<GoldName>,
    /// All names, as they are scored.
    pub gold: BTreeSet<mentions::Name>,
}

/// Reads all annotated texts of a folder, in the order of their names.
pub fn read_folder(folder: &Path) -> Result<Vec<GoldDocument>> {
    let names = mentions::pages(folder)?;
    if names.is_empty() {
        bail!(
            "{}: no .txt with an .ann (brat) or with .spans and .objects (factRuEval) beside it",
            folder.display()
        );
    }
    names
        .into_iter()
        .map(|name| read_document(folder, name))
        .collect()
}

fn read_document(folder: &Path, name: String) -> Result<GoldDocument> {
    let gold = mentions::load(folder, &name)?;
    let text = read(&folder.join(format!("{name}.txt")))?;
    // Each corpus has its own format, and its own scheme.
    let scheme = if folder.join(format!("{name}.ann")).exists() {
        Scheme::Nerel
    } else {
        Scheme::FactRuEval
    };
    let map = OffsetMap::new(&text);
    let in_bytes = |(start, end, kind)| {
        let start = map.from(OffsetUnit::Char, start)?;
        let end = map
            .from(OffsetUnit::Char, end)
            .filter(|end| start <= *end)?;
        Some(GoldName {
            span: Span::new(start, end),
            kind: kind_of(kind),
        })
    };
    let names = outermost(gold.clone())
        .into_iter()
        .filter_map(in_bytes)
        .collect();
    Ok(GoldDocument {
        name,
        text,
        scheme,
        names,
        gold,
    })
}

fn kind_of(kind: mentions::Kind) -> Kind {
    match kind {
        mentions::Kind::Per => Kind::Person,
        mentions::Kind::Loc => Kind::Location,
        mentions::Kind::Org => Kind::Organization,
    }
}

/// Names as they are scored: by code points.
pub fn as_scored(text: &str, names: &[GoldName]) -> BTreeSet<mentions::Name> {
    let map = OffsetMap::new(text);
    let point = |byte| map.to(OffsetUnit::Char, byte);
    names
        .iter()
        .map(|name| {
            let kind = match name.kind {
                Kind::Person => mentions::Kind::Per,
                Kind::Location => mentions::Kind::Loc,
                Kind::Organization => mentions::Kind::Org,
            };
            (point(name.span.start()), point(name.span.end()), kind)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_are_read_and_scored_as_they_were_annotated() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("a.txt", "«Мэрия Озёрска» и Лугин");
        write(
            "a.ann",
            "T1\tORGANIZATION 1 14\tМэрия Озёрска\nT2\tCITY 7 14\tОзёрска\n",
        );
        write("b.txt", "Лугин");
        write("b.spans", "1 surname 0 5 9 1 # 9 Лугин\n");
        write("b.objects", "2 Person 1 # Лугин\n");
        write("c.txt", "не размечено");

        let documents = read_folder(folder.path()).unwrap();
        let schemes: Vec<Scheme> = documents.iter().map(|d| d.scheme).collect();
        assert_eq!(schemes, [Scheme::Nerel, Scheme::FactRuEval]);
        let words: Vec<&str> = documents[0]
            .names
            .iter()
            .map(|n| n.span.of(&documents[0].text))
            .collect();
        assert_eq!(words, ["Мэрия Озёрска"]);
        let scored = as_scored(&documents[0].text, &documents[0].names);
        assert_eq!(scored, outermost(documents[0].gold.clone()));
    }

    #[test]
    fn a_folder_without_annotation_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = read_folder(folder.path()).unwrap_err();
        assert!(
            error.to_string().contains("no .txt with an .ann"),
            "{error}"
        );
    }
}
