//! The command line: names, help, values.

use std::net::{IpAddr, Ipv4Addr};
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use depesha::export::NameQuery;
use depesha::export::pretty::Language;
use depesha::model::{EventType, StatementType};
use depesha::{Encoding, MentionScheme, Moment, OffsetUnit, ReadOptions};
use depesha_corpus::{RunOptions, TableFormat};
use depesha_serve::Limits;

/// A compiler for Russian-language news: a page in, a verifiable record out.
///
/// The record says what the page is, who is named in it and in which role, which times and places, and who said what.
/// Every fact carries the words it was read from and the rule that read it.
#[derive(Debug, Parser)]
#[command(
    name = "depesha",
    version,
    arg_required_else_help = true,
    subcommand_required = true,
    disable_help_subcommand = true,
    after_help = EXAMPLES,
    after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}")
)]
pub struct Program {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  depesha parse article.txt                  read a page and show it
  depesha parse article.txt --format json    the same for a program
  depesha quotes article.txt                 who said what
  depesha events article.txt                 who did what to whom
  depesha who article.txt                    who is named, in which role
  depesha report article.txt -o report.html  the page with its facts marked, to look at
  depesha run news/ --out tables/            a corpus becomes tables
  depesha serve                              read pages in a browser
  depesha parse --help                       all options, with examples";

const EXIT_CODES: &str = "Exit codes:
  0  everything was read
  1  some input could not be read, or some record is not valid; the others were done
  2  wrong usage, such as a lexicon of your own with a mistake in it
  130  stopped by Ctrl-C";

/// The heading in the help above the options that name fields.
const FIELDS: &str = "Fields of JSON Lines and tables";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read news pages
    ///
    /// Reads plain text, HTML, JSON Lines, CSV, Parquet and WARC. Results go to standard output in the order of the inputs, messages to standard error;
    /// an input that cannot be read does not stop the others.
    #[command(after_help = PARSE_EXAMPLES, after_long_help = PARSE_EXAMPLES)]
    Parse(ParseArgs),
    /// List who said what
    ///
    /// A row a statement, in the order of the inputs and of their texts. Of the names that --speaker and --about take,
    /// any words are enough, in the nominative and in any order; case, `ё` and look-alike letters make no difference.
    #[command(after_help = QUOTES_EXAMPLES, after_long_help = QUOTES_EXAMPLES)]
    Quotes(QuotesArgs),
    /// List who did what to whom
    ///
    /// A row an event of politics, in the terms of PLOVER, in the order of the inputs and of their texts. Of the names that
    /// --actor and --recipient take, any words are enough, as with `depesha quotes`.
    #[command(after_help = EVENTS_EXAMPLES, after_long_help = EVENTS_EXAMPLES)]
    Events(EventsArgs),
    /// List who is named
    ///
    /// A row a person and page: posts, organisations, how often the page names them and how many of their statements it
    /// reports. Persons of different pages are not joined, as two of one name may be two people.
    #[command(after_help = WHO_EXAMPLES, after_long_help = WHO_EXAMPLES)]
    Who(WhoArgs),
    /// Write records in the formats of others
    ///
    /// Reads records as `depesha parse` writes them, with `--format json` or `jsonl`. docs/formats.md says what each format
    /// keeps and loses.
    #[command(after_help = EXPORT_EXAMPLES, after_long_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Write a report in HTML
    ///
    /// Shows pages with their facts marked, in one file that loads nothing; of several an index in front. Reads pages, and
    /// records as `depesha parse` writes them. docs/report.md says how a report is read.
    #[command(after_help = REPORT_EXAMPLES, after_long_help = REPORT_EXAMPLES)]
    Report(ReportArgs),
    /// Read a corpus into a folder of tables
    ///
    /// Reads all inputs on all cores and writes whole records (jsonl) or tables (parquet, csv, sqlite) into a folder;
    /// docs/tables.md describes them. The same inputs give the same files, whatever the number of threads. Documents that
    /// cannot be read are named in `failed.jsonl`. A run that was stopped or killed goes on with --resume and loses and
    /// doubles nothing.
    #[command(after_help = RUN_EXAMPLES, after_long_help = RUN_EXAMPLES)]
    Run(RunArgs),
    /// Read pages and search a corpus in a browser
    ///
    /// Serves pages and a JSON API on this machine until Ctrl-C: a page that is pasted or dropped is read at once; the
    /// statements, speakers and documents of a database are searched. docs/serve.md describes addresses and limits.
    #[command(after_help = SERVE_EXAMPLES, after_long_help = SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Check that records are valid
    ///
    /// Reads records as `depesha parse` writes them, with `--format json` or `jsonl`, and names every place where one
    /// breaks the contract.
    Check(CheckArgs),
    /// Print the JSON Schema of the record
    Schema,
    /// Print the completions of a shell
    #[command(after_help = "Example:
  depesha completions bash > ~/.local/share/bash-completion/completions/depesha")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

const PARSE_EXAMPLES: &str = "Examples:
  depesha parse article.txt                       show a page in the terminal
  depesha parse article.txt --explain             with the rule and the words of each fact
  xclip -o | depesha parse                        a page from the clipboard
  depesha parse article.txt --format json | jq '.statements[].speaker'
  depesha parse news/*.txt > records.jsonl        many pages, one record a line
  depesha parse article.txt --published 2015-11-14 --timezone Europe/Moscow";

const QUOTES_EXAMPLES: &str = "Examples:
  depesha quotes article.txt                      who said what
  depesha quotes news/*.txt --speaker Лавров      what one speaker said
  depesha quotes news/*.txt --about ЮНЕСКО        what was said about somebody or something
  depesha quotes news/*.txt --type direct --sort speaker
  depesha quotes news/*.txt --format csv > quotes.csv";

const EVENTS_EXAMPLES: &str = "Examples:
  depesha events article.txt                      who did what to whom
  depesha events article.txt --explain            with the words for each of them
  depesha events news/*.txt --type SANCTION --recipient Иран
  depesha events news/*.txt --actor Лавров --format csv > events.csv";

const WHO_EXAMPLES: &str = "Examples:
  depesha who article.txt                         who is named, in which role
  depesha who news/*.txt --format csv > persons.csv
  depesha who article.txt --format jsonl | jq -r '.name'";

const EXPORT_EXAMPLES: &str = "Examples:
  depesha export records.jsonl --to turtle > news.ttl
  depesha export records.jsonl --to brat --out annotated
  depesha export *.jsonl --to gexf > who-about-whom.gexf
  depesha parse news/*.txt | depesha export --to markdown";

const REPORT_EXAMPLES: &str = "Examples:
  depesha report article.txt -o report.html
  depesha report news/*.html -o report.html --lang ru
  depesha report records.jsonl -o report.html     records that were written before";

const RUN_EXAMPLES: &str = "Examples:
  depesha run news/ --out tables/ --format parquet
  depesha run feed.jsonl.gz --out tables/ --format parquet,sqlite --text-field body
  depesha run news/ --out tables/ --format parquet --resume    after it was stopped
  sqlite3 tables/depesha.sqlite \"SELECT speaker_name, content FROM statements_text('мост*') found
    JOIN statements ON statements.rowid = found.rowid\"";

const SERVE_EXAMPLES: &str = "Examples:
  depesha serve                                  paste pages at http://127.0.0.1:8017/
  depesha serve tables/                          and search what `depesha run news/ --out tables/ --format sqlite` wrote
  depesha serve tables/ --lang ru --port 9000
  curl --data-binary @article.txt http://127.0.0.1:8017/api/v1/parse";

/// Which pages are read, and how.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// Files, folders and patterns (`'news/**/*.txt'`) to read; `-` is standard input, as is no input at all
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// The field or column with the page as plain text
    #[arg(long, value_name = "NAME", default_value = "text", help_heading = FIELDS)]
    pub text_field: String,

