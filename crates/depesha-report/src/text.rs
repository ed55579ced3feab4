//! The text of a page as it stands in the report: its blocks as elements, its facts as marks.

use depesha_model::{Block, BlockKind, Statement};
use depesha_text::Span;
use maud::{Markup, PreEscaped, html};

use crate::facts::facts;
use crate::view::View;
use crate::weave::{Attributes, Layer, Weaver};

/// The text, whole and unchanged between the tags.
pub fn text(view: &View<'_>) -> Markup {
    let mut weaver = Weaver::new(&view.record.text, layers(view));
    let lines = lines(view);
    let mut html = String::new();
    let mut rest = &lines[..];
    let mut has_title = false;
    while let Some(first) = rest.first() {
        // Items of one list stand together, as do lines of the page around the article.
        let frame = frame(first.kind);
        let same = rest
            .iter()
            .take_while(|line| self::frame(line.kind) == frame);
        let count = if frame == Frame::None {
            1
        } else {
            same.count()
        };
        let (group, behind) = rest.split_at(count);
        rest = behind;
        let inner = group.iter().map(|line| {
            let is_first_title = line.kind == Some(BlockKind::Title) && !has_title;
            has_title |= is_first_title;
            element(line, is_first_title, &mut weaver).0
        });
        let inner = PreEscaped(inner.collect::<String>());
        let framed = match frame {
            Frame::List => html! { ul { (inner) } },
            Frame::Furniture => {
                html! { aside.furniture aria-label=(view.say("furniture")) { (inner) } }
            }
            Frame::None => inner,
        };
        html += &framed.0;
    }
    html += &weaver.rest().0;
    PreEscaped(html)
}

/// What stands around elements of a kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    None,
    List,
    Furniture,
}

fn frame(kind: Option<BlockKind>) -> Frame {
    match kind {
        Some(BlockKind::ListItem) => Frame::List,
        Some(kind) if kind.is_furniture() => Frame::Furniture,
        _ => Frame::None,
    }
}

/// Blocks that share a line, such as a dateline and its paragraph, or text outside all blocks.
struct Line {
    /// The kind of the last block.
    kind: Option<BlockKind>,
    /// Each block, and what stands between two.
    parts: Vec<(Option<BlockKind>, Span)>,
    /// The white space behind; all of a blank beginning.
    behind: Span,
}

/// The lines of the text, from its first byte to its last.
fn lines(view: &View<'_>) -> Vec<Line> {
    let text = &view.record.text;
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    let fits = |block: &&Block| block.span.get(text).is_some() && !block.span.is_empty();
    for block in view.record.blocks.iter().filter(fits) {
        if block.span.start() < at {
            continue;
        }
        let goes_on = between(text, at, block.span.start(), &mut lines);
        at = block.span.end();
        let part = (Some(block.kind), block.span);
        match lines.last_mut() {
            Some(line) if goes_on => {
                line.kind = part.0;
                line.parts.push(part);
            }
            _ => lines.push(Line {
                kind: part.0,
                parts: vec![part],
                behind: Span::new(at, at),
            }),
        }
    }
    between(text, at, text.len(), &mut lines);
    lines
}

/// Adds what stands between two blocks, and says whether they share a line.
fn between(text: &str, start: usize, end: usize, lines: &mut Vec<Line>) -> bool {
    let gap = Span::new(start, end);
    let words = gap.get(text).unwrap_or_default();
    let is_blank = words.trim().is_empty();
    let is_break = words.contains(['\n', '\r']) || end == text.len();
    match lines.last_mut() {
        Some(line) if !is_break => {
            if !gap.is_empty() {
                line.parts.push((None, gap));
            }
            true
        }
        Some(line) if is_blank => {
            line.behind = gap;
            false
        }
        _ => {
            let (parts, behind) = match is_blank {
                true => (Vec::new(), gap),
                false => (vec![(None, gap)], Span::new(end, end)),
            };
            lines.push(Line {
                kind: None,
                parts,
                behind,
            });
            false
        }
    }
}

fn element(line: &Line, is_first_title: bool, weaver: &mut Weaver<'_>) -> Markup {
    if line.parts.is_empty() {
        return weaver.gap(line.behind);
    }
    let last = line.parts.len() - 1;
    let parts = line.parts.iter().enumerate().map(|(at, (kind, span))| {
        let words = weaver.part(*span);
        match kind {
            // The last one gives its class to the whole line.
            Some(kind) if at < last => html! { span class=(class(*kind)) { (words) } }.0,
            _ => words.0,
        }
    });
    let words = PreEscaped(parts.collect::<String>());
    let Some(kind) = line.kind else {
        return html! { p.outside-blocks { (words) } (weaver.gap(line.behind)) };
    };
    let class = class(kind);
    html! {
        @match kind {
            BlockKind::Title if is_first_title => h2 class=(class) { (words) },
            BlockKind::Title | BlockKind::Heading => h3 class=(class) { (words) },
            BlockKind::Quote => blockquote { p class=(class) { (words) } },
            BlockKind::ListItem => li class=(class) { (words) },
            _ => p class=(class) { (words) },
        }
        (weaver.gap(line.behind))
    }
}

fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Timestamp => "timestamp",
        BlockKind::Byline => "byline",
        BlockKind::Lead => "lead",
        BlockKind::Dateline => "dateline",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Quote => "quote",
        BlockKind::ListItem => "list-item",
        BlockKind::Caption => "caption",
        BlockKind::Related => "related",
        BlockKind::Source => "source",
        BlockKind::Counter => "counter",
        BlockKind::Tags => "tags",
        BlockKind::Navigation => "navigation",
        BlockKind::Notice => "notice",
    }
}

/// Where a statement is shown: its content; else what tells of it.
fn pieces(statement: &Statement) -> Vec<Span> {
    match statement.content.is_empty() {
        false => statement.content.clone(),
        true => statement.cue.or(statement.source).into_iter().collect(),
    }
}

/// The marks of all facts.
fn layers(view: &View<'_>) -> Vec<Layer> {
    let record = view.record;
    let mut layers = Vec::new();
    for (index, statement) in record.statements.iter().enumerate() {
        statement_layers(view, index, statement, &mut layers);
    }
    for fact in facts(view) {
        layers.extend(fact.span.map(|span| Layer {
            id: Some(view.place("f-", &fact.key)),
            sign: Some(back(view, &view.fact("f-", &fact.key))),
            ..plain(span, 0, "told")
        }));
    }
    for (index, remark) in record.diagnostics.iter().enumerate() {
        layers.extend(remark.span.map(|span| Layer {
            id: Some(view.place("g", index)),
            sign: Some(back(view, &view.fact("g", index))),
            ..plain(span, 1, "remarked")
        }));
    }
    for (index, role) in record.roles.iter().enumerate() {
        if view.index(role.person).is_some() {
            layers.push(Layer {
                id: Some(view.place("r", index)),
                link: Some(view.fact("r", index)),
                ..plain(role.span, 4, "role")
            });
        }
    }
    for (index, mention) in record.mentions.iter().enumerate() {
        if let Some(entity) = view.index(mention.entity) {
            layers.push(Layer {
                id: Some(view.place("m", index)),
                link: Some(view.fact("e", entity)),
                ..plain(mention.span, 5, mention.kind.as_str())
            });
        }
    }
    for (index, reference) in record.references.iter().enumerate() {
        if let Some(entity) = view.index(reference.entity) {
            layers.push(Layer {
                id: Some(view.place("x", index)),
                link: Some(view.fact("e", entity)),
                ..plain(reference.span, 5, "reference")
            });
        }
    }
    for (index, time) in record.times.iter().enumerate() {
        layers.push(Layer {
            id: Some(view.place("t", index)),
            link: Some(view.fact("t", index)),
            ..plain(time.span, 6, "time")
        });
    }
    for (index, event) in record.events.iter().enumerate() {
        layers.push(Layer {
            id: Some(view.place("v", index)),
            link: Some(view.fact("v", index)),
            ..plain(event.trigger, 7, "event")
        });
    }
    layers
}

fn plain(span: Span, order: u8, class: &str) -> Layer {
    Layer {
        span,
        order,
        attributes: Attributes {
            class: class.to_owned(),
            ..Attributes::default()
        },
        id: None,
        link: None,
        sign: None,
    }
}

fn statement_layers(view: &View<'_>, index: usize, statement: &Statement, layers: &mut Vec<Layer>) {
    let speaker = view.speaker_of(index);
    let colour = view.colour(speaker);
    let of = view.fact("s", index);
    for (at, piece) in pieces(statement).into_iter().enumerate() {
        let is_first = at == 0;
        let label = format!(
            "{} {}: {}",
            view.say("statement"),
            index + 1,
            view.speakers[speaker].name
        );
        layers.push(Layer {
            span: piece,
            order: 2,
            attributes: Attributes {
                is_mark: true,
                class: format!("{colour} {}", statement.kind.as_str()),
                of: Some(of.clone()),
            },
            id: is_first.then(|| view.place("s", index)),
            link: None,
            // The number is no text of the page, so it stands in an attribute and the style sheet shows it.
            sign: is_first.then(|| {
                html! { a.number href={ "#" (of) } data-number=(index + 1) aria-label=(label) {} }
            }),
        });
    }
    for (span, class) in [(statement.source, "said-by"), (statement.cue, "cue")] {
        layers.extend(span.map(|span| Layer {
            attributes: Attributes {
                is_mark: false,
                class: format!("{class} {colour}"),
                of: Some(of.clone()),
            },
            ..plain(span, 3, "")
        }));
    }
}

/// A way back to a fact, for whoever came from there.
fn back(view: &View<'_>, fact: &str) -> Markup {
    html! { a.back href={ "#" (fact) } aria-label=(view.say("back")) {} }
}
