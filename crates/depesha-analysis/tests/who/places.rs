//! Places: nominative, unknown ones, adjectives, people, capitals for governments.

#[test]
fn declined_places() {
    check!(
        "Он вернулся из Нидерландов в Объединённые Арабские Эмираты.",
        @r"
        location Нидерланды (NL): Нидерландов
        location ОАЭ (AE): Объединённые Арабские Эмираты
        "
    );
    check!(
        "В Ростове-на-Дону и Нижнем Новгороде дождь.",
        @r"
        location Ростов-на-Дону (RU): Ростове-на-Дону
        location Нижний Новгород (RU): Нижнем Новгороде
        "
    );
}

#[test]
fn unknown_places_by_all_forms() {
    check!(
        "В Вольнии выборы. Он вернулся в Вольнию. Вольния ждёт.",
        @"location Вольния: Вольнии, Вольнию, Вольния"
    );
    check!(
        "Жители Заболотска вышли. В Заболотске дождь.",
        @"location Заболотск: Заболотска, Заболотске"
    );
}

#[test]
fn a_title_does_not_swallow_a_place() {
    check!(
        "Министр финансов Вольнии Роман Третьяк ответил.",
        @r"
        location Вольния: Вольнии
        person Роман Третьяк (masculine): Роман Третьяк
        "
    );
    check!(
        "В Вольнии выборы. Президент Вольнии Белозёров ответил.",
        @r"
        location Вольния: Вольнии, Вольнии
        person Белозёров (masculine): Белозёров
        "
    );
}

#[test]
fn adjectives() {
    check!(
        "Российский посол и норвежские рыбаки спорят. Россия ждёт.",
        @r"
        location Россия (RU): Российский, Россия
        location Норвегия (NO): норвежские
        "
    );
}

#[test]
fn capitals_for_governments() {
    check!(
        "Москва заявила, что Россия готова.",
        @r"
        location Москва (RU): Москва → Россия
        location Россия (RU): Россия
        "
    );
    check!(
        "Вашингтон пока не ответил. США ждут.",
        @r"
        location Вашингтон (US): Вашингтон → США
        location США (US): США
        "
    );
    check!(
        "Кремль отказался от переговоров. Россия ждёт.",
        @r"
        organization Кремль: Кремль → Россия
        location Россия (RU): Россия
        "
    );
}

#[test]
fn capitals_as_places() {
    check!(
        "В Москве заявили, что Россия готова.",
        @r"
        location Москва (RU): Москве
        location Россия (RU): Россия
        "
    );
    check!(
        "Москва празднует день города. Россия тоже.",
        @r"
        location Москва (RU): Москва
        location Россия (RU): Россия
        "
    );
}

#[test]
fn peoples() {
    check!(
        "Россияне ждут. Россия готова.",
        @"location Россия (RU): Россия"
    );
    check!(
        "Немец победил. Германия рада.",
        @"location Германия (DE): Германия"
    );
}

#[test]
fn datelines() {
    check!(
        "ЛЮБИНСК, 14 мая — РИА Новости. Мост закрыт.",
        @r"
        location Любинск: ЛЮБИНСК
        organization РИА Новости (RU): РИА Новости
        "
    );
}
