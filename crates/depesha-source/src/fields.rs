//! A page in the fields of a record.

use crate::document::Document;
use crate::error::Problem;
use crate::options::ReadOptions;
use depesha_model::PageFact;

/// The fields of a record that matter.
pub(crate) struct Fields {
    text: Option<String>,
    html: Option<String>,
    id: Option<String>,
    date: Option<String>,
    url: Option<String>,
    title: Option<String>,
}

impl Fields {
    /// The fields that `options` names; `value` gives each.
    pub fn new(options: &ReadOptions, mut value: impl FnMut(&str) -> Option<String>) -> Self {
        let mut field = |name: &str| value(name).filter(|value| !value.trim().is_empty());
        Self {
            text: field(&options.text_field),
            html: field(&options.html_field),
            id: field(&options.id_field),
            date: field(&options.date_field),
            url: field(&options.url_field),
            title: field(&options.title_field),
        }
    }

    /// How many bytes the page has.
    pub fn bytes(&self) -> usize {
        let page = self.html.as_ref().or(self.text.as_ref());
        page.map_or(0, String::len)
    }

    /// What the record calls itself.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The page, with what the other fields say of it.
    pub fn document(&self, options: &ReadOptions) -> Result<Document, Problem> {
        if self.bytes() as u64 > options.max_bytes {
            let limit = options.max_bytes;
            return Err(Problem::TooLong { limit });
        }
        let mut document = match (&self.html, &self.text) {
            (Some(html), _) => Document::of_html(html)?,
            (None, Some(text)) => Document::from_text(text),
            (None, None) => {
                return Err(Problem::NoText {
                    text: options.text_field.clone(),
                    html: options.html_field.clone(),
                });
            }
        };
        document.id.clone_from(&self.id);
        document.uri.clone_from(&self.url);
        let page = &mut document.page;
        for (own, value) in [
            (&mut page.url, &self.url),
            (&mut page.title, &self.title),
            (&mut page.published, &self.date),
        ] {
            if let Some(value) = value {
                *own = Some(PageFact {
                    value: value.clone(),
                    rule: "field",
                });
            }
        }
        Ok(document)
    }
}
