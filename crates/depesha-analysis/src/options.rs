use std::fmt;
use std::str::FromStr;

use depesha_model::Precision;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::{DateTimeParser, Pieces};
use jiff::tz::{Offset, TimeZone};

use crate::calendar::offset_suffix;

/// What is known of a page from outside its text, and how to read it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// When the page was published; wins over what the text says.
    pub published: Option<Moment>,
    /// The time zone of the page's stamps, where they name none.
    pub time_zone: Option<TimeZone>,
    /// Which words belong to a mention.
    pub mention_scheme: MentionScheme,
}

/// An option's value that could not be read. Displays what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no {what}; write {example}")]
pub struct OptionError {
    given: String,
    what: &'static str,
    example: &'static str,
}

/// A time zone by its IANA name (`Europe/Moscow`) or its offset (`+03:00`).
///
/// # Errors
/// Anything else.
///
/// ```
/// use depesha_analysis::time_zone;
/// assert!(time_zone("Europe/Moscow").is_ok());
/// assert!(time_zone("+03:00").is_ok());
/// assert_eq!(
///     time_zone("MSK").unwrap_err().to_string(),
///     "`MSK` is no time zone; write `Europe/Moscow` or `+03:00`"
/// );
/// ```
pub fn time_zone(name: &str) -> Result<TimeZone, OptionError> {
    DateTimeParser::new()
        .parse_time_zone(name)
        .map_err(|_| OptionError {
            given: name.to_owned(),
            what: "time zone",
            example: "`Europe/Moscow` or `+03:00`",
        })
}

/// A point of time from outside the page, as exact as it was given. Reads and displays ISO 8601.
///
/// ```
/// use depesha_analysis::Moment;
/// use depesha_model::Precision;
/// let day: Moment = "2015-11-14".parse()?;
/// assert_eq!(day.precision(), Precision::Day);
/// let minute: Moment = "2015-11-14 22:54+03:00".parse()?;
/// assert_eq!(minute.to_string(), "2015-11-14T22:54+03:00");
/// # Ok::<(), depesha_analysis::OptionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
}

impl Moment {
    /// A day, with the time of day and its offset where they are known.
    pub(crate) fn new(date: Date, time: Option<Time>, offset: Option<Offset>) -> Self {
        Self { date, time, offset }
    }

    /// The date and time of mail and HTTP: `Tue, 14 Mar 2023 19:22:00 +0300`.
    pub(crate) fn from_mail(text: &str) -> Option<Self> {
        let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
        Some(Self::new(
            zoned.date(),
            Some(zoned.time()),
            Some(zoned.offset()),
        ))
    }

    /// Seconds since 1970, in UTC. Smaller numbers than those of this century are dates of other kinds.
    pub(crate) fn from_seconds(seconds: i64) -> Option<Self> {
        const YEAR_2000: i64 = 946_684_800;
        let at = jiff::Timestamp::from_second(seconds).ok()?;
        let at = Offset::UTC.to_datetime(at);
        (seconds >= YEAR_2000).then(|| Self::new(at.date(), Some(at.time()), Some(Offset::UTC)))
    }

    /// The day.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The local time; midnight when only the day is known.
    pub fn datetime(&self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }

    /// Hours and minutes east of Greenwich, where given.
    pub fn offset(&self) -> Option<Offset> {
        self.offset
    }

    /// A day, a minute or a second.
    pub fn precision(&self) -> Precision {
        match self.time {
            None => Precision::Day,
            Some(time) if time.second() == 0 => Precision::Minute,
            Some(_) => Precision::Second,
        }
    }
}

impl FromStr for Moment {
    type Err = OptionError;

    fn from_str(text: &str) -> Result<Self, OptionError> {
        let pieces = Pieces::parse(text).map_err(|_| OptionError {
            given: text.to_owned(),
            what: "point of time",
            example: "`2015-11-14`, `2015-11-14T22:54` or `2015-11-14T22:54+03:00`",
        })?;
        Ok(Self {
            date: pieces.date(),
            time: pieces.time(),
            offset: pieces.to_numeric_offset(),
        })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let datetime = self.datetime();
        match self.precision() {
            Precision::Second => write!(f, "{}", datetime.strftime("%Y-%m-%dT%H:%M:%S"))?,
            Precision::Minute => write!(f, "{}", datetime.strftime("%Y-%m-%dT%H:%M"))?,
            _ => write!(f, "{}", self.date)?,
        }
        let Some(offset) = self.offset else {
            return Ok(());
        };
        f.write_str(&offset_suffix(offset))
    }
}

/// Which words belong to a mention: annotation schemes differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MentionScheme {
    /// As in NEREL: an adjective of a country (`российский`) is a mention too.
    #[default]
    Nerel,
    /// As in factRuEval-2016: nouns only, and some organisations with the noun of a post.
    FactRuEval,
}

impl FromStr for MentionScheme {
    type Err = OptionError;

    fn from_str(name: &str) -> Result<Self, OptionError> {
        match name {
            "nerel" => Ok(Self::Nerel),
            "factrueval" => Ok(Self::FactRuEval),
            _ => Err(OptionError {
                given: name.to_owned(),
                what: "mention scheme",
                example: "`nerel` or `factrueval`",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a moment shows, and how exact it is.
    fn check(given: &str, shown: &str, precision: Precision) {
        let moment: Moment = given.parse().unwrap();
        assert_eq!(
            (moment.to_string().as_str(), moment.precision()),
            (shown, precision)
        );
    }

    #[test]
    fn a_moment_stays_as_exact_as_it_was_given() {
        check("2015-11-14", "2015-11-14", Precision::Day);
        check("2015-11-14T22:54", "2015-11-14T22:54", Precision::Minute);
        check(
            "2015-11-14 22:54:07",
            "2015-11-14T22:54:07",
            Precision::Second,
        );
        check(
            "2015-11-14T00:00Z",
            "2015-11-14T00:00+00:00",
            Precision::Minute,
        );
        check(
            "2015-11-14T22:54-03:30",
            "2015-11-14T22:54-03:30",
            Precision::Minute,
        );
        check(
            "2015-11-14T22:54+03:00[Europe/Moscow]",
            "2015-11-14T22:54+03:00",
            Precision::Minute,
        );
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for given in [
            "",
            "14.11.2015",
            "2015",
            "2015-02-29",
            "2015-11-14T25:00",
            "вчера",
        ] {
            assert!(given.parse::<Moment>().is_err(), "{given}");
        }
    }

    #[test]
    fn what_is_no_scheme_is_refused() {
        assert_eq!("factrueval".parse(), Ok(MentionScheme::FactRuEval));
        let error = "conll".parse::<MentionScheme>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`conll` is no mention scheme; write `nerel` or `factrueval`"
        );
    }
}
