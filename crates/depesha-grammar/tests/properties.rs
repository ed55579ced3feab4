//! What holds for every text: random characters, and pages put together of real constructions and then damaged.

use depesha_grammar::{BlockFields, BlockKind, Tree, parse};
use depesha_text::Span;
use proptest::prelude::*;

/// Lines that every production of the page level reads at least once.
const FRAGMENTS: &[&str] = &[
    "Мост через Каму открыт",
    "Мост через Каму открыт 14.11.2015 22:54",
    "Мост через Каму открыт — Весть",
    "СУХУМ, 14 ноя — Sputnik. Мост открыт.",
    "МОСКВА, 14 ноября. /Корр. ТАСС Иван Петров/. Мост открыт.",
    "Москва. 14 ноября. INTERFAX.RU - Мост открыт.",
    "МОСКВА (Рейтер) - Мост через реку открыли в субботу, сообщила мэрия города.",
    "14 ноября, Минск /Корр. БЕЛТА/.",
    "14 нояб. 2015 г. в 22:54 мск (обновлено: 23:10 14.11.2015)",
    "2015-11-14T22:54:00+03:00 | Политика",
    "Обновлено: сегодня, 23:10",
    "14:35 — Мэр перерезал ленту.",
    "«Мы рады», — сказал мэр. \"Мы \"рады\"\".",
    "— Вы рады? — спросили его.",
    "- автобусы;",
    "1. Весть-Мост",
    "> Мы ждали десять лет.",
    "Фото: Анна Ветрова / Весть",
    "© Весть / Анна Ветрова",
    "Читайте также",
    "Ранее по теме: Порт закрыли",
    "Источник:",
    "Размещено: Apsny Online",
    "👁\u{fe0f} 2090 💬 5",
    "Количество просмотров: 2090",
    "#мост #Кама",
    "Теги:",
    "https://example.org/most?a=1",
    "example.ru",
    "Главная » Новости / Край",
    "Поделиться: ВКонтакте | Telegram",
    "* Организация «Весть» запрещена в РФ",
    "Мнение автора может не совпадать с мнением редакции.",
    "Анна Ветрова, корреспондент «Вести»",
    "Совет города собрался во вторник и решил, что мост через реку будет",
    "открыт для пешеходов весной, а для машин только осенью, потому что",
    "(Фото: Весть)",
    "Мост ночью. Архивное фото",
    "Порт закрыли >>",
    "\u{feff}\u{200b}\u{a0}",
    "***",
];

const SEPARATORS: &[&str] = &["\n", "\n\n", "\r\n", " ", "", "\u{2028}", "\n    "];

/// A page of fragments in which some characters were replaced, doubled or dropped.
fn damaged_page() -> impl Strategy<Value = String> {
    let part = (
        prop::sample::select(FRAGMENTS),
        prop::sample::select(SEPARATORS),
    );
    let damage = (
        any::<prop::sample::Index>(),
        prop::option::of(any::<char>()),
    );
    let parts = prop::collection::vec(part, 0..16);
    (parts, prop::collection::vec(damage, 0..6)).prop_map(|(parts, damages)| {
        let page: String = parts
            .into_iter()
            .flat_map(|(line, end)| [line, end])
            .collect();
        let mut chars: Vec<char> = page.chars().collect();
        for (at, replacement) in damages {
            if !chars.is_empty() {
                let at = at.index(chars.len());
                chars.splice(at..at + 1, replacement);
            }
        }
        chars.into_iter().collect()
    })
}

/// Everything the page level promises of a tree.
fn check(tree: &Tree<'_>) {
    let text = tree.text();
    let leaves: String = tree.leaves().map(|span| span.of(text)).collect();
    assert_eq!(leaves, text, "the leaves give the text back");

    let mut next = 0;
    for block in tree.blocks() {
        assert_eq!(block.tokens.start, next, "each token belongs to one block");
        assert!(block.tokens.end > next, "no block is empty");
        next = block.tokens.end;
        let own = &tree.tokens()[block.tokens.clone()];
        let span = own[0].span.join(own[own.len() - 1].span);
        assert_eq!(
            block.span, span,
            "a block reaches from its first to its last token"
        );
        for part in parts(&block.fields) {
            assert!(
                block.span.contains(part) || part.is_empty(),
                "{part:?} lies in {block:?}"
            );
            assert!(
                part.get(text).is_some(),
                "{part:?} lies on character boundaries"
            );
        }
        let has_stamp = matches!(block.fields, BlockFields::TimeStamp(_));
        assert_eq!(
            has_stamp,
            block.kind == BlockKind::TimeStamp,
            "stamps have their fields"
        );
    }
    assert_eq!(next, tree.tokens().len(), "no token is left over");
}

fn parts(fields: &BlockFields) -> Vec<Span> {
    match fields {
        BlockFields::None | BlockFields::TimeStamp(_) => Vec::new(),
        BlockFields::Labelled { label, value } => vec![*label, *value],
        BlockFields::Dateline(line) => {
            let others = [
                line.date.map(|(words, _)| words),
                line.agency,
                line.correspondent,
            ];
            line.places
                .iter()
                .copied()
                .chain(others.into_iter().flatten())
                .collect()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_has_a_sound_tree(text in any::<String>()) {
        check(&parse(&text));
    }

    #[test]
    fn any_damaged_page_has_a_sound_tree(text in damaged_page()) {
        check(&parse(&text));
    }

    #[test]
    fn the_same_text_has_the_same_tree(text in damaged_page()) {
        prop_assert_eq!(format!("{:?}", parse(&text)), format!("{:?}", parse(&text)));
    }
}
