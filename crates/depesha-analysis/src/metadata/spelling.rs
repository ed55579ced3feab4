//! How outlets and places are usually written.

use depesha_lexicon::{Lexicon, List, Outlet, OutletKind};
use depesha_morphology::Capitals;
use depesha_text::fold;
use rustc_hash::FxHashMap;

/// Names of outlets and places by each of their spellings.
#[derive(Debug)]
pub(super) struct Spellings {
    /// The usual name by folded spelling.
    outlets: FxHashMap<Box<str>, &'static str>,
    /// The usual name by domain.
    domains: FxHashMap<&'static str, &'static str>,
    /// The same spelling with its proper capitals, by folded spelling.
    places: FxHashMap<Box<str>, &'static str>,
}

impl Spellings {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut spellings = Self {
            outlets: FxHashMap::default(),
            domains: FxHashMap::default(),
            places: FxHashMap::default(),
        };
        // Where two share a name, the one whose usual name it is wins, then the agency: agencies sign datelines.
        let (agencies, others): (Vec<&Outlet>, Vec<&Outlet>) = lexicon
            .outlets()
            .iter()
            .partition(|outlet| outlet.kind == OutletKind::Agency);
        let outlets = || agencies.iter().chain(&others);
        for outlet in outlets() {
            spellings
                .outlets
                .entry(key(outlet.name))
                .or_insert(outlet.name);
        }
        for outlet in outlets() {
            for name in outlet.aliases.iter().chain(outlet.domains.iter()) {
                spellings.outlets.entry(key(name)).or_insert(outlet.name);
            }
            for domain in outlet.domains.iter() {
                spellings.domains.entry(domain).or_insert(outlet.name);
            }
        }
        let cities = lexicon.cities().iter().map(|c| (c.name, c.aliases));
        let countries = lexicon.countries().iter().map(|c| (c.name, c.aliases));
        let regions = lexicon.regions().iter().map(|r| (r.name, r.aliases));
        for (name, aliases) in cities.chain(countries).chain(regions) {
            spellings.add_place(name, aliases);
        }
        spellings
    }

    fn add_place(&mut self, name: &'static str, aliases: List) {
        for spelling in std::iter::once(name).chain(aliases.iter()) {
            self.places.entry(key(spelling)).or_insert(spelling);
        }
    }

    /// The usual name of an outlet: `Интерфакс` for `INTERFAX.RU`.
    pub fn outlet(&self, spelling: &str) -> Option<&'static str> {
        self.outlets.get(&key(spelling)).copied()
    }

    /// The usual name of the outlet that owns an address: `РИА Новости` for `https://ria.ru/…`.
    pub fn outlet_at(&self, address: &str) -> Option<&'static str> {
        let host = host(address)?;
        // `sport.ria.ru` belongs to `ria.ru`.
        let dots = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
        std::iter::once(host.as_str())
            .chain(dots)
            .find_map(|domain| self.domains.get(domain).copied())
    }

    /// A place in ordinary spelling: `Нью-Йорк` for `НЬЮ-ЙОРК`.
    pub fn place(&self, written: &str) -> String {
        if Capitals::of(written) != Capitals::Upper {
            return written.to_owned();
        }
        match self.places.get(&key(written)) {
            Some(known) => (*known).to_owned(),
            None => title_case(written),
        }
    }
}

/// The host of an address, without `www.`: `ria.ru` for `https://www.ria.ru/politics/`.
pub(super) fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let behind = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = behind.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let may_be = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    (host.contains('.') && host.chars().all(may_be)).then(|| host.to_owned())
}

/// Spellings that differ in capitals, ё and quotation marks only are the same.
fn key(name: &str) -> Box<str> {
    let is_quote = |c: char| matches!(c, '«' | '»' | '"' | '“' | '”' | '„');
    let bare: String = name.chars().filter(|c| !is_quote(*c)).collect();
    let words: Vec<&str> = bare.split_whitespace().collect();
    fold(&words.join(" ")).into()
}

/// `Минеральные Воды`, `Сен-Дени`: each word and each part between hyphens with one capital.
pub(crate) fn title_case(words: &str) -> String {
    let mut starts = true;
    let letter = |c: char| {
        let cased: String = match starts {
            true => c.to_uppercase().collect(),
            false => c.to_lowercase().collect(),
        };
        starts = !c.is_alphanumeric();
        cased
    };
    words.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings() -> Spellings {
        Spellings::new(&Lexicon::builtin())
    }

    #[test]
    fn agencies_get_their_usual_name() {
        let spellings = spellings();
        let named = |spelling| spellings.outlet(spelling).unwrap_or("–");
        assert_eq!(named("INTERFAX.RU"), "Интерфакс");
        assert_eq!(named("РИА «Новости»"), "РИА Новости");
        assert_eq!(named("риа новости"), "РИА Новости");
        assert_eq!(named("Вестник Лукоморья"), "–");
    }

    #[test]
    fn an_address_tells_the_outlet() {
        let spellings = spellings();
        let owner = |address| spellings.outlet_at(address).unwrap_or("–");
        assert_eq!(owner("https://www.ria.ru/politics/1.html"), "РИА Новости");
        assert_eq!(owner("http://sport.ria.ru:80?a=1"), "РИА Новости");
        assert_eq!(owner("notria.ru"), "–");
        assert_eq!(owner("/home/news/ria.ru.txt"), "–");
        assert_eq!(owner(""), "–");
    }

    #[test]
    fn places_lose_their_capitals() {
        let spellings = spellings();
        for (written, expected) in [
            ("СУХУМ", "Сухум"),
            ("НЬЮ-ЙОРК", "Нью-Йорк"),
            ("РОСТОВ-НА-ДОНУ", "Ростов-на-Дону"),
            ("ВЕРХНИЕ ЛУЖКИ", "Верхние Лужки"),
            ("США", "США"),
            ("Тирасполь (Молдавия)", "Тирасполь (Молдавия)"),
        ] {
            assert_eq!(spellings.place(written), expected);
        }
    }
}
