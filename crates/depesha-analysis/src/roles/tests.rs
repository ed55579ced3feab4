use crate::testing::with_who;

/// Expects the roles of `text`, each as `title @ organisation = person`; `?` where nobody is known.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    with_who(text, |_, who| {
        let drawn = |phrase: &super::RolePhrase| {
            let name = |entity: usize| who.entities()[entity].name.as_str();
            let place = phrase
                .organization
                .map(|at| format!(" @ {}", name(who.entity_of(at))));
            let person = phrase.person.map_or("?", name);
            let phase = format!("{:?}", phrase.phase).to_lowercase();
            let phase = if phase == "current" {
                String::new()
            } else {
                format!("[{phase}] ")
            };
            format!(
                "{phase}{}{} = {person}",
                phrase.title,
                place.unwrap_or_default()
            )
        };
        let found: Vec<String> = who.roles().iter().map(drawn).collect();
        assert_eq!(found, expected, "{text}");
    });
}

#[test]
fn a_name_behind_the_title_holds_it() {
    check(
        "Заявил глава МИД Норвегии Павел Кузнецов.",
        &["министр иностранных дел @ МИД Норвегии = Павел Кузнецов"],
    );
    check(
        "Об этом сказал президент Боливии Эво Моралес.",
        &["президент @ Боливия = Эво Моралес"],
    );
    check(
        "Встреча с американским президентом Павлом Кузнецовым прошла.",
        &["президент @ США = Павел Кузнецов"],
    );
}

#[test]
fn a_title_behind_a_comma_or_in_brackets_is_the_name_s() {
    check(
        "Павел Кузнецов (мэр Рязани) приехал.",
        &["мэр @ Рязань = Павел Кузнецов"],
    );
    check(
        "Павел Кузнецов, мэр Рязани, приехал.",
        &["мэр @ Рязань = Павел Кузнецов"],
    );
}

#[test]
fn phases_are_told_apart() {
    check(
        "Приехал бывший мэр Рязани Павел Кузнецов.",
        &["[former] мэр @ Рязань = Павел Кузнецов"],
    );
}

#[test]
fn a_phrase_without_a_name_goes_back_to_its_holder() {
    check(
        "Приехал министр обороны Норвегии Павел Кузнецов. Норвежский министр доволен.",
        &[
            "министр обороны @ Норвегия = Павел Кузнецов",
            "министр @ Норвегия = Павел Кузнецов",
        ],
    );
    check(
        "Приехал министр обороны Норвегии Павел Кузнецов. Шведский министр недоволен.",
        &[
            "министр обороны @ Норвегия = Павел Кузнецов",
            "министр @ Швеция = ?",
        ],
    );
}
