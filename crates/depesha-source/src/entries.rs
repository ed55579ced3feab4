//! The documents of inputs, one after the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::document::{Document, Known};
use crate::encoding::Declared;
use crate::error::{Failure, Problem, Skipped};
use crate::fields::Fields;
use crate::input::{Files, Found, Input};
use crate::lines::Lines;
use crate::options::{Format, ReadOptions};
use crate::position::{Position, RecordAt};
use crate::{jsonl, parquet, stream, table, warc};

/// The documents of inputs, in the order of the inputs. What cannot be read is a [`Failure`] in its place and ends
/// nothing: the next item is the next document. Holds one document in memory, however long the inputs are.
///
/// Getting an [`Entry`] costs little more than its input and output; [`Entry::read`] does the work and needs nothing
/// of this iterator, so threads may share the work:
///
/// ```
/// use depesha_source::{Entries, Entry, Input, ReadOptions};
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("feed.jsonl");
/// # std::fs::write(&path, "{\"text\": \"Мост открыли.\"}\n{\"text\": \n{\"text\": \"Снег пошёл.\"}\n")?;
/// let entries = Entries::open([Input::from(&path)], ReadOptions::default());
/// let mut texts = Vec::new();
/// for document in entries.map(|entry| entry.and_then(Entry::read)) {
///     match document {
///         Ok(document) => texts.push(document.text),
///         Err(failure) => assert!(failure.to_string().contains("record 2: is no JSON object")),
///     }
/// }
/// assert_eq!(texts, ["Мост открыли.", "Снег пошёл."]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Entries {
    options: Arc<ReadOptions>,
    inputs: std::vec::IntoIter<Input>,
    /// The files of the input that is being read.
    files: Files,
    /// The file that is being read.
    open: Option<Open>,
    /// What was read already, by [`Entries::after`].
    done: Option<Position>,
    stored: Arc<AtomicU64>,
}

/// The documents of one file.
struct Open {
    input: String,
    searched: bool,
    items: Items,
    /// The number of the next record; `None` when the file is the document.
    next: Option<u64>,
}

/// What a container gives.
pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// A record of a container, or why there is none in this place.
pub(crate) struct Item {
    /// The byte that it starts at, behind decompression.
    pub offset: u64,
    pub content: Result<Content, Problem>,
}

/// A document before it is decoded.
pub(crate) enum Content {
    /// A page, and whether it is HTML, where that is known.
    Page(Vec<u8>, Option<bool>),
    /// A line of JSON Lines.
    Json(Vec<u8>),
    /// A row of a table.
    Fields(Fields),
    /// A record of an archive.
    Archived(warc::Page),
}

impl Entries {
    /// The documents of `inputs`. Opens nothing before the first is asked for.
    pub fn open(inputs: impl IntoIterator<Item = Input>, options: ReadOptions) -> Self {
        Self {
            options: Arc::new(options),
            inputs: Vec::from_iter(inputs).into_iter(),
            files: Box::new(std::iter::empty()),
            open: None,
            done: None,
            stored: Arc::default(),
        }
    }

    /// The same without the documents up to and with the one at `position`: what came last before an earlier run ended.
    /// Files in front of it are not opened. When nothing lies there any more, nothing is left.
    #[must_use]
    pub fn after(self, position: Position) -> Self {
        Self {
            done: Some(position),
            ..self
        }
    }

    /// How many bytes were read so far, as they lie on the disk; with [`Input::stored_bytes`] this tells how far it has
    /// come.
    pub fn stored_bytes_read(&self) -> u64 {
        self.stored.load(Ordering::Relaxed)
    }

    /// Opens the next file; `None` behind the last one.
    fn next_file(&mut self) -> Option<Result<Open, Failure>> {
        let found = loop {
            match self.files.next() {
                Some(found) => break found,
                None => self.files = self.inputs.next()?.files(),
            }
        };
        Some(found.and_then(|found| self.open_file(found)))
    }

    fn open_file(&self, found: Found) -> Result<Open, Failure> {
        let input = found.input.to_string();
        let is_done = |done: &Position| done.input.as_deref() != Some(input.as_str());
        let opened = if self.done.as_ref().is_some_and(is_done) {
            Ok((Box::new(std::iter::empty()) as Items, None))
        } else {
            self.items(&found.input)
        };
        match opened {
            Ok((items, next)) => Ok(Open {
                input,
                searched: found.searched,
                items,
                next,
            }),
            Err(problem) => Err(problem.at(Position::from(&found.input))),
        }
    }

