//! Lines of a given width, in colour or not.

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WrapAlgorithm};

/// The headline, names.
pub const STRONG: Style = Style::new().bold();
/// Headings of the digest itself.
pub const HEADING: Style = AnsiColor::Cyan.on_default().bold();
/// What explains and counts.
pub const QUIET: Style = Style::new().dimmed();
/// What a reader should look at twice.
pub const ALERT: Style = AnsiColor::Yellow.on_default();

/// A digest in the making.
pub struct Sheet {
    lines: String,
    width: usize,
    color: bool,
}

impl Sheet {
    pub fn new(width: usize, color: bool) -> Self {
        Self {
            lines: String::new(),
            // Narrower than this, indents leave no room for words.
            width: width.max(20),
            color,
        }
    }

    pub fn into_string(self) -> String {
        self.lines
    }

    pub fn paint(&self, style: Style, words: &str) -> String {
        match self.color {
            true => format!("{style}{words}{style:#}"),
            false => words.to_owned(),
        }
    }

    pub fn blank(&mut self) {
        self.lines.push('\n');
    }

    /// `words` from the column of `first` on; further lines start with as many spaces as `rest` says.
    pub fn wrapped(&mut self, first: &str, rest: usize, words: &str) {
        let rest = " ".repeat(rest);
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(&rest)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(words, options) {
            self.lines.push_str(line.trim_end());
            self.lines.push('\n');
        }
    }
}

/// Words of the page on one line, harmless to a terminal: runs of white space are one space, control characters and
/// those that turn the direction of writing are left out.
pub fn clean(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|c| !is_harmful(*c)));
    }
    line
}

fn is_harmful(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
