//! The catalogue of block kinds: each test draws the kinds beside the lines of an invented page.

use insta::assert_snapshot;

use crate::tree::BlockFields;

/// Draws a page as its blocks: the kind, then the first words, then what was read in it.
fn draw(page: &str) -> String {
    let tree = crate::parse(page);
    let line = |block: &crate::Block| {
        let text = block.span.of(page).replace('\n', "⏎");
        let shown: String = text.chars().take(60).collect();
        let cut = if shown.len() < text.len() { "…" } else { "" };
        format!(
            "{:<11}{shown}{cut}{}",
            format!("{:?}", block.kind),
            fields(page, &block.fields)
        )
    };
    tree.blocks()
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Draws what was read in a block, when it is more than its words.
fn fields(page: &str, fields: &BlockFields) -> String {
    let part = |p: Option<i64>| p.map_or("?".to_owned(), |p| format!("{p:02}"));
    let date = |d: crate::DateParts| {
        let year = d
            .short_year
            .map_or(part(d.year.map(i64::from)), |short| format!("'{short:02}"));
        format!(
            "{year}-{}-{}",
            part(d.month.map(i64::from)),
            part(d.day.map(i64::from))
        )
    };
    let time = |t: crate::ClockTime| {
        let zone = t.zone.map_or(String::new(), |zone| format!(" {zone:?}"));
        format!("{:02}:{}{zone}", t.hour, part(t.minute.map(i64::from)))
    };
    let mut read: Vec<String> = Vec::new();
    match fields {
        BlockFields::None | BlockFields::Labelled { .. } => return String::new(),
        BlockFields::TimeStamp(stamp) => {
            read.extend(stamp.date.map(date));
            read.extend(stamp.relative_day.map(|day| format!("day {day:+}")));
            read.extend(stamp.time.map(time));
            read.extend(stamp.modified.then(|| "modified".to_owned()));
        }
        BlockFields::Dateline(line) => {
            read.extend(
                line.places
                    .iter()
                    .map(|place| format!("in {}", place.of(page))),
            );
            read.extend(line.date.map(|(_, parts)| date(parts)));
            read.extend(line.time.map(time));
            read.extend(
                line.agency
                    .map(|agency| format!("from {}", agency.of(page))),
            );
            read.extend(
                line.correspondent
                    .map(|name| format!("by {}", name.of(page))),
            );
        }
    }
    format!("  ← {}", read.join(", "))
}

/// Draws each line as a page of its own.
fn draw_each(lines: &[&str]) -> String {
    lines
        .iter()
        .map(|line| draw(line))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_portal_page_with_its_frame() {
    assert_snapshot!(draw(
        "Главная / Общество\n\n\
         Новый мост через Каму откроют на год раньше срока\n\n\
         Новый мост через Каму откроют на год раньше срока 14.11.2015 22:54\n\n\
         Подрядчик обещает закончить работы к осени, если зима будет тёплой.\n\n\
         ПЕРМЬ, 14 ноя — Весть. Глава края Олег Северцев осмотрел опоры моста.\n\n\
         «Мы успеваем», — сказал он.\n\n\
         Размещено: Кама Онлайн\nИсточник: Весть-Пермь\nКоличество просмотров: 2090\n\n\
         Возврат к списку\n\nНаверх\n"
    ), @r"
    Navigation Главная / Общество
    Title      Новый мост через Каму откроют на год раньше срока
    Title      Новый мост через Каму откроют на год раньше срока
    TimeStamp  14.11.2015 22:54  ← 2015-11-14, 22:54
    Lead       Подрядчик обещает закончить работы к осени, если зима будет …
    Dateline   ПЕРМЬ, 14 ноя — Весть.  ← in ПЕРМЬ, ?-11-14, from Весть
    Paragraph  Глава края Олег Северцев осмотрел опоры моста.
    Paragraph  «Мы успеваем», — сказал он.
    Source     Размещено: Кама Онлайн
    Source     Источник: Весть-Пермь
    Counter    Количество просмотров: 2090
    Navigation Возврат к списку
    Navigation Наверх
    ");
}

#[test]
fn a_headline_is_short_and_without_a_stop() {
    // Two lines of a flash.
    assert_snapshot!(draw("Мост через Каму открыт\nПервые машины проехали по нему в полдень."), @r"
    Title      Мост через Каму открыт
    Paragraph  Первые машины проехали по нему в полдень.
    ");
    // A question, a quotation.
    assert_snapshot!(draw("Кому нужен мост?\n\nМост построили за два года."), @r"
    Title      Кому нужен мост?
    Paragraph  Мост построили за два года.
    ");
    // With its stop, when a longer paragraph is set off from it.
    assert_snapshot!(draw("Мост открыт.\n\nПервые машины проехали по мосту через Каму в полдень."), @r"
    Title      Мост открыт.
    Paragraph  Первые машины проехали по мосту через Каму в полдень.
    ");
    // Like a source line.
    assert_snapshot!(draw("Источник: мост через Каму откроют весной\n\nРаботы почти закончены, говорят в мэрии."), @r"
    Title      Источник: мост через Каму откроют весной
    Paragraph  Работы почти закончены, говорят в мэрии.
    ");
    // No headline: the page begins with a paragraph.
    assert_snapshot!(draw("Мост через Каму открыт. Первые машины проехали в полдень.\n\nМэр доволен."), @r"
    Paragraph  Мост через Каму открыт. Первые машины проехали в полдень.
    Paragraph  Мэр доволен.
    ");
    // One word above the headline is the section.
    assert_snapshot!(draw("Общество\nМост через Каму открыт\n\nПервые машины проехали в полдень."), @r"
    Navigation Общество
    Title      Мост через Каму открыт
    Paragraph  Первые машины проехали в полдень.
    ");
    // The title of the window and the title of the article.
    assert_snapshot!(draw(
        "Мост через Каму открыт для машин - Весть\n\nМост через Каму открыт для машин\n\nМашины проехали в полдень."
    ), @r"
    Title      Мост через Каму открыт для машин - Весть
    Title      Мост через Каму открыт для машин
    Paragraph  Машины проехали в полдень.
    ");
}

#[test]
fn between_headline_and_article() {
    assert_snapshot!(draw(
        "Мост через Каму открыт\n\
         Подрядчик закончил работы на год раньше срока\n\
         Анна Ветрова, корреспондент «Вести»\n\
         14 ноября 2015, 22:54\n\
         Первые машины проехали в полдень."
    ), @r"
    Title      Мост через Каму открыт
    Heading    Подрядчик закончил работы на год раньше срока
    Byline     Анна Ветрова, корреспондент «Вести»
    TimeStamp  14 ноября 2015, 22:54  ← 2015-11-14, 22:54
    Paragraph  Первые машины проехали в полдень.
    ");
    // A person whom the article is about is on a picture, the author is nowhere else.
    assert_snapshot!(draw("Олега Северцева выбрали мэром\n\nОлег Северцев\n\nНовый мэр вступит в должность в мае."), @r"
    Title      Олега Северцева выбрали мэром
    Caption    Олег Северцев
    Paragraph  Новый мэр вступит в должность в мае.
    ");
    assert_snapshot!(draw("Олега Северцева выбрали мэром\n\nАнна Ветрова\n\nНовый мэр вступит в должность в мае."), @r"
    Title      Олега Северцева выбрали мэром
    Byline     Анна Ветрова
    Paragraph  Новый мэр вступит в должность в мае.
    ");
    // A site's name in front says where the text was taken from.
    assert_snapshot!(draw("В городе новый мост\n\nexample.ru, Пермь\n\nМашины проехали в полдень."), @r"
    Title      В городе новый мост
    Source     example.ru, Пермь
    Paragraph  Машины проехали в полдень.
    ");
    assert_snapshot!(draw("В городе новый мост\n\nМост в 2014 году\n\nМашины проехали в полдень."), @r"
    Title      В городе новый мост
    Caption    Мост в 2014 году
    Paragraph  Машины проехали в полдень.
    ");
}

#[test]
fn a_lead_is_set_off_from_the_article() {
    // By the dateline behind it.
    assert_snapshot!(draw("Мост открыт\n\nМашины поехали.\n\nПЕРМЬ, 14 ноя — Весть. Мост открыли в полдень."), @r"
    Title      Мост открыт
    Lead       Машины поехали.
    Dateline   ПЕРМЬ, 14 ноя — Весть.  ← in ПЕРМЬ, ?-11-14, from Весть
    Paragraph  Мост открыли в полдень.
    ");
    // By the author and the time.
    assert_snapshot!(draw("Мост открыт\n\nМашины поехали.\n\nАвтор: Анна Ветрова\n\nМост открыли в полдень.\n\nМэр рад."), @r"
    Title      Мост открыт
    Lead       Машины поехали.
    Byline     Автор: Анна Ветрова
    Paragraph  Мост открыли в полдень.
    Paragraph  Мэр рад.
    ");
    // Nothing sets it off.
    assert_snapshot!(draw("Мост открыт\n\nМашины поехали.\n\nМост открыли в полдень."), @r"
    Title      Мост открыт
    Paragraph  Машины поехали.
    Paragraph  Мост открыли в полдень.
    ");
}

#[test]
fn datelines_with_place_and_date() {
    assert_snapshot!(draw_each(&[
        "СУХУМ, 14 ноя — Sputnik. Мост открыт.",
        "МОСКВА, 14 ноя - РИА Новости. Мост открыт.",
        "МОСКВА, 14 ноя - РИА Новости, Анна Ветрова. Мост открыт.",
        "ВЕНА, 14 ноября. /ТАСС/. Мост открыт.",
        "МОСКВА, 14 ноября. /Корр. ТАСС Иван Петров/. Мост открыт.",
        "МОСКВА, 14 ноября. /Корр. РИА Новости Иван Петров/. Мост открыт.",
        "Москва. 14 ноября. INTERFAX.RU - Мост открыт.",
        "Вашингтон. 14 ноября. ИНТЕРФАКС - Мост открыт.",
        "БРЮССЕЛЬ, 14 ноября, ФедералПресс. Мост открыт.",
        "МОСКВА, 14 ноября 2015, 22:54 — REGNUM Мост открыт.",
        "АСТАНА. 14 ноября. КАЗИНФОРМ /Анна Ветрова/ - Мост открыт.",
        "БИШКЕК, 14 ноября /Новости-Север/. Мост открыт.",
        "МОСКВА/ВЕНА, 14 ноября. /ТАСС/. Мост открыт.",
        "Дамаск, Бейрут, 14 ноября (Весть) — Мост открыт.",
        "Ростов-на-Дону, 14.11.2015 – ИА «Дон». Мост открыт.",
    ]), @r"
    Dateline   СУХУМ, 14 ноя — Sputnik.  ← in СУХУМ, ?-11-14, from Sputnik
    Paragraph  Мост открыт.
    Dateline   МОСКВА, 14 ноя - РИА Новости.  ← in МОСКВА, ?-11-14, from РИА Новости
    Paragraph  Мост открыт.
    Dateline   МОСКВА, 14 ноя - РИА Новости, Анна Ветрова.  ← in МОСКВА, ?-11-14, from РИА Новости, by Анна Ветрова
    Paragraph  Мост открыт.
    Dateline   ВЕНА, 14 ноября. /ТАСС/.  ← in ВЕНА, ?-11-14, from ТАСС
    Paragraph  Мост открыт.
    Dateline   МОСКВА, 14 ноября. /Корр. ТАСС Иван Петров/.  ← in МОСКВА, ?-11-14, from ТАСС, by Иван Петров
    Paragraph  Мост открыт.
    Dateline   МОСКВА, 14 ноября. /Корр. РИА Новости Иван Петров/.  ← in МОСКВА, ?-11-14, from РИА Новости, by Иван Петров
    Paragraph  Мост открыт.
    Dateline   Москва. 14 ноября. INTERFAX.RU -  ← in Москва, ?-11-14, from INTERFAX.RU
    Paragraph  Мост открыт.
    Dateline   Вашингтон. 14 ноября. ИНТЕРФАКС -  ← in Вашингтон, ?-11-14, from ИНТЕРФАКС
    Paragraph  Мост открыт.
    Dateline   БРЮССЕЛЬ, 14 ноября, ФедералПресс.  ← in БРЮССЕЛЬ, ?-11-14, from ФедералПресс
    Paragraph  Мост открыт.
    Dateline   МОСКВА, 14 ноября 2015, 22:54 — REGNUM  ← in МОСКВА, 2015-11-14, 22:54, from REGNUM
    Paragraph  Мост открыт.
    Dateline   АСТАНА. 14 ноября. КАЗИНФОРМ /Анна Ветрова/ -  ← in АСТАНА, ?-11-14, from КАЗИНФОРМ, by Анна Ветрова
    Paragraph  Мост открыт.
    Dateline   БИШКЕК, 14 ноября /Новости-Север/.  ← in БИШКЕК, ?-11-14, from Новости-Север
    Paragraph  Мост открыт.
    Dateline   МОСКВА/ВЕНА, 14 ноября. /ТАСС/.  ← in МОСКВА, in ВЕНА, ?-11-14, from ТАСС
    Paragraph  Мост открыт.
    Dateline   Дамаск, Бейрут, 14 ноября (Весть) —  ← in Дамаск, in Бейрут, ?-11-14, from Весть
    Paragraph  Мост открыт.
    Dateline   Ростов-на-Дону, 14.11.2015 – ИА «Дон».  ← in Ростов-на-Дону, 2015-11-14, from ИА «Дон»
    Paragraph  Мост открыт.
    ");
}

#[test]
fn datelines_without_a_part() {
    assert_snapshot!(draw_each(&[
        // No agency.
        "ПАРИЖ, 14 ноября — Мост открыт.",
        "Париж, 14 ноября. Мост открыт.",
        // Alone on its line.
        "Нью-Йорк, 14 ноября",
        // The date first.
        "14 ноября, Минск /Корр. БЕЛТА/. Мост открыт.",
        "14 ноября, AEX.RU – Мост открыт.",
        // No date: in front of a whole paragraph only.
        "МОСКВА (Рейтер) - Мост через реку открыли в субботу, сообщила мэрия города.",
        "Лондон (AP) — Мост через реку открыли в субботу, сообщила мэрия города.",
        "ПАРИЖ — Мост через реку открыли в субботу, сообщила мэрия города на своём сайте.",
    ]), @r"
    Dateline   ПАРИЖ, 14 ноября —  ← in ПАРИЖ, ?-11-14
    Paragraph  Мост открыт.
    Dateline   Париж, 14 ноября.  ← in Париж, ?-11-14
    Paragraph  Мост открыт.
    Dateline   Нью-Йорк, 14 ноября  ← in Нью-Йорк, ?-11-14
    Dateline   14 ноября, Минск /Корр. БЕЛТА/.  ← in Минск, ?-11-14, from БЕЛТА
    Paragraph  Мост открыт.
    Dateline   14 ноября, AEX.RU –  ← ?-11-14, from AEX.RU
    Paragraph  Мост открыт.
    Dateline   МОСКВА (Рейтер) -  ← in МОСКВА, from Рейтер
    Paragraph  Мост через реку открыли в субботу, сообщила мэрия города.
    Dateline   Лондон (AP) —  ← in Лондон, from AP
    Paragraph  Мост через реку открыли в субботу, сообщила мэрия города.
    Dateline   ПАРИЖ —  ← in ПАРИЖ
    Paragraph  Мост через реку открыли в субботу, сообщила мэрия города на …
    ");
}

#[test]
fn no_datelines() {
    assert_snapshot!(draw_each(&[
        "Москва, как сообщил мэр, построит мост.",
        "14 ноября президент открыл мост.",
        "В Москве открыт мост.",
        "В Москве, 14 ноября. Мост открыт.",
        "Сегодня, 14 ноября. Мост открыт.",
        "Париж, 14 ноября — день, когда открыли мост.",
        "Анна Ветрова, 14 ноября 2015 года",
        "НАТО — Россия: мост открыт",
        "Лаборатория Анны Ветровой. 14 ноября 2015 года.",
    ]), @r"
    Paragraph  Москва, как сообщил мэр, построит мост.
    Paragraph  14 ноября президент открыл мост.
    Paragraph  В Москве открыт мост.
    Paragraph  В Москве, 14 ноября. Мост открыт.
    Paragraph  Сегодня, 14 ноября. Мост открыт.
    Paragraph  Париж, 14 ноября — день, когда открыли мост.
    Title      Анна Ветрова, 14 ноября 2015 года
    Title      НАТО — Россия: мост открыт
    Paragraph  Лаборатория Анны Ветровой. 14 ноября 2015 года.
    ");
}

#[test]
fn time_stamps_alone_on_their_line() {
    assert_snapshot!(draw_each(&[
        "14.11.2015 22:54",
        "14 ноября 2015, 22:54",
        "22:54 14.11.2015",
        "22:54, 14 ноября 2015",
        "14 нояб. 2015 г. в 22:54 мск",
        "2015-11-14T22:54:00+03:00",
        "Суббота, 14 ноября 2015 г., 22:54 (МСК)",
        "сегодня, 22:54",
        "Вчера в 10:15",
        "14 ноября",
        "14.11.15",
        "22:54",
        "Опубликовано: 14.11.2015 22:54",
        "Дата публикации 14 ноября 2015",
        "Обновлено: 23:10",
        "22:54 14.11.2015 (обновлено: 23:10 14.11.2015)",
        "14.11.2015 22:54 | Политика",
        "В мире // 14.11.2015, 22:54",
        "Анна Ветрова | 14.11.2015 22:54",
    ]), @r"
    TimeStamp  14.11.2015 22:54  ← 2015-11-14, 22:54
    TimeStamp  14 ноября 2015, 22:54  ← 2015-11-14, 22:54
    TimeStamp  22:54 14.11.2015  ← 2015-11-14, 22:54
    TimeStamp  22:54, 14 ноября 2015  ← 2015-11-14, 22:54
    TimeStamp  14 нояб. 2015 г. в 22:54 мск  ← 2015-11-14, 22:54 Moscow
    TimeStamp  2015-11-14T22:54:00+03:00  ← 2015-11-14, 22:54 Offset(180)
    TimeStamp  Суббота, 14 ноября 2015 г., 22:54 (МСК)  ← 2015-11-14, 22:54 Moscow
    TimeStamp  сегодня, 22:54  ← day +0, 22:54
    TimeStamp  Вчера в 10:15  ← day -1, 10:15
    TimeStamp  14 ноября  ← ?-11-14
    TimeStamp  14.11.15  ← '15-11-14
    TimeStamp  22:54  ← 22:54
    TimeStamp  Опубликовано: 14.11.2015 22:54  ← 2015-11-14, 22:54
    TimeStamp  Дата публикации 14 ноября 2015  ← 2015-11-14
    TimeStamp  Обновлено: 23:10  ← 23:10, modified
    TimeStamp  22:54 14.11.2015  ← 2015-11-14, 22:54
    TimeStamp  (обновлено: 23:10 14.11.2015)  ← 2015-11-14, 23:10, modified
    TimeStamp  14.11.2015 22:54  ← 2015-11-14, 22:54
    Navigation | Политика
    Navigation В мире //
    TimeStamp  14.11.2015, 22:54  ← 2015-11-14, 22:54
    Byline     Анна Ветрова |
    TimeStamp  14.11.2015 22:54  ← 2015-11-14, 22:54
    ");
}

#[test]
fn no_time_stamps() {
    assert_snapshot!(draw_each(&[
        "14 ноября 2015 года открыли мост.",
        "14.11.2015 открыли мост.",
        "Мост открыли 14.11.2015.",
        "сегодня",
        "32.11.2015 22:54",
        "10:15 утра было поздно.",
        "Счёт матча 2:1",
    ]), @r"
    Paragraph  14 ноября 2015 года открыли мост.
    Paragraph  14.11.2015 открыли мост.
    Paragraph  Мост открыли 14.11.2015.
    Paragraph  сегодня
    Title      32.11.2015 22:54
    Paragraph  10:15 утра было поздно.
    Title      Счёт матча 2:1
    ");
}

#[test]
fn a_live_blog_has_a_stamp_in_front_of_each_entry() {
    assert_snapshot!(draw(
        "Открытие моста: онлайн\n\n\
         Весть рассказывает, как открывают мост.\n\n\
         14:35 Первая машина въехала на мост.\n\
         14:20 — Мэр перерезал ленту.\n\
         14:05. «Пора», — сказал мэр.\n"
    ), @r"
    Title      Открытие моста: онлайн
    Lead       Весть рассказывает, как открывают мост.
    TimeStamp  14:35  ← 14:35
    Paragraph  Первая машина въехала на мост.
    TimeStamp  14:20 —  ← 14:20
    Paragraph  Мэр перерезал ленту.
    TimeStamp  14:05.  ← 14:05
    Paragraph  «Пора», — сказал мэр.
    ");
}

#[test]
fn a_headline_with_its_stamp_inside_the_page_is_a_heading() {
    assert_snapshot!(draw(
        "Новости за день\n\nСегодня открыли мост и закрыли порт.\n\n\
         Мост открыт 14.11.2015 22:54\n\nМашины проехали в полдень.\n\n\
         Порт закрыт 14.11.2015 23:10\n\nКорабли ушли.\n"
    ), @r"
    Title      Новости за день
    Paragraph  Сегодня открыли мост и закрыли порт.
    Heading    Мост открыт
    TimeStamp  14.11.2015 22:54  ← 2015-11-14, 22:54
    Paragraph  Машины проехали в полдень.
    Heading    Порт закрыт
    TimeStamp  14.11.2015 23:10  ← 2015-11-14, 23:10
    Paragraph  Корабли ушли.
    ");
}

#[test]
fn headings_stand_between_paragraphs() {
    assert_snapshot!(draw(
        "Мост открыт\n\nМашины проехали.\n\nЧто было раньше\n\nРаньше был паром.\n\n\
         2. Что будет дальше\n\nДальше будет тоннель.\n\nЧто скажет мэр?\n\nОн промолчит.\n"
    ), @r"
    Title      Мост открыт
    Paragraph  Машины проехали.
    Heading    Что было раньше
    Paragraph  Раньше был паром.
    Heading    2. Что будет дальше
    Paragraph  Дальше будет тоннель.
    Paragraph  Что скажет мэр?
    Paragraph  Он промолчит.
    ");
}

#[test]
fn items_of_lists() {
    assert_snapshot!(draw(
        "Мост открыт\n\nПо мосту пойдут:\n- автобусы;\n- трамваи;\n- пешеходы.\n\nЕго строили:\n1. Весть-Мост\n2) Камастрой\n\
         • Порт Кама\n* Город\n— и все жители края."
    ), @r"
    Title      Мост открыт
    Paragraph  По мосту пойдут:
    ListItem   - автобусы;
    ListItem   - трамваи;
    ListItem   - пешеходы.
    Paragraph  Его строили:
    ListItem   1. Весть-Мост
    ListItem   2) Камастрой
    ListItem   • Порт Кама
    ListItem   * Город
    ListItem   — и все жители края.
    ");
}

#[test]
fn lines_of_a_dialogue_are_paragraphs() {
    assert_snapshot!(draw(
        "Мэр о мосте\n\n— Когда откроют мост?\n— Весной. Я проеду первым.\n- Вы рады?\n- Да. Мы ждали десять лет.\n\
         — Хорошо, — сказал мэр и вышел."
    ), @r"
    Title      Мэр о мосте
    Paragraph  — Когда откроют мост?
    Paragraph  — Весной. Я проеду первым.
    Paragraph  - Вы рады?
    Paragraph  - Да. Мы ждали десять лет.
    Paragraph  — Хорошо, — сказал мэр и вышел.
    ");
}

#[test]
fn block_quotes() {
    assert_snapshot!(draw("Мост открыт\n\nМэр написал:\n> Мы ждали десять лет.\n\n«Мы ждали десять лет»."), @r"
    Title      Мост открыт
    Paragraph  Мэр написал:
    Quote      > Мы ждали десять лет.
    Paragraph  «Мы ждали десять лет».
    ");
}

#[test]
fn captions_and_credits() {
    assert_snapshot!(draw(
        "Мост открыт\n\nФото: Анна Ветрова / Весть\n\nМашины проехали в полдень.\n\n© Весть / Анна Ветрова\n\nФото AP\n\n\
         Мост ночью. Архивное фото\n\nНа фото: мост ночью.\n\nВидео моста увидели тысячи людей.\n\nМэр рад."
    ), @r"
    Title      Мост открыт
    Caption    Фото: Анна Ветрова / Весть
    Paragraph  Машины проехали в полдень.
    Caption    © Весть / Анна Ветрова
    Caption    Фото AP
    Caption    Мост ночью. Архивное фото
    Caption    На фото: мост ночью.
    Paragraph  Видео моста увидели тысячи людей.
    Paragraph  Мэр рад.
    ");
}

#[test]
fn related_links_and_the_lines_below_their_label() {
    assert_snapshot!(draw(
        "Мост открыт\n\nМашины проехали в полдень.\n\nЧитайте также: Порт закрыли на ремонт\n\nМэр доволен.\n\n\
         Ранее по теме\nПорт закрыли на ремонт\nПаром уходит в последний рейс?\n\nЧто дальше\n\nДальше будет тоннель.\n\n\
         Все новости края >>\n"
    ), @r"
    Title      Мост открыт
    Paragraph  Машины проехали в полдень.
    Related    Читайте также: Порт закрыли на ремонт
    Paragraph  Мэр доволен.
    Related    Ранее по теме
    Related    Порт закрыли на ремонт
    Related    Паром уходит в последний рейс?
    Heading    Что дальше
    Paragraph  Дальше будет тоннель.
    Related    Все новости края >>
    ");
}

#[test]
fn source_lines_bylines_counters_and_tags() {
    assert_snapshot!(draw(
        "Мост открыт\n\nМашины проехали в полдень.\n\nАнна Ветрова\n\nАвтор: Анна Ветрова\nТекст: Олег Северцев\n\
         Источник:\nВесть-Пермь\nОригинал: https://example.org/most\nhttps://example.org/1\nПросмотров 1 234\n👁 2090\n\
         Комментарии: 5\nТеги: мост, Кама\n#мост #Кама\nКлючевые слова:\nмост\nКама\n"
    ), @r"
    Title      Мост открыт
    Paragraph  Машины проехали в полдень.
    Byline     Анна Ветрова
    Byline     Автор: Анна Ветрова
    Byline     Текст: Олег Северцев
    Source     Источник:
    Source     Весть-Пермь
    Source     Оригинал: https://example.org/most
    Source     https://example.org/1
    Counter    Просмотров 1 234
    Counter    👁 2090
    Counter    Комментарии: 5
    Tags       Теги: мост, Кама
    Tags       #мост #Кама
    Tags       Ключевые слова:
    Tags       мост
    Tags       Кама
    ");
}

#[test]
fn furniture_and_notices() {
    assert_snapshot!(draw(
        "Главная » Новости » Край\n\nМост открыт\n\nМашины проехали в полдень.\n\nПоделиться: ВКонтакте | Telegram\n\
         Версия для печати\nПодписаться\nМы используем cookie, чтобы сайт работал.\nПодписывайтесь на наш канал\n\
         Сообщение создано иностранным агентом «Весть».\n* Организация «Весть» запрещена в РФ\n\
         Мнение автора может не совпадать с мнением редакции.\n© 2015 ООО «Весть»\n18+\nКрай и город\n"
    ), @r"
    Navigation Главная » Новости » Край
    Title      Мост открыт
    Paragraph  Машины проехали в полдень.
    Navigation Поделиться: ВКонтакте | Telegram
    Navigation Версия для печати
    Navigation Подписаться
    Notice     Мы используем cookie, чтобы сайт работал.
    Notice     Подписывайтесь на наш канал
    Notice     Сообщение создано иностранным агентом «Весть».
    Notice     * Организация «Весть» запрещена в РФ
    Notice     Мнение автора может не совпадать с мнением редакции.
    Notice     © 2015 ООО «Весть»
    Notice     18+
    Navigation Край и город
    ");
}

#[test]
fn words_of_the_article_that_only_begin_like_a_label() {
    assert_snapshot!(draw(
        "Мост открыт\n\nИсточник в мэрии сообщил, что мост открыт.\n\nАвтор проекта Олег Северцев рад.\n\n\
         Подробности дела не раскрываются.\n\nРедакция газеты переехала.\n\nКорреспондент: Вы рады мосту?\n\n\
         Комментарии\n\nЖители рады."
    ), @r"
    Title      Мост открыт
    Paragraph  Источник в мэрии сообщил, что мост открыт.
    Paragraph  Автор проекта Олег Северцев рад.
    Paragraph  Подробности дела не раскрываются.
    Paragraph  Редакция газеты переехала.
    Paragraph  Корреспондент: Вы рады мосту?
    Heading    Комментарии
    Paragraph  Жители рады.
    ");
}

#[test]
fn hard_wrapped_paragraphs_are_joined() {
    assert_snapshot!(draw(
        "Мост через Каму открыт для всех\n\n\
         Совет города собрался во вторник и решил, что мост через реку будет\n\
         открыт для пешеходов весной, а для машин только осенью, потому что\n\
         опоры ещё не готовы.\n\n\
         Мэр с решением не согласен.\n\nИсточник: Весть\nПросмотров: 5\n"
    ), @r"
    Title      Мост через Каму открыт для всех
    Paragraph  Совет города собрался во вторник и решил, что мост через рек…
    Paragraph  Мэр с решением не согласен.
    Source     Источник: Весть
    Counter    Просмотров: 5
    ");
}

#[test]
fn nothing_is_a_page_too() {
    assert_snapshot!(draw(""), @"");
    assert_snapshot!(draw(" \n\n\t"), @"");
    assert_snapshot!(draw("Мост"), @"Title      Мост");
    assert_snapshot!(draw("***"), @"Navigation ***");
}
