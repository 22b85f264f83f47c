//! JSON-RPC 2.0 framing.

use serde_json::{Map, Number, Value, json};

use crate::app::{Trouble, TroubleKind};

/// A message as it came: its id, where it has one, and what it asks for.
pub(super) struct Message {
    pub id: Option<Value>,
    pub request: Result<Request, Fault>,
}

pub(super) struct Request {
    pub method: String,
    /// The moment it was made at, taken out of the parameters.
    pub now: Option<Value>,
    pub params: Value,
}

/// Why a request was not carried out.
#[derive(Debug)]
pub(super) struct Fault {
    code: i32,
    message: String,
    /// What lies before the learner, where the request did not fit that.
    scene: Option<String>,
}

const NOT_JSON: i32 = -32700;
const NOT_A_REQUEST: i32 = -32600;
const NO_SUCH_METHOD: i32 = -32601;
const WRONG_PARAMS: i32 = -32602;
const INTERNAL: i32 = -32603;
const REFUSED: i32 = 1;
const MOVED: i32 = 2;
const FAILED: i32 = 3;

impl Message {
    pub fn parse(line: &[u8]) -> Self {
        let mut fields = match serde_json::from_slice(line) {
            Ok(Value::Object(fields)) => fields,
            Ok(_) => return Self::unreadable(Fault::request("a message is one JSON object")),
            Err(error) => {
                return Self::unreadable(Fault::new(NOT_JSON, format!("not JSON: {error}")));
            }
        };
        let id = fields.remove("id");
        if id
            .as_ref()
            .is_some_and(|id| id.is_object() || id.is_array() || id.is_boolean())
        {
            return Self::unreadable(Fault::request("an `id` is a number or a string"));
        }
        match Request::of(&mut fields) {
            Ok(request) => Self {
                id,
                request: Ok(request),
            },
            Err(fault) => Self {
                id: id.or(Some(Value::Null)),
                request: Err(fault),
            },
        }
    }

    /// What cannot be told from a notification is answered all the same.
    pub fn unreadable(fault: Fault) -> Self {
        Self {
            id: Some(Value::Null),
            request: Err(fault),
        }
    }
}

impl Request {
    fn of(fields: &mut Map<String, Value>) -> Result<Self, Fault> {
        let Some(Value::String(method)) = fields.remove("method") else {
            return Err(Fault::request("a request names its `method`"));
        };
        let mut params = match fields.remove("params") {
            Some(Value::Object(params)) => params,
            None => Map::new(),
            Some(_) => {
                return Err(Fault::params(
                    "`params` is an object: parameters have names",
                ));
            }
        };
        Ok(Self {
            method,
            now: params.remove("now"),
            params: Value::Object(params),
        })
    }
}

impl Fault {
    fn new(code: i32, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            scene: None,
        }
    }

    pub fn request(message: impl Into<String>) -> Self {
        Self::new(NOT_A_REQUEST, message)
    }

    pub fn no_method(name: &str) -> Self {
        Self::new(
            NO_SUCH_METHOD,
            format!("there is no method `{name}`; docs/PROTOCOL.md lists them"),
        )
    }

    pub fn params(message: impl Into<String>) -> Self {
        Self::new(WRONG_PARAMS, message)
    }

    pub fn internal(cause: &serde_json::Error) -> Self {
        Self::new(INTERNAL, cause.to_string())
    }

    /// The request is well formed, and does not fit what lies before the learner.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(REFUSED, message)
    }

    /// With the name of what lies before the learner, if that is what stood in the way.
    pub fn seen_from(self, scene: Option<String>) -> Self {
        let stood_in_the_way = [REFUSED, MOVED].contains(&self.code);
        Self {
            scene: scene.filter(|_| stood_in_the_way),
            ..self
        }
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        let code = match trouble.kind {
            TroubleKind::Refused => REFUSED,
            TroubleKind::Moved => MOVED,
            TroubleKind::Failed => FAILED,
        };
        Self::new(code, trouble.to_string())
    }
}

pub(super) fn response(id: &Value, outcome: Result<Value, Fault>) -> String {
    let response = match outcome {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": rounded(result) }),
        Err(fault) => {
            let mut error = json!({ "code": fault.code, "message": fault.message });
            if let Some(scene) = fault.scene {
                error["data"] = json!({ "scene": scene });
            }
            json!({ "jsonrpc": "2.0", "id": id, "error": error })
        }
    };
    response.to_string()
}

/// Fractions to four decimals: what comes behind them means nothing here, and differs between
/// machines.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let exact = number.as_f64().unwrap_or_default();
            Number::from_f64((exact * 10_000.0).round() / 10_000.0)
                .map_or(Value::Null, Value::Number)
        }
        Value::Array(values) => values.into_iter().map(rounded).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, rounded(value)))
            .collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_rounded_and_whole_numbers_left_alone() {
        let value =
            json!({ "a": [0.123_456, 2.0, -0.000_01], "seed": u64::MAX, "text": "0.123456" });
        let expected = json!({ "a": [0.1235, 2.0, -0.0], "seed": u64::MAX, "text": "0.123456" });
        assert_eq!(rounded(value), expected);
    }
}