    /// The field or column with the page as HTML; read rather than the text where there are both
    #[arg(long, value_name = "NAME", default_value = "html", help_heading = FIELDS)]
    pub html_field: String,

    /// The field or column that names the document
    #[arg(long, value_name = "NAME", default_value = "id", help_heading = FIELDS)]
    pub id_field: String,

    /// The field or column that says when the page was published
    #[arg(long, value_name = "NAME", default_value = "date", help_heading = FIELDS)]
    pub date_field: String,

    /// The field or column with the page's address
    #[arg(long, value_name = "NAME", default_value = "url", help_heading = FIELDS)]
    pub url_field: String,

    /// The field or column with the headline
    #[arg(long, value_name = "NAME", default_value = "title", help_heading = FIELDS)]
    pub title_field: String,

    /// What the inputs are; by default their names tell, or their first bytes, as on standard input
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,

    /// The encoding of the pages, as `windows-1251`, where they and their servers say nothing or what is wrong
    #[arg(long, value_name = "NAME", value_parser = |name: &str| depesha::encoding(name))]
    pub encoding: Option<&'static Encoding>,

    /// Read documents that are not in Russian too
    #[arg(long)]
    pub any_language: bool,

    /// The longest document that is read, in bytes behind decompression
    #[arg(long, value_name = "BYTES", default_value_t = ReadOptions::default().max_bytes)]
    pub max_bytes: u64,
}

