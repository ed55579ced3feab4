use encoding_rs::Encoding;

/// How inputs are read. Field names are those of JSON objects and of the columns of tables.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The field that holds the page as plain text.
    pub text_field: String,
    /// The field that holds the page as HTML; read rather than `text_field` where a record has both.
    pub html_field: String,
    /// The field that names the document.
    pub id_field: String,
    /// The field that says when the page was published.
    pub date_field: String,
    /// The field that holds the page's address.
    pub url_field: String,
    /// The field that holds the headline.
    pub title_field: String,
    /// Whether documents that are not in Russian are read too.
    pub any_language: bool,
    /// The longest document, in bytes behind all decompression; a longer one is a [`Failure`](crate::Failure) and is not
    /// kept in memory.
    pub max_bytes: u64,
    /// The encoding, where the caller knows better than the documents say.
    pub encoding: Option<&'static Encoding>,
    /// What the inputs are, where their names and first bytes would mislead.
    pub format: Option<Format>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            text_field: "text".to_owned(),
            html_field: "html".to_owned(),
            id_field: "id".to_owned(),
            date_field: "date".to_owned(),
            url_field: "url".to_owned(),
            title_field: "title".to_owned(),
            any_language: false,
            max_bytes: 8 << 20,
            encoding: None,
            format: None,
        }
    }
}

/// What an input is, behind its compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page of plain text.
    Text,
    /// An HTML page.
    Html,
    /// JSON Lines: an object a line.
    Jsonl,
    /// Rows of values that commas, semicolons or tabs part, with the names of the columns in the first.
    Csv,
    /// A table in Apache Parquet.
    Parquet,
    /// A web archive.
    Warc,
}

impl Format {
    /// The format by the name of a file, `.gz` and `.zst` apart.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let bare = name
            .strip_suffix(".gz")
            .or_else(|| name.strip_suffix(".zst"))
            .unwrap_or(&name);
        match bare.rsplit_once('.')?.1 {
            "txt" => Some(Self::Text),
            "html" | "htm" | "xhtml" | "shtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" | "tsv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            "warc" | "wet" => Some(Self::Warc),
            _ => None,
        }
    }

    /// The format by the first bytes of an input.
    pub(crate) fn of_bytes(head: &[u8]) -> Self {
        let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        match start.trim_ascii_start() {
            [b'{', ..] => Self::Jsonl,
            _ if start.starts_with(b"PAR1") => Self::Parquet,
            _ if start.starts_with(b"WARC/") => Self::Warc,
            _ => Self::Text,
        }
    }
}
