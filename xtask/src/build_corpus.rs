//! `cargo xtask corpus`: a large corpus as outlets publish it, made of the texts of a folder, to run the program on.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::files;

/// Builds a corpus of pages: text files, HTML of several outlets, JSON Lines and a WARC archive.
///
/// Every text comes again and again, each time in another form and with its paragraphs moved, as a story of an agency does.
#[derive(Args)]
pub struct Corpus {
    /// Where to build it; a folder that is not there.
    out: PathBuf,
    /// A folder with `.txt` files.
    #[arg(long, default_value = "../shared/corpora")]
    texts: PathBuf,
    /// How many documents.
    #[arg(long, default_value_t = 20_000)]
    documents: usize,
}

/// Files of one folder, so that none becomes too long to list.
const FILES_A_FOLDER: usize = 1000;

impl Corpus {
    /// Builds it and says what is in it.
    #[allow(clippy::print_stdout, reason = "the counts are the command's answer")]
    pub fn run(&self) -> Result<()> {
        let texts = files::find(&files::root().join(&self.texts), ".txt")?
            .iter()
            .map(|path| files::read(path))
            .collect::<Result<Vec<_>>>()?;
        if texts.is_empty() {
            bail!(
                "{}: no .txt file; name a folder of texts",
                self.texts.display()
            );
        }
        fs::create_dir(&self.out).with_context(|| self.out.display().to_string())?;
        let mut writer = Writer::new(&self.out)?;
        for number in 0..self.documents {
            let round = number / texts.len();
            let story = Story::of(number, round, &texts[number % texts.len()]);
            // The rounds shift the forms, so that a text comes in all of them.
            writer.write(&story, number + round)?;
        }
        writer.finish()?;
        println!(
            "{} documents of {} texts in {}",
            self.documents,
            texts.len(),
            self.out.display()
        );
        Ok(())
    }
}

/// A page before it is laid out.
struct Story<'t> {
    number: usize,
    title: &'t str,
    paragraphs: Vec<&'t str>,
}

impl<'t> Story<'t> {
    /// The text's first line is the headline; `round` says which paragraph stands first.
    fn of(number: usize, round: usize, text: &'t str) -> Self {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let title = lines.next().unwrap_or_default();
        let mut paragraphs: Vec<&str> = lines.collect();
        let first = round.checked_rem(paragraphs.len()).unwrap_or(0);
        paragraphs.rotate_left(first);
        Self {
            number,
            title,
            paragraphs,
        }
    }

    fn url(&self) -> String {
        format!("https://news.example/{}/story.html", self.number)
    }

    /// Days and hours go on from story to story.
    fn date(&self) -> String {
        let (hour, day) = (self.number % 24, self.number / 24 % 28 + 1);
        format!(
            "2019-{:02}-{day:02}T{hour:02}:30:00+03:00",
            self.number / 672 % 12 + 1
        )
    }

    fn text(&self) -> String {
        format!("{}\n\n{}\n", self.title, self.paragraphs.join("\n\n"))
    }

    fn body(&self, open: &str, close: &str) -> String {
        let mut body = String::new();
        for paragraph in &self.paragraphs {
            let _ = writeln!(body, "{open}{}{close}", escaped(paragraph));
        }
        body
    }

    /// The page of a portal: a menu, JSON-LD, links to other stories.
    fn portal(&self) -> String {
        let about = json!({
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": self.title,
            "datePublished": self.date(), "publisher": {"@type": "Organization", "name": "Заречье Онлайн"},
        });
        format!(
            "<!DOCTYPE html><html lang=\"ru\"><head><meta charset=\"utf-8\"><title>{title} — Заречье Онлайн</title>\
             <meta property=\"og:title\" content=\"{title}\"><link rel=\"canonical\" href=\"{url}\">\
             <script type=\"application/ld+json\">{about}</script></head><body>\
             <nav><ul><li><a href=\"/\">Главная</a></li><li><a href=\"/politics\">Политика</a></li></ul></nav>\
             <article><h1>{title}</h1><time datetime=\"{date}\">{date}</time>{body}</article>\
             <aside><h3>Читайте также</h3><a href=\"/1\">Снег выпал в горах</a></aside>\
             <footer>© Заречье Онлайн</footer></body></html>",
            title = escaped(self.title),
            url = self.url(),
            date = self.date(),
            body = self.body("<p>", "</p>"),
        )
    }

