//! What is known of a learner in one deck.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::belief::Gaussian;
use super::calibration::{Calibration, ConfBin};
use super::daily::{DayTotal, Pace, Today};
use super::forgetting::OwnForgetting;
use super::load::Load;
use super::memory::Memory;
use super::params::Params;
use super::pilot::Pilot;
use super::traits::Traits;
use super::trust::Trust;
use super::tuning::OwnParams;
use crate::core::{
    ActivityKind, Confidence, EventId, ItemId, MisconceptionId, Now, SkillId, StudyDay, Support,
    VersionId,
};
use crate::event::{Decision, Goal, ItemVersion, Replied, Subject};

/// All that is known of a learner in one deck: a fold over its events.
///
/// What has rows of its own (skills, items with their versions, days) is left out when this is
/// serialized: the rest is the deck's row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learner {
    /// Ability in the deck as a whole, and what is particular about how this learner learns.
    pub traits: Traits,
    /// What to make of the chances that the beliefs give.
    pub trust: Trust,
    pub form: Form,
    /// The item answered last.
    pub last_version: Option<VersionId>,
    /// A skill of which nothing is known yet.
    pub fresh: SkillState,
    /// The level at which a skill of this deck counts as mastered, as last seen in an item
    /// version; the middle level before.
    pub target: u8,
    #[serde(skip)]
    pub skills: BTreeMap<SkillId, SkillState>,
    #[serde(skip)]
    pub items: BTreeMap<ItemId, ItemState>,
    #[serde(skip)]
    pub versions: BTreeMap<VersionId, Arc<ItemVersion>>,
    #[serde(skip)]
    pub days: BTreeMap<StudyDay, DayTotal>,
    /// How many units are due on each day, derived from them.
    #[serde(skip)]
    pub(super) load: Load,
    /// The retention for which days of return were planned.
    pub retention: f64,
    pub own_forgetting: OwnForgetting,
    /// Parameters of the learner's own under which all this was folded.
    pub own_params: OwnParams,
    /// The last sightings of each, the oldest first.
    pub misconceptions: BTreeMap<MisconceptionId, Vec<Sighting>>,
    /// When each misconception was last repaired.
    pub repaired: BTreeMap<MisconceptionId, Moment>,
    pub goal: Option<Goal>,
    pub baseline: Baseline,
    /// The last decision, while it is not answered.
    pub open: Option<Open>,
    pub today: Today,
    pub pace: Pace,
    pub calibration: Calibration,
    /// Until which day each is put aside; none: until it is taken back.
    #[serde(with = "as_pairs")]
    pub suspended: BTreeMap<Subject, Option<StudyDay>>,
    /// The last one that was started.
    pub pilot: Option<Pilot>,
    /// The last one.
    pub reflection: Option<(StudyDay, String)>,
    /// Answers given.
    pub responses: u32,
}

/// How the last answers came out against what was expected of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// -1..1, at the last answer.
    pub level: f64,
    /// When that was.
    pub utc_ms: i64,
}

/// When something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub utc_ms: i64,
    pub day: StudyDay,
}

/// What is known of one skill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SkillState {
    /// Apart from the learner's ability, logits.
    pub theta: Gaussian,
    /// Right answers, and of wrong ones a share: what it has grown by.
    pub practiced: f64,
    /// How the last answers came out, the latest counting most, -1..1.
    pub outcomes: f64,
    /// All answers, those of the baseline and after full help included.
    pub attempts: u32,
    pub unaided_right: u32,
    /// None where its items are remembered each on its own, or before the first rating.
    pub memory: Option<Memory>,
    /// The latest self-rating, 0..4.
    pub rating: Option<u8>,
    pub rated_on: Option<StudyDay>,
    /// What the answers since that rating showed, up to the first teaching.
    pub untaught: Untaught,
    pub placed: Option<Placed>,
    /// First taught or practiced.
    pub begun_on: Option<StudyDay>,
    pub lesson_on: Option<StudyDay>,
    pub example_on: Option<StudyDay>,
    /// Last answered.
    pub last_seen: Option<Moment>,
    /// Last taught, or answered or looked at with any support.
    pub last_help_ms: Option<i64>,
    pub passed_check_at: Option<Moment>,
    pub failed_check_on: Option<StudyDay>,
    /// Items picked rightly in checks that have not passed yet.
    pub picked_in_checks: Vec<ItemId>,
    pub strong_since: Option<StudyDay>,
    /// Study days with an unaided right answer.
    pub success_days: u16,
    pub last_success_on: Option<StudyDay>,
    /// Unaided right answers on the learner's `today.day`.
    pub successes_today: u16,
    /// All other answers on that day.
    pub misses_today: u16,
    /// The last answers, the oldest first.
    pub recent: Vec<Outcome>,
    /// By confidence, from guess to certain.
    pub confidence: [ConfBin; 4],
}

/// Answers that no teaching came before: what a self-rating can be held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Untaught {
    pub n: u32,
    /// Fully right, unaided.
    pub right: u32,
    /// How many would be right by guessing alone.
    pub by_chance: f64,
}

/// Where the baseline put a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Shown by an unaided right answer, not merely inferred.
    pub shown: bool,
    pub day: StudyDay,
}

/// One answer, as a skill remembers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub item: ItemId,
    pub day: StudyDay,
    /// 0..1, before any reduction for help.
    pub score: f64,
    pub support: Support,
    pub level: u8,
    pub confidence: Option<Confidence>,
    pub activity: ActivityKind,
}