/// What all subcommands that read pages take.
#[derive(Debug, Args)]
pub struct InputArgs {
    #[command(flatten)]
    pub read: ReadArgs,

    /// A folder with word lists of your own, which add to the built-in ones; docs/lexicon.md describes them
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct OffsetArgs {
    /// What offsets count: code points, bytes of UTF-8, or UTF-16 units; formats of others count what they must
    #[arg(
        long = "offsets",
        value_name = "UNIT",
        default_value = "char",
        value_parser = PossibleValuesParser::new(["char", "byte", "utf16"])
            .try_map(|name| name.parse::<OffsetUnit>())
    )]
    pub unit: OffsetUnit,
}

/// How records are written.
#[derive(Debug, Args)]
pub struct WriteArgs {
    /// A folder for the results, made if need be: a file a page, named after it; one for a network, one for each table
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub offsets: OffsetArgs,

    /// Show each fact's rule, and the words it was read from with their offsets (in formats pretty and text)
    #[arg(long)]
    pub explain: bool,

    /// The language of the labels (in formats pretty, text and markdown)
    #[arg(
        long,
        default_value = "en",
        value_parser = language()
    )]
    pub lang: Language,

    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(["en", "ru"]).try_map(|name| name.parse::<Language>())
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// The file to write; standard output, when there is none
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// The language of the labels
    #[arg(long, default_value = "en", value_parser = language())]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Files of records; `-` is standard input, as is no file at all
    #[arg(value_name = "RECORDS")]
    pub files: Vec<PathBuf>,

    /// How to write them
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Format,

    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Debug, Args)]
pub struct ParseArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// How to write the result [default: pretty on a terminal; otherwise json for one file, jsonl for several]
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    #[command(flatten)]
    pub write: WriteArgs,

    /// When the pages were published, as `2015-11-14` or `2015-11-14T22:54+03:00`; wins over what they say
    #[arg(long, value_name = "WHEN")]
    pub published: Option<Moment>,

    #[command(flatten)]
    pub page: PageArgs,
}

/// How pages are understood.
#[derive(Debug, Args)]
pub struct PageArgs {
    /// The time zone of the pages' stamps, as `Europe/Moscow` or `+03:00`
    #[arg(
        long,
        value_name = "ZONE",
        allow_hyphen_values = true,
        value_parser = |name: &str| depesha::time_zone(name)
    )]
    pub timezone: Option<depesha::TimeZone>,

    /// Which words belong to a name, by the annotation scheme of which corpus
    #[arg(
        long,
        value_name = "SCHEME",
        default_value = "nerel",
        value_parser = PossibleValuesParser::new(["nerel", "factrueval"])
            .try_map(|name| name.parse::<MentionScheme>())
    )]
    pub mention_scheme: MentionScheme,
}

#[derive(Debug, Args)]
pub struct QuotesArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Only what this speaker said; of a speaker without a name, the page's words for them
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<NameQuery>,

    /// Only what mentions this person, organisation or place, by name or otherwise
    #[arg(long, value_name = "NAME")]
    pub about: Option<NameQuery>,

    /// Only what is reported in this way
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    pub kind: Option<QuoteType>,

    /// What the rows are sorted by
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = Order::Text)]
    pub sort: Order,

    /// How to write the rows
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,

    #[command(flatten)]
    pub offsets: OffsetArgs,
}

