//! Small pages, and what is read from them.

use super::read;

/// Draws each line of the text with the name of its element, or with what its bytes begin with.
#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let page = read(html);
    let drawn: Vec<String> = page
        .elements
        .iter()
        .map(|element| {
            let source = element.source.of(html);
            let name = source.strip_prefix('<').map_or("text", |tag| {
                let end = tag.find(|c: char| !c.is_alphanumeric());
                &tag[..end.unwrap_or(tag.len())]
            });
            let line = page.text[..element.span.start()].rsplit('\n').next();
            let bullet = line.unwrap_or_default();
            format!("{name}: {bullet}{}", element.span.of(&page.text))
        })
        .collect();
    assert_eq!(drawn, expected, "{}", page.text);
}

const FIRST: &str =
    "Мост через реку Сеж откроют к началу лета, сообщил журналистам министр транспорта.";
const SECOND: &str =
    "Опоры моста готовы, строителям осталось положить полотно и проверить освещение.";

#[test]
fn spaces_are_put_together_as_browsers_do() {
    let html = format!("<html><p>\n  <b>М</b>ост \n\t через&nbsp;реку <i>Сеж</i>. {FIRST}</p>");
    check(&html, &[&format!("p: Мост через\u{a0}реку Сеж. {FIRST}")]);
}

#[test]
fn breaks_part_lines_and_empty_lines_part_paragraphs() {
    let html = format!("<html><div>{FIRST}<br>{SECOND}<br><br>{FIRST}</div>");
    let text = read(&html).text;
    assert_eq!(text, format!("{FIRST}\n{SECOND}\n{FIRST}"));
    check(
        &html,
        &[
            &format!("text: {FIRST}"),
            &format!("text: {SECOND}"),
            &format!("text: {FIRST}"),
        ],
    );
}

#[test]
fn items_of_lists_have_their_marks() {
    let html = format!(
        "<html><article><p>{FIRST}<ul><li>раз;<li>два.</ul><p>{SECOND}<ol><li>раз;<li>два.</ol></article>"
    );
    check(
        &html,
        &[
            &format!("p: {FIRST}"),
            "li: • раз;",
            "li: • два.",
            &format!("p: {SECOND}"),
            "li: 1. раз;",
            "li: 2. два.",
        ],
    );
}

#[test]
fn labels_that_share_a_line_are_parted() {
    let html = format!(
        "<html><article><h1>Мост откроют</h1><div><a href=/s>Общество</a><time>14 марта 2023, 12:30</time></div>\
         <p>{FIRST}</p><p>{SECOND}</p></article>"
    );
    check(
        &html,
        &[
            "h1: Мост откроют",
            "time: 14 марта 2023, 12:30",
            &format!("p: {FIRST}"),
            &format!("p: {SECOND}"),
        ],
    );
}

#[test]
fn a_page_without_an_article_is_given_as_a_whole() {
    check("<html><a href=/>Главная</a>", &["html: Главная"]);
}

#[test]
fn hostile_pages_end_soon() {
    let many = |piece: &str| piece.repeat(100_000);
    for html in [
        many("<div>"),
        many("<b>а"),
        many("<p>а<li>"),
        many("</div>"),
        many("<table><tr><td>а"),
        many("<a href=/>а</a>"),
        many("а<!-- -->"),
        many("<h2>а</h2><a>б</a>"),
        many("<span itemprop=author>а"),
        many("<ol><li>а"),
        format!("<p>{}", "а".repeat(2_500_000)),
        "<".repeat(100_000),
        "<a ".repeat(100_000),
        "&".repeat(100_000),
    ] {
        let page = read(&html);
        for element in &page.elements {
            assert!(html.is_char_boundary(element.source.start()));
            assert!(html.is_char_boundary(element.source.end()));
        }
    }
}