/// What is known of one item that was met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemState {
    /// What meeting it left behind: u_i, logits.
    pub trace: Gaussian,
    /// Right answers, and of wrong ones a share.
    pub practiced: f64,
    /// Only where the item is a memory unit.
    pub memory: Option<Memory>,
    /// How well it itself is remembered where its skills are the units that come back.
    pub recall: Option<Memory>,
    pub attempts: u32,
    pub last: Moment,
    /// 0..1, before any reduction for help.
    pub last_score: f64,
    /// As it was when last answered.
    pub version: VersionId,
}

/// A misconception showed in an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sighting {
    pub day: StudyDay,
    pub utc_ms: i64,
    pub item: ItemId,
    pub skill: SkillId,
    /// Whether the learner was fairly sure or certain of it.
    pub certain: bool,
}

/// What the baseline found so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// When it last ended.
    pub closed: Option<StudyDay>,
    /// The latest of each skill since it last ended, 0..4.
    pub ratings: BTreeMap<SkillId, u8>,
    /// Answers since it last ended.
    pub open: Vec<BaselineAnswer>,
    /// Questions answered in the one that last ended.
    pub asked: u16,
}

/// One answer of a baseline that has not ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BaselineAnswer {
    pub item: ItemVersion,
    /// 0..1, reduced for help.
    pub score: f64,
    pub confidence: Option<Confidence>,
}

/// A decision that is not answered yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Open {
    pub decision_id: EventId,
    pub decision: Decision,
    /// Hints shown so far.
    pub hints: u8,
    /// To the questions of a lesson or example so far.
    pub replies: Vec<Replied>,
    pub day: StudyDay,
    pub utc_ms: i64,
}

impl Learner {
    /// Someone of whom nothing is known.
    pub fn new(params: &Params) -> Self {
        const MIDDLE_LEVEL: u8 = 3;
        Self {
            traits: Traits::prior(&params.belief, &params.traits),
            trust: Trust::prior(&params.trust),
            form: Form::default(),
            last_version: None,
            fresh: SkillState::new(params),
            target: MIDDLE_LEVEL,
            skills: BTreeMap::new(),
            items: BTreeMap::new(),
            versions: BTreeMap::new(),
            days: BTreeMap::new(),
            load: Load::default(),
            retention: params.memory.retention,
            own_forgetting: OwnForgetting::default(),
            own_params: OwnParams::default(),
            misconceptions: BTreeMap::new(),
            repaired: BTreeMap::new(),
            goal: None,
            baseline: Baseline::default(),
            open: None,
            today: Today::default(),
            pace: Pace::default(),
            calibration: Calibration::default(),
            suspended: BTreeMap::new(),
            pilot: None,
            reflection: None,
            responses: 0,
        }
    }

    /// What is known of a skill; of one never met, that nothing is.
    pub fn skill(&self, id: &SkillId) -> &SkillState {
        self.skills.get(id).unwrap_or(&self.fresh)
    }

    pub(super) fn skill_mut(&mut self, id: &SkillId) -> &mut SkillState {
        self.skills
            .entry(id.clone())
            .or_insert_with(|| self.fresh.clone())
    }

    /// What was done on a study day, if it is the latest one.
    pub fn today_on(&self, day: StudyDay) -> Option<&Today> {
        (self.today.day == day).then_some(&self.today)
    }

    /// Whether an item was answered on a study day.
    pub fn seen_on(&self, item: &ItemId, day: StudyDay) -> bool {
        self.items
            .get(item)
            .is_some_and(|state| state.last.day == day)
    }

    /// Whether a skill or item is put aside on a day.
    pub fn is_suspended(&self, subject: &Subject, day: StudyDay) -> bool {
        self.suspended
            .get(subject)
            .is_some_and(|until| until.is_none_or(|until| day < until))
    }
}

impl SkillState {
    /// Unaided right answers on a study day, if it is the latest one.
    pub fn successes_on(&self, day: StudyDay) -> u16 {
        if self.last_seen.is_some_and(|it| it.day == day) {
            self.successes_today
        } else {
            0
        }
    }

    /// All other answers on a study day, if it is the latest one.
    pub fn misses_on(&self, day: StudyDay) -> u16 {
        if self.last_seen.is_some_and(|it| it.day == day) {
            self.misses_today
        } else {
            0
        }
    }

    /// Whether the skill was taught since the latest self-rating.
    pub fn taught_since_rating(&self) -> bool {
        [self.lesson_on, self.example_on]
            .into_iter()
            .flatten()
            .any(|day| Some(day) >= self.rated_on)
    }

    pub(super) fn new(params: &Params) -> Self {
        Self {
            theta: params.belief.skill.prior(),
            practiced: 0.0,
            outcomes: 0.0,
            attempts: 0,
            unaided_right: 0,
            memory: None,
            rating: None,
            rated_on: None,
            untaught: Untaught::default(),
            placed: None,
            begun_on: None,
            lesson_on: None,
            example_on: None,
            last_seen: None,
            last_help_ms: None,
            passed_check_at: None,
            failed_check_on: None,
            picked_in_checks: Vec::new(),
            strong_since: None,
            success_days: 0,
            last_success_on: None,
            successes_today: 0,
            misses_today: 0,
            recent: Vec::new(),
            confidence: [ConfBin::default(); 4],
        }
    }
}

impl From<Now> for Moment {
    fn from(now: Now) -> Self {
        Self {
            utc_ms: now.utc_ms,
            day: now.day,
        }
    }
}

/// JSON knows only texts as keys.
mod as_pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}