    /// The page of an agency: microdata, no menu to speak of.
    fn agency(&self) -> String {
        format!(
            "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><title>{title}</title></head>\
             <body><div class=\"top\"><a href=\"/\">Вестник</a></div>\
             <div itemscope itemtype=\"https://schema.org/NewsArticle\"><h1 itemprop=\"headline\">{title}</h1>\
             <meta itemprop=\"datePublished\" content=\"{date}\"><div itemprop=\"articleBody\">{body}</div></div>\
             <div class=\"share\">Поделиться</div></body></html>",
            title = escaped(self.title),
            date = self.date(),
            body = self.body("<p>", "</p>"),
        )
    }

    /// A page of old make: tables and line breaks.
    fn tables(&self) -> String {
        format!(
            "<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><table width=\"100%\"><tr>\
             <td><a href=\"/\">Новости</a><br><a href=\"/archive\">Архив</a></td>\
             <td><b>{title}</b><br><i>{date}</i><br><br>{body}</td></tr></table></body></html>",
            title = escaped(self.title),
            date = self.date(),
            body = self.body("", "<br><br>"),
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// Where the pages go.
struct Writer {
    out: PathBuf,
    feed: GzEncoder<BufWriter<File>>,
    pages: BufWriter<File>,
    archive: BufWriter<File>,
}

impl Writer {
    fn new(out: &Path) -> Result<Self> {
        let create = |name: &str| -> Result<BufWriter<File>> {
            let path = out.join(name);
            let file = File::create(&path).with_context(|| path.display().to_string())?;
            Ok(BufWriter::new(file))
        };
        Ok(Self {
            out: out.to_owned(),
            feed: GzEncoder::new(create("feed.jsonl.gz")?, Compression::default()),
            pages: create("pages.jsonl")?,
            archive: create("crawl.warc.gz")?,
        })
    }

    /// Writes a story in one of the forms.
    fn write(&mut self, story: &Story<'_>, form: usize) -> Result<()> {
        match form % 5 {
            0 => self.file(story, "txt", &story.text()),
            1 => self.file(story, "html", &story.portal()),
            2 => {
                let line = json!({
                    "id": story.number.to_string(), "url": story.url(), "date": story.date(), "text": story.text(),
                });
                Ok(writeln!(self.feed, "{line}")?)
            }
            3 => {
                let line = json!({"id": story.number.to_string(), "url": story.url(), "html": story.tables()});
                Ok(writeln!(self.pages, "{line}")?)
            }
            _ => self.response(story),
        }
    }

    fn file(&self, story: &Story<'_>, kind: &str, page: &str) -> Result<()> {
        let folder = self
            .out
            .join(kind)
            .join(format!("{:03}", story.number / FILES_A_FOLDER));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{:06}.{kind}", story.number)), page)?;
        Ok(())
    }

    /// A record of the archive, compressed by itself as Common Crawl does.
    fn response(&mut self, story: &Story<'_>) -> Result<()> {
        let page = story.agency();
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
            page.len()
        );
        let mut member = GzEncoder::new(&mut self.archive, Compression::default());
        write!(
            member,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{:012}>\r\n\
             WARC-Date: 2019-12-31T21:00:00Z\r\nWARC-Target-URI: {}\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {}\r\n\r\n{http}\r\n\r\n",
            story.number,
            story.url(),
            http.len()
        )?;
        member.finish()?;
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        self.feed.finish()?.flush()?;
        self.pages.flush()?;
        self.archive.flush()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_in_every_form_and_no_document_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let texts = folder.path().join("texts");
        fs::create_dir(&texts).unwrap();
        for name in 0..5 {
            fs::write(
                texts.join(format!("{name}.txt")),
                format!("Мост {name}\n\nОткрыт.\nЗакрыт.\n"),
            )
            .unwrap();
        }
        let corpus = Corpus {
            out: folder.path().join("out"),
            texts,
            documents: 25,
        };
        corpus.run().unwrap();
        assert_eq!(files::find(&corpus.out, ".txt").unwrap().len(), 5);
        assert_eq!(files::find(&corpus.out, ".html").unwrap().len(), 5);
        let pages = files::read(&corpus.out.join("pages.jsonl")).unwrap();
        assert_eq!(pages.lines().count(), 5);
        let read = |name: &str| {
            let file = File::open(corpus.out.join(name)).unwrap();
            std::io::read_to_string(flate2::read::MultiGzDecoder::new(file)).unwrap()
        };
        assert_eq!(read("feed.jsonl.gz").lines().count(), 5);
        assert_eq!(
            read("crawl.warc.gz").matches("WARC-Type: response").count(),
            5
        );
        assert!(
            ["Мост 0", "Мост 4"]
                .iter()
                .all(|title| pages.contains(title))
        );
    }
}