#[derive(Debug, Args)]
pub struct EventsArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Only events of this type of PLOVER
    #[arg(long = "type", value_name = "TYPE", ignore_case = true, value_parser = event_type())]
    pub kind: Option<EventType>,

    /// Only what this person, organisation or country does
    #[arg(long, value_name = "NAME")]
    pub actor: Option<NameQuery>,

    /// Only what is done to or with this person, organisation or country
    #[arg(long, value_name = "NAME")]
    pub recipient: Option<NameQuery>,

    /// Show the words for each of those who take part, and the rule (in the table; CSV and JSON Lines have them always)
    #[arg(long)]
    pub explain: bool,

    /// How to write the rows
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,

    #[command(flatten)]
    pub offsets: OffsetArgs,
}

fn event_type() -> impl TypedValueParser<Value = EventType> {
    let find = |name: String| {
        EventType::ALL
            .into_iter()
            .find(|kind| kind.as_str().eq_ignore_ascii_case(&name))
    };
    PossibleValuesParser::new(EventType::ALL.map(EventType::as_str))
        .try_map(move |name| find(name).ok_or("no type of PLOVER"))
}

#[derive(Debug, Args)]
pub struct WhoArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// How to write the rows
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,
}

#[derive(Debug, Args)]
pub struct RunArgs {
    #[command(flatten)]
    pub input: InputArgs,

    #[command(flatten)]
    pub page: PageArgs,

    /// The folder to write to; made when it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// What to write, one or several
    #[arg(long, value_enum, value_delimiter = ',', default_value = "jsonl")]
    pub format: Vec<RunFormat>,

    /// Go on with the run that the folder holds; the inputs and options must be the same
    #[arg(long)]
    pub resume: bool,

    /// How many threads work [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// How long one document may take
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub timeout: Duration,

    /// The share of its words that a near duplicate has in common with an earlier document, from 0.1 to 1; `off` looks
    /// for no duplicates
    #[arg(long, value_name = "SHARE", default_value = "0.7", value_parser = Similarity::from_str)]
    pub near_duplicates: Similarity,

    /// How many documents a part file covers; a run that was killed begins again behind the last whole part
    #[arg(long, value_name = "N", default_value_t = RunOptions::default().part_documents)]
    pub part_size: NonZeroU64,

    /// Show neither progress nor summary
    #[arg(long, short)]
    pub quiet: bool,

    /// Print the summary as JSON on standard output
    #[arg(long)]
    pub json_summary: bool,

    /// Add to the summary what the time was spent on
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// A database of `depesha run --format sqlite`, or the folder that it is in; without one only pages are read
    #[arg(value_name = "DATABASE")]
    pub database: Option<PathBuf>,

    /// The address to listen at; `0.0.0.0` lets other machines in, which nothing keeps from reading everything
    #[arg(long, value_name = "ADDRESS", default_value_t = Ipv4Addr::LOCALHOST.into())]
    pub host: IpAddr,

    /// The port to listen at; 0 is any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8017)]
    pub port: u16,

    /// A further name that the service may be called by, beside `localhost` and addresses
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,

    /// The language of the pages, where the browser asks for none of them
    #[arg(
        long,
        default_value = "en",
        value_parser = PossibleValuesParser::new(["en", "ru"]).try_map(|name| name.parse::<Language>())
    )]
    pub lang: Language,

    /// Read pages that are not in Russian too
    #[arg(long)]
    pub any_language: bool,

    /// A folder with word lists of your own, which add to the built-in ones; docs/lexicon.md describes them
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,

    /// The longest page that is taken, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body_bytes)]
    pub max_bytes: usize,

    /// How long a page may take to arrive, to wait and to be read, each, and the database to answer
    #[arg(long, value_name = "SECONDS", default_value = "15", value_parser = seconds)]
    pub timeout: Duration,

    /// How many pages are read at the same time [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// Do not tell requests on standard error
    #[arg(long, short)]
    pub quiet: bool,
}

