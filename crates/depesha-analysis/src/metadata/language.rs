//! Which language the text is in.

use depesha_model::{Diagnostic, Fact, Severity};

/// The language by the letters of the text; `None` when most of them are not Cyrillic or there are none.
pub(super) fn language(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Fact<String>> {
    let code = depesha_text::language(text);
    if code != Some("ru") && text.contains(char::is_alphabetic) {
        diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            code: "not-russian".to_owned(),
            span: None,
            message: "by its letters the text is not Russian, so little of it will be understood"
                .to_owned(),
        });
    }
    Some(Fact {
        value: code?.to_owned(),
        span: None,
        rule: "language.letters".into(),
    })
}
