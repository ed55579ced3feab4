use std::collections::{BTreeMap, BTreeSet};
use std::num::{NonZeroU64, NonZeroUsize};
use std::time::Duration;

use depesha::{Options, ReadOptions, Reader};

/// Documents of a part, if nobody says otherwise: what a killed run does again at most.
const PART_DOCUMENTS: NonZeroU64 = NonZeroU64::new(10_000).unwrap();

/// How a corpus is read and written.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// How the inputs are read.
    pub read: ReadOptions,
    /// How the pages are read.
    pub analysis: Options,
    /// What is written; several are written side by side.
    pub formats: BTreeSet<TableFormat>,
    /// How many threads work; `None` for one a core.
    pub threads: Option<NonZeroUsize>,
    /// How long a document may take. One that takes longer fails alone. It is looked at between the phases of reading, so
    /// that a long document is ended somewhat later.
    pub timeout: Duration,
    /// The share of its words, from 0 to 1, that a document has in common with an earlier one to be a near duplicate;
    /// `None` looks for no duplicates at all. The share is the Jaccard index of their triples of words, estimated.
    pub near_duplicates: Option<f64>,
    /// How many documents of the inputs a part covers, but for the last and for one that was closed by a stop.
    pub part_documents: NonZeroU64,
    /// Whether to go on with the run that the folder holds.
    pub resume: bool,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            read: ReadOptions::default(),
            analysis: Options::default(),
            formats: BTreeSet::from([TableFormat::Jsonl]),
            threads: None,
            timeout: Duration::from_secs(10),
            near_duplicates: Some(0.7),
            part_documents: PART_DOCUMENTS,
            resume: false,
        }
    }
}

impl RunOptions {
    /// Everything that the output depends on, by name: what a run that goes on must have in common with its beginning.
    pub(crate) fn settings(&self, reader: &Reader) -> BTreeMap<String, String> {
        let Self {
            read,
            analysis,
            formats,
            threads: _,
            timeout,
            near_duplicates,
            part_documents,
            resume: _,
        } = self;
        let formats: Vec<&str> = formats.iter().map(|format| format.as_str()).collect();
        let lexicon = reader.lexicon().fingerprint();
        let settings = [
            (
                "lexicon",
                lexicon.map_or("the built-in one".to_owned(), |own| {
                    format!("tables of your own ({own:016x})")
                }),
            ),
            ("read", format!("{read:?}")),
            ("analysis", format!("{analysis:?}")),
            ("formats", formats.join(", ")),
            ("timeout", format!("{timeout:?}")),
            ("near_duplicates", format!("{near_duplicates:?}")),
            ("part_documents", part_documents.to_string()),
        ];
        let named = settings.into_iter();
        named
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

/// What a run writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableFormat {
    /// Whole records, a line each, in the folder `jsonl`.
    Jsonl,
    /// The tables in the folder `parquet`, each in a folder of its own.
    Parquet,
    /// The tables in the folder `csv`, each in a folder of its own.
    Csv,
    /// The tables in one database, `depesha.sqlite`.
    Sqlite,
}

impl TableFormat {
    /// `jsonl`, `parquet`, `csv` or `sqlite`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Sqlite => "sqlite",
        }
    }
}