    /// The documents of a file, and the number of the first where they have numbers.
    fn items(&self, input: &Input) -> Result<(Items, Option<u64>), Problem> {
        let (head, stream) = stream::peek(stream::open(input, &self.stored)?)?;
        let named = match input {
            Input::Path(path) => path.to_str().and_then(Format::of_name),
            Input::Stdin => None,
        };
        let format = self.options.format.or(named);
        let limit = self.options.max_bytes;
        Ok(match format.unwrap_or_else(|| Format::of_bytes(&head)) {
            page @ (Format::Text | Format::Html) => {
                // A file named `.txt` may be a saved page all the same, so only the caller's word is enough.
                let is_html = match page {
                    Format::Html => Some(true),
                    _ => self.options.format.map(|_| false),
                };
                let item = std::iter::once_with(move || Item {
                    offset: 0,
                    content: stream::whole(stream, limit)
                        .map(|bytes| Content::Page(bytes, is_html)),
                });
                (Box::new(item), None)
            }
            Format::Jsonl => (Box::new(jsonl::items(Lines::new(stream, limit))), Some(0)),
            Format::Csv => {
                let items = table::items(Lines::new(stream, limit), Arc::clone(&self.options))?;
                (Box::new(items), Some(0))
            }
            Format::Parquet => {
                let items = parquet::items(stream::spooled(stream)?, Arc::clone(&self.options))?;
                (Box::new(items), Some(0))
            }
            Format::Warc => (Box::new(warc::items(Lines::new(stream, limit))), Some(0)),
        })
    }

    /// Whether an earlier run has read what lies at `position`.
    fn is_done(&mut self, position: &Position) -> bool {
        match &self.done {
            None => false,
            Some(done) => {
                if done == position {
                    self.done = None;
                }
                true
            }
        }
    }
}

impl Iterator for Entries {
    type Item = Result<Entry, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(open) = &mut self.open else {
                match self.next_file()? {
                    Ok(open) => self.open = Some(open),
                    Err(failure) if self.is_done(&failure.position) => {}
                    Err(failure) => return Some(Err(failure)),
                }
                continue;
            };
            let Some(item) = open.items.next() else {
                self.open = None;
                continue;
            };
            let record = open.next.map(|index| RecordAt {
                index,
                offset: item.offset,
            });
            open.next = open.next.map(|index| index + 1);
            let position = Position {
                input: Some(open.input.clone()),
                record,
            };
            let searched = open.searched;
            if self.is_done(&position) {
                continue;
            }
            return Some(match item.content {
                Ok(content) => Ok(Entry {
                    position,
                    content,
                    searched,
                    options: Arc::clone(&self.options),
                }),
                Err(problem) => Err(problem.at(position)),
            });
        }
    }
}

/// A document that was found and not yet read.
pub struct Entry {
    position: Position,
    content: Content,
    /// Whether its file was found in a folder rather than named.
    searched: bool,
    options: Arc<ReadOptions>,
}

impl Entry {
    /// A page in memory, read as a file of this name would be: its ending and its first bytes tell whether it is HTML.
    pub fn of_page(bytes: Vec<u8>, name: Option<&str>, options: Arc<ReadOptions>) -> Self {
        let is_html = match options.format.or_else(|| Format::of_name(name?)) {
            Some(Format::Html) => Some(true),
            _ => options.format.map(|_| false),
        };
        Self {
            position: Position::of_input(name),
            content: Content::Page(bytes, is_html),
            searched: false,
            options,
        }
    }

    /// Where it lies.
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Page(bytes, _) | Content::Json(bytes) => bytes.len(),
            Content::Fields(fields) => fields.bytes(),
            Content::Archived(page) => page.block.len(),
        }
    }

    /// Decodes it, takes the text out and checks its language.
    ///
    /// # Errors
    /// What is wrong with the document, or why it is skipped.
    pub fn read(self) -> Result<Document, Failure> {
        let options = &*self.options;
        let mut id = None;
        let read = match &self.content {
            Content::Page(bytes, is_html) => {
                let encoding = Declared {
                    option: options.encoding,
                    charset: None,
                };
                let is_html = *is_html;
                Document::of_page(bytes, Known { is_html, encoding })
            }
            Content::Json(line) => jsonl::fields(line, options).and_then(|fields| {
                id = fields.id().map(str::to_owned);
                fields.document(options)
            }),
            Content::Fields(fields) => {
                id = fields.id().map(str::to_owned);
                fields.document(options)
            }
            Content::Archived(page) => {
                id = page.url.clone();
                warc::document(page, options)
            }
        };
        let read = read.and_then(|document| match is_wanted(&document, options) {
            Ok(()) => Ok(document),
            Err(skipped) => Err(Problem::Skipped(skipped)),
        });
        let problem = match read {
            Ok(document) => {
                return Ok(Document {
                    uri: document.uri.or_else(|| self.position.input.clone()),
                    position: self.position,
                    ..document
                });
            }
            // A picture in a folder of pages is no page that failed.
            Err(Problem::NotText { looks_like }) if self.searched => {
                let what = looks_like.to_owned();
                Problem::Skipped(Skipped::NoPage { what })
            }
            Err(problem) => problem,
        };
        Err(Failure {
            id,
            ..problem.at(self.position)
        })
    }
}

/// Why a document is passed over, if it is: it is in another language than Russian.
fn is_wanted(document: &Document, options: &ReadOptions) -> Result<(), Skipped> {
    if options.any_language || !document.text.contains(char::is_alphabetic) {
        return Ok(());
    }
    match depesha_text::language(&document.text) {
        Some("ru") => Ok(()),
        language => Err(Skipped::OtherLanguage { language }),
    }
}
