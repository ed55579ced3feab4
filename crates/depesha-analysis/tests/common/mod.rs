//! What several test programs share.

use std::sync::OnceLock;

use depesha_analysis::{Analyzer, Options};
use depesha_model::{Record, Source};
use depesha_text::OffsetUnit;

/// The record of a text of which nothing is known but what the options say.
pub fn read(text: &str, options: &Options) -> Record {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    let analyzer = ANALYZER.get_or_init(|| Analyzer::new().expect("the dictionary loads"));
    let source = Source {
        media_type: "text/plain".to_owned(),
        encoding: "UTF-8".to_owned(),
        offset_unit: OffsetUnit::Byte,
        ..Source::default()
    };
    let record = analyzer.read(text.to_owned(), source, options);
    assert_eq!(record.check(), [], "{text}");
    record
}