/// A threshold of duplicates, or none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Similarity(pub Option<f64>);

impl FromStr for Similarity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<f64>() {
            _ if text == "off" => Ok(Self(None)),
            Ok(share) if (0.1..=1.0).contains(&share) => Ok(Self(Some(share))),
            _ => Err("write a number from 0.1 to 1, such as `0.7`, or `off`".to_owned()),
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds: &f64| *seconds > 0.0);
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration.ok_or_else(|| "write a number of seconds above 0, such as `10` or `0.5`".to_owned())
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files of records; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person: headline, when and where, who said what, who is who
    Pretty,
    /// The record, indented; several inputs give one object after the other
    Json,
    /// The record on one line, one line an input
    Jsonl,
    /// For a person: as pretty, without colour and 80 columns wide
    Text,
    /// For a person: a digest in Markdown
    Markdown,
    /// Linked data: schema.org in JSON-LD, one line a page
    Jsonld,
    /// Linked data: NIF and PROV-O in Turtle
    Turtle,
    /// Linked data: the same in N-Triples
    Ntriples,
    /// Annotation: W3C Web Annotation, one line a page
    Webanno,
    /// Annotation: brat standoff, into a folder
    Brat,
    /// Annotation: tokens and names in CoNLL-U
    Conllu,
    /// News item: ninjs 3.1, one line a page
    Ninjs,
    /// News item: NewsML-G2 2.35, one document a page
    Newsml,
    /// Quotations: as GDELT has them, with speakers, one line a page
    Gdelt,
    /// Tables: CSV, into a folder
    Csv,
    /// Tables: Parquet, into a folder
    Parquet,
    /// Events: PLOVER's JSON, one line an event
    Plover,
    /// Events: tab-separated, as PETRARCH2 writes them
    Petrarch,
    /// Network of who spoke about whom: GEXF, for Gephi
    Gexf,
    /// Network of who spoke about whom: GraphML
    Graphml,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RunFormat {
    /// Whole records, a line each
    Jsonl,
    /// Tables for analysis
    Parquet,
    /// Tables for spreadsheets
    Csv,
    /// Tables in a database, with a full-text index of the statements
    Sqlite,
}

/// What an input may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// A page of plain text
    Text,
    /// An HTML page
    Html,
    /// JSON Lines
    Jsonl,
    /// A table with the names of the columns in its first row
    Csv,
    /// A table in Apache Parquet
    Parquet,
    /// A web archive
    Warc,
}

impl From<InputFormat> for depesha::Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Text => Self::Text,
            InputFormat::Html => Self::Html,
            InputFormat::Jsonl => Self::Jsonl,
            InputFormat::Csv => Self::Csv,
            InputFormat::Parquet => Self::Parquet,
            InputFormat::Warc => Self::Warc,
        }
    }
}

impl From<RunFormat> for TableFormat {
    fn from(format: RunFormat) -> Self {
        match format {
            RunFormat::Jsonl => Self::Jsonl,
            RunFormat::Parquet => Self::Parquet,
            RunFormat::Csv => Self::Csv,
            RunFormat::Sqlite => Self::Sqlite,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Also into a pipe or file
    Always,
    /// Not at all
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QuoteType {
    /// The speaker's words in quotation marks, or an interview turn
    Direct,
    /// Retold without quotation marks
    Indirect,
    /// Retold, with a quoted fragment
    Mixed,
    /// The attribution stands in another sentence
    Anaphoric,
}

impl From<QuoteType> for StatementType {
    fn from(kind: QuoteType) -> Self {
        match kind {
            QuoteType::Direct => Self::Direct,
            QuoteType::Indirect => Self::Indirect,
            QuoteType::Mixed => Self::Mixed,
            QuoteType::Anaphoric => Self::Anaphoric,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// The order of the inputs, then that of the text
    Text,
    /// The speaker's name, then the order of the inputs and the text; sources without a name come last
    Speaker,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// For a person: columns, wrapped to the width of the terminal
    Table,
    /// For a spreadsheet: comma-separated values with a header
    Csv,
    /// For a program: a JSON object a row
    Jsonl,
}
