//! What requests carry. A parameter that a method does not have is refused, for it is a mistake.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::rpc::Fault;
use crate::core::{Comparison, Confidence, DeckId, Now, Response, SkillId, TrackId};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneDeck {
    pub deck: DeckId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Goal {
    pub deck: Option<DeckId>,
    pub track: Option<TrackId>,
    /// `2026-12-12`.
    pub date: Option<String>,
    /// A day.
    pub minutes: Option<f64>,
    pub intention: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ratings {
    /// 0..4 by skill.
    pub ratings: BTreeMap<SkillId, u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Next {
    pub deck: Option<DeckId>,
    /// How long a session that begins now shall be; 0 or less ends the one under way.
    pub minutes_left: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub response: Response,
    pub confidence: Option<Confidence>,
    /// Milliseconds; without it, the time since the activity was shown.
    pub took_ms: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Index {
    pub index: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneSkill {
    pub skill: SkillId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pilot {
    pub comparison: Comparison,
    pub weeks: u8,
}

pub(super) fn read<T: DeserializeOwned>(params: &Value) -> Result<T, Fault> {
    T::deserialize(params).map_err(|error| Fault::params(error.to_string()))
}

/// The moment that a request says it was made at.
pub(super) fn moment(now: &Value) -> Result<Now, Fault> {
    let text = now
        .as_str()
        .ok_or_else(|| Fault::params("`now` is a text"))?;
    Now::parse(text).map_err(|error| Fault::params(error.to_string()))
}
