use depesha_model::EntityKind;

use crate::testing::with_who;

/// The text with each outermost name in brackets, and its kind behind a bar.
fn drawn(text: &str) -> String {
    with_who(text, |page, who| {
        let mut out = String::new();
        let mut rest = 0;
        for name in who.names() {
            let span = page.span(name.tokens.clone());
            if span.start() < rest {
                continue;
            }
            out.push_str(&text[rest..span.start()]);
            let kind = match name.kind {
                EntityKind::Person => "per",
                EntityKind::Organization => "org",
                EntityKind::Location => "loc",
            };
            out.push_str(&format!("[{}|{kind}]", span.of(text)));
            rest = span.end();
        }
        out.push_str(&text[rest..]);
        out
    })
}

/// Expects the names that are marked in `expected` in the text without the marks.
#[track_caller]
fn check(expected: &str) {
    let mut text = String::new();
    let mut rest = expected;
    while let Some((before, marked)) = rest.split_once('[') {
        let (name, behind) = marked.split_once('|').expect("a kind behind a bar");
        text.push_str(before);
        text.push_str(name);
        rest = behind.split_once(']').expect("a closing bracket").1;
    }
    text.push_str(rest);
    assert_eq!(drawn(&text), expected);
}

/// Expects the nominatives of the outermost names of `text`, in order.
#[track_caller]
fn normal(text: &str, expected: &[&str]) {
    with_who(text, |_, who| {
        let mut end = 0;
        let outermost = who.names().iter().filter(|name| {
            let outer = name.tokens.start >= end;
            end = end.max(name.tokens.end);
            outer
        });
        let found: Vec<&str> = outermost.map(|name| name.normal.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    });
}

#[test]
fn persons_are_found_by_their_names() {
    check("Об этом заявил [Павел Кузнецов|per].");
    check("Встреча с [Андреем Викторовичем Белкиным|per] прошла вчера.");
    check("Слова [П. А. Белкина|per] и [Белкина П. А.|per] совпали.");
}

#[test]
fn places_are_found_in_every_case() {
    check("В [Норвегии|loc] и [Нидерландах|loc] прошли выборы.");
    check("[Норвежский|loc] министр прибыл в [Осло|loc].");
    check("Он вернулся из [Соединённых Штатов Америки|loc] вчера.");
}

#[test]
fn a_name_does_not_run_across_lines() {
    check("Приехал [Павел|per]\n[Белкин|per] остался");
}

#[test]
fn the_words_of_a_name_agree_in_the_nominative() {
    for (text, expected) in [
        ("Разговор с Павлом Кузнецовым", "Павел Кузнецов"),
        ("Речь Ирины Кузнецовой", "Ирина Кузнецова"),
        (
            "Письмо Ирине Викторовне Белкиной",
            "Ирина Викторовна Белкина",
        ),
        ("Речь Белкина Павла Андреевича", "Павел Андреевич Белкин"),
        ("Речь П. А. Белкина", "П. А. Белкин"),
        ("Речь Белкина П. А.", "П. А. Белкин"),
        ("Приезд Томаса де Мартуры", "Томас де Мартура"),
        ("Приезд Си Цзиньпина", "Си Цзиньпин"),
        ("Приезд Пан Ги Муна", "Пан Ги Мун"),
        ("Приезд Ангелы Меркель", "Ангела Меркель"),
        ("Приезд Хиллари Клинтон", "Хиллари Клинтон"),
        ("Приезд Джона Керри", "Джон Керри"),
    ] {
        normal(text, &[expected]);
    }
}

#[test]
fn the_page_decides_what_a_form_alone_does_not() {
    normal(
        "Кузнецова ждут. Павел Кузнецов приедет",
        &["Кузнецов", "Павел Кузнецов"],
    );
    normal(
        "Кузнецова приехала. Ирина Кузнецова рада",
        &["Кузнецова", "Ирина Кузнецова"],
    );
}

#[test]
fn places_keep_their_number() {
    normal("в Нидерландах", &["Нидерланды"]);
    normal(
        "из Объединённых Арабских Эмиратов",
        &["Объединённые Арабские Эмираты"],
    );
}

#[test]
fn an_unknown_foreign_name_keeps_its_vowel_unless_a_preposition_declines_it() {
    normal("Он живёт в Аркфилде уже год", &["Аркфилд"]);
    normal("Тренер Павел Дукассе ушёл", &["Павел Дукассе"]);
}
