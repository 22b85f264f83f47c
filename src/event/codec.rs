//! How a fact is written down: compactly for attempts and decisions, which are nearly all of the
//! log, and as JSON for the rare kinds. Kinds and versions are numbers that never change meaning.

#[cfg(test)]
mod tests;

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::{Body, Unknown};

#[derive(Debug, Error)]
pub enum CodecError {
    #[error("event kind {kind} version {version}: {cause}")]
    Compact {
        kind: u16,
        version: u16,
        cause: postcard::Error,
    },
    #[error("event kind {kind} version {version}: {cause}")]
    Json {
        kind: u16,
        version: u16,
        cause: serde_json::Error,
    },
}

/// The format that this program writes for every kind.
const VERSION: u16 = 1;

const ATTEMPT: u16 = 1;
const DECISION: u16 = 2;
const HINT_SHOWN: u16 = 3;
const STUDIED: u16 = 4;
const SELF_RATING: u16 = 5;
const BASELINE_CLOSED: u16 = 6;
const GOAL: u16 = 7;
const OVERRIDE: u16 = 8;
const SUSPENSION: u16 = 9;
const UNDO: u16 = 10;
const REFLECTION: u16 = 11;
const SESSION_START: u16 = 12;
const SESSION_END: u16 = 13;
const ITEM_VERSION: u16 = 14;
const REPLIED: u16 = 15;
const PARAMETERS_FITTED: u16 = 16;
const BREAK_SUGGESTED: u16 = 22;
const PILOT_STARTED: u16 = 19;
const PILOT_STOPPED: u16 = 20;

/// Kind, version and payload of a fact.
///
/// # Errors
/// Only where a value cannot be represented, which for these types does not happen.
pub fn encode(body: &Body) -> Result<(u16, u16, Vec<u8>), CodecError> {
    let (kind, payload) = match body {
        Body::Attempt(it) => (ATTEMPT, compact(ATTEMPT, it)?),
        Body::Decision(it) => (DECISION, compact(DECISION, it)?),
        Body::HintShown(it) => (HINT_SHOWN, json(HINT_SHOWN, it)?),
        Body::Studied(it) => (STUDIED, json(STUDIED, it)?),
        Body::SelfRating(it) => (SELF_RATING, json(SELF_RATING, it)?),
        Body::BaselineClosed(it) => (BASELINE_CLOSED, json(BASELINE_CLOSED, it)?),
        Body::Goal(it) => (GOAL, json(GOAL, it)?),
        Body::Override(it) => (OVERRIDE, json(OVERRIDE, it)?),
        Body::Suspension(it) => (SUSPENSION, json(SUSPENSION, it)?),
        Body::Undo(it) => (UNDO, json(UNDO, it)?),
        Body::Reflection(it) => (REFLECTION, json(REFLECTION, it)?),
        Body::SessionStart(it) => (SESSION_START, json(SESSION_START, it)?),
        Body::SessionEnd(it) => (SESSION_END, json(SESSION_END, it)?),
        Body::Replied(it) => (REPLIED, json(REPLIED, it)?),
        Body::ItemVersion(it) => (ITEM_VERSION, json(ITEM_VERSION, it)?),
        Body::ParametersFitted(it) => (PARAMETERS_FITTED, json(PARAMETERS_FITTED, it)?),
        Body::BreakSuggested(it) => (BREAK_SUGGESTED, json(BREAK_SUGGESTED, it)?),
        Body::PilotStarted(it) => (PILOT_STARTED, json(PILOT_STARTED, it)?),
        Body::PilotStopped(it) => (PILOT_STOPPED, json(PILOT_STOPPED, it)?),
        Body::Unknown(it) => return Ok((it.kind, it.version, it.payload.clone())),
    };
    Ok((kind, VERSION, payload))
}

/// The fact that was written as this kind, version and payload; [`Body::Unknown`] where a newer
/// program wrote it.
///
/// # Errors
/// When a known kind and version holds a payload that is not of its form: the file is damaged.
pub fn decode(kind: u16, version: u16, payload: &[u8]) -> Result<Body, CodecError> {
    if version == VERSION {
        match kind {
            ATTEMPT => return read_compact(kind, payload).map(Body::Attempt),
            DECISION => return read_compact(kind, payload).map(Body::Decision),
            HINT_SHOWN => return read_json(kind, payload).map(Body::HintShown),
            STUDIED => return read_json(kind, payload).map(Body::Studied),
            SELF_RATING => return read_json(kind, payload).map(Body::SelfRating),
            BASELINE_CLOSED => return read_json(kind, payload).map(Body::BaselineClosed),
            GOAL => return read_json(kind, payload).map(Body::Goal),
            OVERRIDE => return read_json(kind, payload).map(Body::Override),
            SUSPENSION => return read_json(kind, payload).map(Body::Suspension),
            UNDO => return read_json(kind, payload).map(Body::Undo),
            REFLECTION => return read_json(kind, payload).map(Body::Reflection),
            SESSION_START => return read_json(kind, payload).map(Body::SessionStart),
            SESSION_END => return read_json(kind, payload).map(Body::SessionEnd),
            REPLIED => return read_json(kind, payload).map(Body::Replied),
            ITEM_VERSION => return read_json(kind, payload).map(Body::ItemVersion),
            PARAMETERS_FITTED => return read_json(kind, payload).map(Body::ParametersFitted),
            BREAK_SUGGESTED => return read_json(kind, payload).map(Body::BreakSuggested),
            PILOT_STARTED => return read_json(kind, payload).map(Body::PilotStarted),
            PILOT_STOPPED => return read_json(kind, payload).map(Body::PilotStopped),
            _ => {}
        }
    }
    Ok(Body::Unknown(Unknown {
        kind,
        version,
        payload: payload.to_vec(),
    }))
}

fn compact(kind: u16, it: &impl Serialize) -> Result<Vec<u8>, CodecError> {
    postcard::to_stdvec(it).map_err(|cause| CodecError::Compact {
        kind,
        version: VERSION,
        cause,
    })
}

fn read_compact<T: DeserializeOwned>(kind: u16, payload: &[u8]) -> Result<T, CodecError> {
    postcard::from_bytes(payload).map_err(|cause| CodecError::Compact {
        kind,
        version: VERSION,
        cause,
    })
}

fn json(kind: u16, it: &impl Serialize) -> Result<Vec<u8>, CodecError> {
    serde_json::to_vec(it).map_err(|cause| CodecError::Json {
        kind,
        version: VERSION,
        cause,
    })
}

fn read_json<T: DeserializeOwned>(kind: u16, payload: &[u8]) -> Result<T, CodecError> {
    serde_json::from_slice(payload).map_err(|cause| CodecError::Json {
        kind,
        version: VERSION,
        cause,
    })
}
