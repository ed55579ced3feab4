//! A catalogue of what is a time and what is none.

use insta::assert_snapshot;

use crate::calendar::{ClockTime, DateParts};
use crate::testing::paragraphs;
use crate::tree::{TimeExpression, TimeKind, TimeOfDay};

/// `text` with its expressions of time in brackets, each with what was read behind a bar.
fn draw(text: &str) -> String {
    let tree = paragraphs(text);
    let mut drawn = String::new();
    let mut done = 0;
    for time in tree.times() {
        drawn.push_str(&text[done..time.span.start()]);
        drawn.push_str(&format!("[{}|{}]", time.span.of(text), fields(time)));
        done = time.span.end();
    }
    drawn + &text[done..]
}

fn fields(time: &TimeExpression) -> String {
    let kind = match time.kind {
        TimeKind::Date(parts) => date(parts),
        TimeKind::Range { from, to } => format!("{}..{}", date(from), date(to)),
        TimeKind::Weekday { weekday, which } => {
            let which = which.map_or(String::new(), |which| format!("{which:+}"));
            format!("weekday {weekday}{which}")
        }
        TimeKind::Shift {
            amount,
            unit,
            anchor,
            is_later,
        } => {
            let sign = if is_later { "+" } else { "-" };
            let amount = amount.map_or(format!("{sign}?"), |amount| format!("{amount:+}"));
            format!("{anchor:?}{amount} {unit:?}")
        }
        TimeKind::Period { unit, shift } => format!("{unit:?} {shift:+}"),
        TimeKind::Duration { amount, unit } => {
            let amount = amount.map_or("?".to_owned(), |amount| amount.to_string());
            format!("for {amount} {unit:?}")
        }
        TimeKind::Quarter { number, year } => format!("quarter {number} {}", known(year)),
        TimeKind::Season { season, year } => format!("{season:?} {}", known(year)),
        TimeKind::TimeOfDay => String::new(),
        other => format!("{other:?}"),
    };
    let part = time.part.map(|part| format!("{part:?}"));
    let clock = time.time.map(|time| match time {
        TimeOfDay::Clock(clock) => self::clock(clock),
        part => format!("{part:?}"),
    });
    let year = time.year_shift.map(|shift| format!("year {shift:+}"));
    let parts = [part, Some(kind), year, clock].into_iter().flatten();
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn known(year: Option<i16>) -> String {
    year.map_or("?".to_owned(), |year| year.to_string())
}

fn date(parts: DateParts) -> String {
    let two = |n: Option<u8>| n.map_or("?".to_owned(), |n| format!("{n:02}"));
    let year = match parts.short_year {
        Some(short) => format!("'{short:02}"),
        None => known(parts.year),
    };
    format!("{year}-{}-{}", two(parts.month), two(parts.day))
}

fn clock(clock: ClockTime) -> String {
    let minute = clock.minute.map_or("?".to_owned(), |m| format!("{m:02}"));
    let zone = clock
        .zone
        .map_or(String::new(), |zone| format!(" {zone:?}"));
    format!("{:02}:{minute}{zone}", clock.hour)
}

#[test]
fn dates() {
    assert_snapshot!(draw("Это было 14 ноября."), @"Это было [14 ноября|?-11-14].");
    assert_snapshot!(draw("Это было 14 ноября 2015 года в Вене."), @"Это было [14 ноября 2015 года|2015-11-14] в Вене.");
    assert_snapshot!(draw("Это было 14 нояб. 2015 г. в Вене."), @"Это было [14 нояб. 2015 г.|2015-11-14] в Вене.");
    assert_snapshot!(draw("Это было 14.11.2015 в Вене."), @"Это было [14.11.2015|2015-11-14] в Вене.");
    assert_snapshot!(draw("Это было 14.11.15."), @"Это было [14.11.15|'15-11-14].");
    assert_snapshot!(draw("Указ от 1 января 2012-го отменён."), @"Указ от [1 января 2012-го|2012-01-01] отменён.");
}

#[test]
fn months_and_years() {
    assert_snapshot!(draw("Это было в ноябре."), @"Это было в [ноябре|?-11-?].");
    assert_snapshot!(draw("Это было в ноябре 2015-го."), @"Это было в [ноябре 2015-го|2015-11-?].");
    assert_snapshot!(draw("Ноябрь 2015 года был тёплым."), @"[Ноябрь 2015 года|2015-11-?] был тёплым.");
    assert_snapshot!(draw("Так с мая до июля."), @"Так [с мая до июля|?-05-?..?-07-?].");
    assert_snapshot!(draw("В 2015 году и к 2020 г. будет."), @"В [2015 году|2015-?-?] и к [2020 г.|2020-?-?] будет.");
    assert_snapshot!(draw("Это было в 2015-м."), @"Это было в [2015-м|2015-?-?].");
    assert_snapshot!(draw("Так в ноябре прошлого года и 14 мая этого года."), @"Так в [ноябре прошлого года|?-11-? year -1] и [14 мая этого года|?-05-14 year +0].");
}

#[test]
fn decades_and_centuries() {
    assert_snapshot!(draw("Так было в 1990-х годах."), @"Так было в [1990-х годах|Decade(1990)].");
    assert_snapshot!(draw("Так было в 90-е."), @"Так было в [90-е|ShortDecade(90)].");
    assert_snapshot!(draw("Дом XIX века, в XXI веке и в 18-м веке."), @"Дом [XIX века|Century(19)], в [XXI веке|Century(21)] и в [18-м веке|Century(18)].");
}

#[test]
fn quarters_halves_and_seasons() {
    assert_snapshot!(draw("Рост в третьем квартале 2015 года."), @"Рост в [третьем квартале 2015 года|quarter 3 2015].");
    assert_snapshot!(draw("III квартал и 2-й квартал."), @"[III квартал|quarter 3 ?] и [2-й квартал|quarter 2 ?].");
    assert_snapshot!(draw("Рост в первом полугодии 2015 года."), @"Рост в [первом полугодии 2015 года|FirstHalf 2015-?-?].");
    assert_snapshot!(draw("Это было во второй половине ноября."), @"Это было во [второй половине ноября|SecondHalf ?-11-?].");
    assert_snapshot!(draw("Осенью 2015 года и весной."), @"[Осенью 2015 года|Autumn 2015] и [весной|Spring ?].");
    assert_snapshot!(draw("Летом прошлого года."), @"[Летом прошлого года|Summer ? year -1].");
    assert_snapshot!(draw("Прошлым летом и этой осенью."), @"[Прошлым летом|Summer ? year -1] и [этой осенью|Autumn ? year +0].");
}

#[test]
fn ranges() {
    assert_snapshot!(draw("Так с 12 по 14 ноября 2015 года."), @"Так [с 12 по 14 ноября 2015 года|2015-11-12..2015-11-14].");
    assert_snapshot!(draw("Так 12–14 ноября."), @"Так [12–14 ноября|?-11-12..?-11-14].");
    assert_snapshot!(draw("Так 12 - 14 ноября."), @"Так [12 - 14 ноября|?-11-12..?-11-14].");
    assert_snapshot!(draw("Так с 30 октября по 2 ноября."), @"Так [с 30 октября по 2 ноября|?-10-30..?-11-02].");
    assert_snapshot!(draw("Так с мая по июль."), @"Так [с мая по июль|?-05-?..?-07-?].");
    assert_snapshot!(draw("Так в 2010–2015 годах."), @"Так в [2010–2015 годах|2010-?-?..2015-?-?].");
    assert_snapshot!(draw("Так с 2010 по 2015 год."), @"Так [с 2010 по 2015 год|2010-?-?..2015-?-?].");
    assert_snapshot!(draw("Так с 5 по 12 сентября этого года."), @"Так [с 5 по 12 сентября этого года|?-09-05..?-09-12 year +0].");
}

#[test]
fn clock_times() {
    assert_snapshot!(draw("Начало в 10:30."), @"Начало в [10:30|10:30].");
    assert_snapshot!(draw("Начало в 10:30 мск в Вене."), @"Начало в [10:30 мск|10:30 Moscow] в Вене.");
    assert_snapshot!(draw("Начало в 10 часов утра."), @"Начало в [10 часов утра|10:?].");
    assert_snapshot!(draw("Начало в 3 часа дня."), @"Начало в [3 часа дня|15:?].");
    assert_snapshot!(draw("Начало в 10 часов 30 минут."), @"Начало в [10 часов 30 минут|10:30].");
    assert_snapshot!(draw("Около 15.00 мск и в 15.00 начали."), @"Около [15.00 мск|15:00 Moscow] и в [15.00|15:00] начали.");
    assert_snapshot!(draw("Он пришёл в полдень."), @"Он пришёл в [полдень|12:?].");
    assert_snapshot!(draw("Начало вечером."), @"Начало [вечером|Evening].");
}

#[test]
fn weekdays() {
    assert_snapshot!(draw("Это было в субботу."), @"Это было в [субботу|weekday 6].");
    assert_snapshot!(draw("Это было в прошлую пятницу."), @"Это было в [прошлую пятницу|weekday 5-1].");
    assert_snapshot!(draw("В ночь на воскресенье ушли."), @"В [ночь на воскресенье|weekday 7 Night] ушли.");
    assert_snapshot!(draw("В субботу утром и вечером в пятницу."), @"В [субботу утром|weekday 6 Morning] и [вечером в пятницу|weekday 5 Evening].");
    assert_snapshot!(draw("В среду и в следующий четверг."), @"В [среду|weekday 3] и в [следующий четверг|weekday 4+1].");
    assert_snapshot!(draw("В субботу, 14 ноября, ушли."), @"В [субботу|weekday 6], [14 ноября|?-11-14], ушли.");
}

#[test]
fn relative_days() {
    assert_snapshot!(draw("Сегодня и вчера, позавчера и завтра."), @"[Сегодня|Now+0 Day] и [вчера|Now-1 Day], [позавчера|Now-2 Day] и [завтра|Now+1 Day].");
    assert_snapshot!(draw("Накануне ушли."), @"[Накануне|Context-1 Day] ушли.");
    assert_snapshot!(draw("Днём ранее ушли."), @"[Днём ранее|Context-1 Day] ушли.");
    assert_snapshot!(draw("Вчера вечером, сегодня в 10:30."), @"[Вчера вечером|Now-1 Day Evening], [сегодня в 10:30|Now+0 Day 10:30].");
    assert_snapshot!(draw("Утром 14 ноября ушли."), @"[Утром 14 ноября|?-11-14 Morning] ушли.");
    assert_snapshot!(draw("Этой ночью ушли."), @"[Этой ночью|Now+0 Day Night] ушли.");
}

#[test]
fn relative_times() {
    assert_snapshot!(draw("Месяц назад ушли."), @"[Месяц назад|Now-1 Month] ушли.");
    assert_snapshot!(draw("Два дня назад, 15 лет назад и полгода назад."), @"[Два дня назад|Now-2 Day], [15 лет назад|Now-15 Year] и [полгода назад|Now-6 Month].");
    assert_snapshot!(draw("Неделю назад и через неделю."), @"[Неделю назад|Now-1 Week] и [через неделю|Now+1 Week].");
    assert_snapshot!(draw("Через два года вернулись."), @"[Через два года|Now+2 Year] вернулись.");
    assert_snapshot!(draw("Несколько дней назад ушли."), @"[Несколько дней назад|Now-? Day] ушли.");
    assert_snapshot!(draw("Двумя днями позже вернулись."), @"[Двумя днями позже|Context+2 Day] вернулись.");
    assert_snapshot!(draw("Спустя неделю вернулись."), @"[Спустя неделю|Context+1 Week] вернулись.");
}

#[test]
fn periods() {
    assert_snapshot!(draw("На прошлой неделе ушли."), @"На [прошлой неделе|Week -1] ушли.");
    assert_snapshot!(draw("В прошлом году и в этом месяце."), @"В [прошлом году|Year -1] и в [этом месяце|Month +0].");
    assert_snapshot!(draw("В конце года и в начале ноября."), @"В [конце года|End Year +0] и в [начале ноября|Beginning ?-11-?].");
    assert_snapshot!(draw("В середине 2015 года."), @"В [середине 2015 года|Middle 2015-?-?].");
    assert_snapshot!(draw("В конце прошлого года."), @"В [конце прошлого года|End Year -1].");
    assert_snapshot!(draw("В начале осени."), @"В [начале осени|Beginning Autumn ?].");
}

#[test]
fn durations() {
    assert_snapshot!(draw("Это длилось в течение трёх дней."), @"Это длилось [в течение трёх дней|for 3 Day].");
    assert_snapshot!(draw("На протяжении года ждали."), @"[На протяжении года|for 1 Year] ждали.");
    assert_snapshot!(draw("За последние три года и за два часа."), @"[За последние три года|for 3 Year] и [за два часа|for 2 Hour].");
    assert_snapshot!(draw("В течение нескольких недель."), @"[В течение нескольких недель|for ? Week].");
    assert_snapshot!(draw("За последний год выросли."), @"[За последний год|for 1 Year] выросли.");
    assert_snapshot!(draw("В течение 2005 года ждали."), @"В течение [2005 года|2005-?-?] ждали.");
    assert_snapshot!(draw("За последние годы выросли."), @"[За последние годы|for ? Year] выросли.");
}

#[test]
fn sets() {
    assert_snapshot!(draw("Ждут по субботам и по утрам."), @"Ждут [по субботам|Set(Weekday(6))] и [по утрам|Set(TimeOfDay(Morning))].");
    assert_snapshot!(draw("Ежегодно и каждый год, каждую субботу."), @"[Ежегодно|Set(Unit(Year))] и [каждый год|Set(Unit(Year))], [каждую субботу|Set(Weekday(6))].");
}

#[test]
fn what_is_no_time() {
    assert_snapshot!(draw("В ходе саммита и в среде учёных."), @"В ходе саммита и в среде учёных.");
    assert_snapshot!(draw("Пришли 14 человек."), @"Пришли 14 человек.");
    assert_snapshot!(draw("Улица 8 Марта и ул. 3 марта."), @"Улица 8 Марта и ул. 3 марта.");
    assert_snapshot!(draw("Счёт 2:1 в нашу пользу."), @"Счёт 2:1 в нашу пользу.");
    assert_snapshot!(draw("Статья 14.11 КоАП."), @"Статья 14.11 КоАП.");
    assert_snapshot!(draw("Мэй и Май пришли."), @"Мэй и Май пришли.");
    assert_snapshot!(draw("Вырос в 10.30 раза и на 15.00 %."), @"Вырос в 10.30 раза и на 15.00 %.");
    assert_snapshot!(draw("Дом 2015 и 1990 человек."), @"Дом 2015 и 1990 человек.");
    assert_snapshot!(draw("С каждым днём лучше."), @"С каждым днём лучше.");
    assert_snapshot!(draw("Это суд, а это лет пять."), @"Это суд, а это лет пять.");
    assert_snapshot!(draw("Они шли по маю с мечом."), @"Они шли по маю с мечом.");
    assert_snapshot!(draw("Ждали 10 часов со счётом 21:15."), @"Ждали 10 часов со счётом 21:15.");
    assert_snapshot!(draw("Газета «Сегодня» вышла."), @"Газета «Сегодня» вышла.");
    assert_snapshot!(draw("Это лето."), @"Это [лето|Summer ?].");
}
