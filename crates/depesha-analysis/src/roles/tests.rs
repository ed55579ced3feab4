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

#[test]
fn a_prefix_tells_the_phase() {
    check(
        "Экс-мэр Рязани Павел Кузнецов молчит.",
        &["[former] мэр @ Рязань = Павел Кузнецов"],
    );
    check(
        "Приехал вице-премьер Норвегии Павел Кузнецов.",
        &["заместитель председателя правительства @ Норвегия = Павел Кузнецов"],
    );
}

#[test]
fn the_field_of_an_office_is_part_of_its_title() {
    check(
        "Министр связи и коммуникаций Норвегии Павел Кузнецов рад.",
        &["министр связи и коммуникаций @ Норвегия = Павел Кузнецов"],
    );
    check(
        "Посол Норвегии в Швеции Павел Кузнецов уехал.",
        &["посол в Швеции @ Норвегия = Павел Кузнецов"],
    );
}

#[test]
fn several_share_a_title() {
    check(
        "Встретились министры обороны Норвегии и Швеции Павел Кузнецов и Ирина Белкина.",
        &[
            "министр обороны @ Норвегия = Павел Кузнецов",
            "министр обороны @ Швеция = Ирина Белкина",
        ],
    );
}

#[test]
fn a_place_told_once_holds_for_the_same_title() {
    check(
        "Премьер-министр Норвегии Павел Кузнецов уехал. Позже премьер-министр Кузнецов вернулся.",
        &[
            "премьер-министр @ Норвегия = Павел Кузнецов",
            "премьер-министр @ Норвегия = Павел Кузнецов",
        ],
    );
}

#[test]
fn a_name_in_another_case_is_not_the_holder() {
    check("Мэр Рязани Павла Кузнецова уволил.", &["мэр @ Рязань = ?"]);
    check(
        "Приехал Павел Кузнецов. Мэр Рязани рад.",
        &["мэр @ Рязань = ?"],
    );
}

#[test]
fn a_relation_is_no_post_but_refers() {
    check("Дочь Павла Кузнецова уехала.", &["дочь = ?"]);
}

#[test]
fn an_office_held_before_is_told_apart() {
    check(
        "Павел Кузнецов, занимавший пост мэра Рязани, уехал.",
        &["[former] мэр @ Рязань = Павел Кузнецов"],
    );
}
