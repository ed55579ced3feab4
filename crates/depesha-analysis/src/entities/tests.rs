use crate::testing::with_who;

/// Expects the entities of `text`, each as its name and, in brackets, its aliases.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    with_who(text, |_, who| {
        let drawn = |entity: &depesha_model::Entity| match entity.aliases.as_slice() {
            [] => entity.name.clone(),
            aliases => format!("{} ({})", entity.name, aliases.join(", ")),
        };
        let found: Vec<String> = who.entities().iter().map(drawn).collect();
        assert_eq!(found, expected, "{text}");
    });
}

/// Expects what the first name of `text` stands for.
#[track_caller]
fn stands_for(text: &str, expected: Option<&str>) {
    with_who(text, |_, who| {
        let found = who
            .stands_for(0)
            .map(|entity| who.entities()[entity].name.as_str());
        assert_eq!(found, expected, "{text}");
    });
}

#[test]
fn a_surname_alone_is_the_person_with_the_full_name() {
    check(
        "Приехал Павел Кузнецов. Кузнецова ждали, Кузнецову рады.",
        &["Павел Кузнецов (Кузнецов)"],
    );
    check(
        "Приехал П. А. Кузнецов. Павел Кузнецов рад.",
        &["Павел Кузнецов (П. А. Кузнецов)"],
    );
}

#[test]
fn two_with_one_surname_are_kept_apart() {
    check(
        "Павел Кузнецов и Ирина Кузнецова приехали. Кузнецова рада.",
        &["Павел Кузнецов", "Ирина Кузнецова (Кузнецова)"],
    );
    check(
        "Павел Кузнецов и Иван Кузнецов спорят.",
        &["Павел Кузнецов", "Иван Кузнецов"],
    );
}

#[test]
fn a_country_is_one_under_all_its_names() {
    check(
        "Россия ответила. Российский посол и МИД РФ молчат. Российская Федерация готова.",
        &["Россия (РФ, Российская Федерация)", "МИД РФ"],
    );
}

#[test]
fn acronyms_belong_to_their_names() {
    check(
        "Лига арабских государств (ЛАГ) соберётся. Генсек ЛАГ рад.",
        &["Лига арабских государств (ЛАГ)"],
    );
    check(
        "МИД Норвегии ответил. МИД согласен.",
        &["МИД Норвегии (МИД)", "Норвегия"],
    );
}

#[test]
fn a_capital_stands_for_its_country_where_it_acts() {
    stands_for("Москва заявила, что Россия готова.", Some("Россия"));
    stands_for("Москва пока не ответила. Россия ждёт.", Some("Россия"));
    stands_for("В Москве заявили, что Россия готова.", None);
    stands_for("Москва празднует день города. Россия тоже.", None);
    stands_for("Москва заявила протест.", None);
}
