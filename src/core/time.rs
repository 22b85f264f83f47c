//! Time as it is passed in. Nothing below `app` reads a clock.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Add, Sub};

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, SecondsFormat};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// The hour at which a study day begins unless it is configured otherwise.
const DAY_STARTS_AT: i64 = 4;

/// A moment as the learner sees it, with the study day it falls in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    /// Milliseconds since 1970-01-01 UTC.
    pub utc_ms: i64,
    /// Local offset from UTC in seconds, east positive.
    pub offset_s: i32,
    pub day: StudyDay,
}

/// A day of study, from 04:00 to 04:00 local time, as days since 1970-01-01. Written as a date
/// where people may read it, else as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StudyDay(pub i32);

#[derive(Debug, Error)]
pub enum TimeError {
    #[error("`{0}` is not a time of the form 2026-11-22T09:30:00+01:00 (RFC 3339)")]
    NotRfc3339(String),
    #[error("{0} ms since 1970 is not a time this program can represent")]
    OutOfRange(i64),
}

impl Now {
    /// 1970-01-01, 00:00 UTC.
    pub const EPOCH: Self = Self {
        utc_ms: 0,
        offset_s: 0,
        day: StudyDay(-1),
    };

    /// # Errors
    /// When the milliseconds or the offset lie outside what a calendar can name.
    pub fn new(utc_ms: i64, offset_s: i32) -> Result<Self, TimeError> {
        let out_of_range = || TimeError::OutOfRange(utc_ms);
        let offset = FixedOffset::east_opt(offset_s).ok_or_else(out_of_range)?;
        let local = DateTime::from_timestamp_millis(utc_ms)
            .ok_or_else(out_of_range)?
            .with_timezone(&offset);
        let date = local
            .naive_local()
            .checked_sub_signed(Duration::hours(DAY_STARTS_AT))
            .ok_or_else(out_of_range)?
            .date();
        Ok(Self {
            utc_ms,
            offset_s,
            day: StudyDay::from(date),
        })
    }

    /// # Errors
    /// When the text is not RFC 3339.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let moment = DateTime::parse_from_rfc3339(text)
            .map_err(|_| TimeError::NotRfc3339(text.to_owned()))?;
        Self::new(moment.timestamp_millis(), moment.offset().local_minus_utc())
    }

    /// RFC 3339 with the local offset, whole seconds.
    pub fn to_rfc3339(self) -> String {
        let offset = FixedOffset::east_opt(self.offset_s)
            .unwrap_or(FixedOffset::east_opt(0).expect("zero is an offset"));
        DateTime::from_timestamp_millis(self.utc_ms)
            .unwrap_or_default()
            .with_timezone(&offset)
            .to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Days since `earlier_ms`, never negative: a clock that was set back counts as no time.
    pub fn days_since(self, earlier_ms: i64) -> f64 {
        (self.utc_ms - earlier_ms).max(0) as f64 / 86_400_000.0
    }
}

impl StudyDay {
    /// Whole days from `earlier` to this one, never negative.
    pub fn days_since(self, earlier: Self) -> i32 {
        (self.0 - earlier.0).max(0)
    }

    pub fn date(self) -> NaiveDate {
        NaiveDate::default() + Duration::days(self.0.into())
    }

    /// `2026-11-22`.
    ///
    /// # Errors
    /// When the text is not a date of that form.
    pub fn parse(text: &str) -> Result<Self, chrono::ParseError> {
        text.parse::<NaiveDate>().map(Self::from)
    }
}

impl Serialize for StudyDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for StudyDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = Cow::<'_, str>::deserialize(deserializer)?;
            Self::parse(&text).map_err(D::Error::custom)
        } else {
            i32::deserialize(deserializer).map(Self)
        }
    }
}

impl From<NaiveDate> for StudyDay {
    fn from(date: NaiveDate) -> Self {
        let days = (date - NaiveDate::default()).num_days();
        Self(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
    }
}

impl Add<i32> for StudyDay {
    type Output = Self;

    fn add(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl Sub<i32> for StudyDay {
    type Output = Self;

    fn sub(self, days: i32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

impl fmt::Display for StudyDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_day_ends_at_four_in_the_morning() {
        let late = Now::parse("2026-11-23T03:59:59+01:00").unwrap();
        let early = Now::parse("2026-11-23T04:00:00+01:00").unwrap();
        assert_eq!(late.day.to_string(), "2026-11-22");
        assert_eq!(early.day.to_string(), "2026-11-23");
    }

    #[test]
    fn the_offset_decides_the_day() {
        let utc = Now::parse("2026-11-22T20:00:00Z").unwrap();
        let tokyo = Now::parse("2026-11-23T05:00:00+09:00").unwrap();
        assert_eq!(utc.utc_ms, tokyo.utc_ms);
        assert_eq!(utc.day + 1, tokyo.day);
        assert_eq!(tokyo.to_rfc3339(), "2026-11-23T05:00:00+09:00");
    }

    #[test]
    fn a_study_day_is_a_date_to_people_and_a_number_to_the_log() {
        let day = StudyDay::parse("2026-11-22").unwrap();
        let json = serde_json::to_string(&day).unwrap();
        assert_eq!(json, "\"2026-11-22\"");
        assert_eq!(serde_json::from_str::<StudyDay>(&json).unwrap(), day);
        let compact = postcard::to_stdvec(&day).unwrap();
        assert!(compact.len() <= 3);
        assert_eq!(postcard::from_bytes::<StudyDay>(&compact).unwrap(), day);
    }

    #[test]
    fn time_set_back_counts_as_no_time() {
        let now = Now::parse("2026-11-22T20:00:00Z").unwrap();
        assert_eq!(now.days_since(now.utc_ms + 1_000_000), 0.0);
        assert_eq!(now.day.days_since(now.day + 3), 0);
    }
}
