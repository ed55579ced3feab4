//! Small invented pages of different styles, and what they say of themselves.

use insta::assert_snapshot;

use crate::testing::{read, record};
use crate::{Options, time_zone};
use depesha_model::{Fact, Metadata, Published};

/// One line a field that the page gives, with the rule that read it.
fn draw(metadata: &Metadata) -> String {
    let text = |name: &str, fact: &Option<Fact<String>>| {
        let fact = fact.as_ref()?;
        Some(format!("{name}: {} ({})", fact.value, fact.rule))
    };
    let time = |name: &str, time: &Option<Published>| {
        let time = time.as_ref()?;
        let inferred = if time.inferred { "~" } else { "" };
        Some(format!(
            "{name}: {inferred}{} {:?} ({})",
            time.value, time.precision, time.rule
        ))
    };
    let dateline = metadata.dateline.as_ref().map(|fact| {
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "–".to_owned());
        let line = &fact.value;
        format!(
            "dateline: {}, {}, {}",
            part(&line.place),
            part(&line.date),
            part(&line.agency)
        )
    });
    let authors = metadata.authors.iter();
    let authors = authors.map(|a| Some(format!("author: {} ({})", a.value, a.rule)));
    let views = metadata.views.as_ref();
    let language = metadata.language.as_ref().map(|fact| fact.value.as_str());
    let lines = [
        text("title", &metadata.title),
        time("published", &metadata.published),
        time("modified", &metadata.modified),
        dateline,
        text("outlet", &metadata.outlet),
        text("origin", &metadata.origin),
        text("section", &metadata.section),
        views.map(|fact| format!("views: {} ({})", fact.value, fact.rule)),
        (language != Some("ru")).then(|| format!("language: {language:?}")),
    ];
    let lines: Vec<String> = lines.into_iter().chain(authors).flatten().collect();
    lines.join("\n")
}

/// What a page says of itself when nothing else is known of it.
fn page(text: &str) -> String {
    draw(&record(text, "").metadata)
}

fn codes(text: &str) -> Vec<String> {
    let diagnostics = record(text, "").diagnostics;
    diagnostics.into_iter().map(|d| d.code).collect()
}

const BODY: &str =
    "Мост через реку Тихую открыли для машин. Движение началось утром, сообщили в мэрии города.";

