/// What the container of a page says of it, beside its text: fields of a record, the head of an HTML page. The text may
/// say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// The address that it was fetched from.
    pub url: Option<PageFact>,
    /// The address that it asks to be known by.
    pub canonical: Option<PageFact>,
    /// The headline.
    pub title: Option<PageFact>,
    /// When it was published, as it is written there.
    pub published: Option<PageFact>,
    /// When it was last changed, as it is written there.
    pub modified: Option<PageFact>,
    /// Who wrote it.
    pub authors: Vec<PageFact>,
    /// The outlet or site.
    pub outlet: Option<PageFact>,
    /// The section.
    pub section: Option<PageFact>,
    /// The language, as its ISO 639 code or a tag that begins with it.
    pub language: Option<PageFact>,
}

/// A value and the place that it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFact {
    /// What is said.
    pub value: String,
    /// Where: `field` (of a record), `warc`, `json-ld`, `microdata`, `open-graph`, `meta`, `link`, `time-element`,
    /// `title-element`, `lang`.
    pub rule: &'static str,
}
