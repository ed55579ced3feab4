//! Dates and times as they are written, before anybody resolves them.

/// What a text says of a date; what it leaves out is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// The year with its century. A two-digit year stays out of here, see [`DateParts::short_year`].
    pub year: Option<i16>,
    /// The last two digits of a year (`15` in `14.11.15`): which century is for the analysis to decide.
    pub short_year: Option<u8>,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31, valid in its month when the month is known.
    pub day: Option<u8>,
}

/// A time of day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime {
    /// 0–23 (`24:00` is read as 0 of the same day and never occurs here).
    pub hour: u8,
    /// 0–59; `None` for `в 10 часов`.
    pub minute: Option<u8>,
    /// 0–59.
    pub second: Option<u8>,
    /// What the text says of the time zone.
    pub zone: Option<Zone>,
}

/// A time zone as news names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Minutes east of Greenwich (`+03:00`, `Z`, `GMT+3`).
    Offset(i16),
    /// `мск`, `по московскому времени`: Moscow time, whose offset depends on the date.
    Moscow,
    /// `по местному времени`: not known from the page.
    Local,
}