#[test]
fn a_portal_page_with_furniture() {
    assert_snapshot!(page(&format!(
        "Главная / Общество\n\nМост открыли\n\nМост открыли 14.11.2015 22:54\n\nСУХУМ, 14 ноя — Sputnik. {BODY}\n\n\
         Размещено: Берег Online\nИсточник: Вестник-Абхазия\nКоличество просмотров: 2090\n\nВозврат к списку"
    )), @"
    title: Мост открыли (title)
    published: 2015-11-14T22:54 Minute (published.stamp)
    dateline: Сухум, 2015-11-14, Sputnik
    outlet: Берег Online (outlet.label)
    origin: Вестник-Абхазия (origin.label)
    section: Общество (section.path)
    views: 2090 (views.counter)
    ");
}

#[test]
fn an_agency_text() {
    assert_snapshot!(page(&format!(
        "Мост через реку открыли\n\n14 ноября 2015, 22:54 мск (обновлено: 23:10 14.11.2015)\n\nМОСКВА/НЬЮ-ЙОРК, 14 ноя - РИА Новости, Иван Петров. {BODY}"
    )), @"
    title: Мост через реку открыли (title)
    published: 2015-11-14T22:54+03:00 Minute (published.stamp)
    modified: 2015-11-14T23:10 Minute (modified.stamp)
    dateline: Москва / Нью-Йорк, 2015-11-14, РИА Новости
    outlet: РИА Новости (dateline.agency)
    author: Иван Петров (author.dateline)
    ");
}

#[test]
fn an_agency_text_in_brackets() {
    assert_snapshot!(page(&format!("Мост открыли\n\n15 ноября 2015, 01:10\n\nВЕНА, 14 ноября. /Корр. ТАСС Иван Петров/. {BODY}")), @"
    title: Мост открыли (title)
    published: 2015-11-15T01:10 Minute (published.stamp)
    dateline: Вена, 2015-11-14, ТАСС
    outlet: ТАСС (dateline.agency)
    author: Иван Петров (author.dateline)
    ");
    assert_snapshot!(page(&format!("Мост открыли\n\nМосква. 14 ноября 2015. INTERFAX.RU - {BODY}")), @"
    title: Мост открыли (title)
    published: 2015-11-14 Day (published.dateline)
    dateline: Москва, 2015-11-14, Интерфакс
    outlet: Интерфакс (dateline.agency)
    ");
}

#[test]
fn a_newspaper_article_with_author() {
    assert_snapshot!(page(&format!(
        "Как строили мост\n\nАвтор: Анна Ветрова, Иван Петров\n\n2015-11-14T22:54:00+03:00\n\n{BODY}\n\nПросмотров: 12,3 тыс.\n\nРедактор: Пётр Сидоров"
    )), @"
    title: Как строили мост (title)
    published: 2015-11-14T22:54+03:00 Minute (published.stamp)
    author: Анна Ветрова (author.label)
    author: Иван Петров (author.label)
    ");
}

#[test]
fn an_interview() {
    assert_snapshot!(page(&format!(
        "«Мост ждали двадцать лет»\n\n14.11.2015 | Общество\n\n{BODY}\n\n— Когда откроют второй?\n\n— Весной.\n\nБеседовала Анна Ветрова"
    )), @"
    title: «Мост ждали двадцать лет» (title)
    published: 2015-11-14 Day (published.stamp)
    section: Общество (section.stamp)
    author: Анна Ветрова (author.label)
    ");
}

#[test]
fn an_opinion_column() {
    assert_snapshot!(page(&format!(
        "О мостах\n\nИван Петров, обозреватель\n\n14 ноября 2015 г.\n\n{BODY}\n\nРубрика: Мнения\nПросмотров: 1 234"
    )), @"
    title: О мостах (title)
    published: 2015-11-14 Day (published.stamp)
    section: Мнения (section.label)
    views: 1234 (views.counter)
    author: Иван Петров (author.byline)
    ");
}

#[test]
fn a_press_release() {
    assert_snapshot!(page(&format!(
        "Открыто движение по мосту\n\n{BODY}\n\nПресс-служба мэрии\n14.11.2015"
    )), @"
    title: Открыто движение по мосту (title)
    published: 2015-11-14 Day (published.stamp)
    ");
}

#[test]
fn a_flash_of_two_lines() {
    assert_snapshot!(page("Мост через реку Тихую открыли\n\nМОСКВА, 14 ноября — РИА Новости. Мост открыли для машин."), @"
    title: Мост через реку Тихую открыли (title)
    dateline: Москва, –, РИА Новости
    outlet: РИА Новости (dateline.agency)
    ");
}

#[test]
fn a_reprint_with_links() {
    assert_snapshot!(page(&format!(
        "Мост открыли\n\n14.11.2015\n\n{BODY}\n\nРазместил: admin\nИсточник: https://www.ria.ru/society/1.html"
    )), @"
    title: Мост открыли (title)
    published: 2015-11-14 Day (published.stamp)
    origin: РИА Новости (origin.label)
    ");
    assert_snapshot!(page(&format!("Мост открыли\n\n14.11.2015\n\n{BODY}\n\nРазместил: Иван Петров\nИсточник: «Вестник Лукоморья»")), @"
    title: Мост открыли (title)
    published: 2015-11-14 Day (published.stamp)
    origin: Вестник Лукоморья (origin.label)
    ");
}

#[test]
fn a_live_blog() {
    assert_snapshot!(page(&format!("Мост открывают: хроника\n\n14 ноября 2015\n\n14:35 {BODY}\n\n15:10 {BODY}")), @"
    title: Мост открывают: хроника (title)
    published: 2015-11-14 Day (published.stamp)
    ");
}

#[test]
fn a_year_comes_from_a_date_near_by_or_not_at_all() {
    let near = format!(
        "Мост открыли\n\nМОСКВА, 14 ноября. /ТАСС/. {BODY} Ремонт кончили 12 ноября 2015 года."
    );
    assert_snapshot!(page(&near), @"
    title: Мост открыли (title)
    published: ~2015-11-14 Day (published.dateline)
    dateline: Москва, 2015-11-14, ТАСС
    outlet: ТАСС (dateline.agency)
    ");
    let far = format!(
        "Мост открыли\n\nМОСКВА, 14 ноября. /ТАСС/. {BODY} Ремонт начали 12 мая 2013 года."
    );
    assert_snapshot!(page(&far), @"
    title: Мост открыли (title)
    dateline: Москва, –, ТАСС
    outlet: ТАСС (dateline.agency)
    ");
    assert_eq!(codes(&far), ["year-not-known", "times-not-resolved"]);
    let short = format!("Мост открыли\n\n14.11.15 22:54\n\n{BODY}");
    assert_snapshot!(page(&short), @"title: Мост открыли (title)");
    assert_eq!(codes(&short), ["century-not-clear", "times-not-resolved"]);
    assert_snapshot!(page(&format!("{short} Ремонт начали 12 мая 2013 года.")), @"
    title: Мост открыли (title)
    published: ~2015-11-14T22:54 Minute (published.stamp)
    ");
    assert_eq!(
        codes(&format!("Мост открыли\n\nсегодня, 22:54\n\n{BODY}")),
        ["date-not-known", "times-not-resolved"]
    );
}

#[test]
fn a_dateline_before_new_year_is_of_the_old_year() {
    assert_snapshot!(page(&format!("Мост открыли\n\n01.01.2016 00:15\n\nМОСКВА, 31 дек — РИА Новости. {BODY}")), @"
    title: Мост открыли (title)
    published: 2016-01-01T00:15 Minute (published.stamp)
    dateline: Москва, 2015-12-31, РИА Новости
    outlet: РИА Новости (dateline.agency)
    ");
}

#[test]
fn the_caller_knows_better() {
    let options = Options {
        published: "2015-11-15T10:00".parse().ok(),
        time_zone: time_zone("Europe/Moscow").ok(),
        ..Options::default()
    };
    let of = |text: &str| draw(&read(text, Some("https://ria.ru/1.html"), &options).metadata);
    assert_snapshot!(of(&format!("Мост открыли\n\n14.11.2015 22:54\n\n{BODY}\n\nОбновлено: вчера, 23:10")), @"
    title: Мост открыли (title)
    published: 2015-11-15T10:00+03:00 Minute (published.option)
    modified: ~2015-11-14T23:10+03:00 Minute (modified.stamp)
    outlet: РИА Новости (outlet.uri)
    ");
    let zone = Options {
        published: None,
        ..options
    };
    let of = |text: &str| draw(&read(text, Some("file.txt"), &zone).metadata);
    assert_snapshot!(of(&format!("Мост открыли\n\n14.07.2010 22:54\n\n{BODY}")), @"
    title: Мост открыли (title)
    published: 2010-07-14T22:54+04:00 Minute (published.stamp)
    ");
}

#[test]
fn a_page_that_says_nothing() {
    assert_snapshot!(page(""), @"language: None");
    assert_snapshot!(page(BODY), @"");
    assert_eq!(codes("The bridge is open, they say."), ["not-russian"]);
}
