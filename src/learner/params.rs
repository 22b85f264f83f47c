//! Every parameter of the model. The numbers stand in `assets/params.toml`, once, with where they
//! come from; a dagger (†) marks a prior from theory or simulation that no data have confirmed yet.

use std::f64::consts::PI;
use std::sync::LazyLock;

use serde::Deserialize;

use super::belief::Gaussian;
use super::forgetting::{BalanceParams, LeechParams, MemoryParams};
use crate::event::ItemVersion;

/// Where a group of parameters comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// As the program brings it.
    #[default]
    Default,
    /// Fitted to answers: this learner's own, or those that the file named.
    Fitted,
    /// Brought in from elsewhere.
    Imported,
}

/// All parameters of the learner model.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    pub response: ResponseParams,
    pub belief: BeliefParams,
    pub traits: TraitParams,
    pub trust: TrustParams,
    pub teaching: TeachingParams,
    pub help: HelpParams,
    pub pace: PaceParams,
    pub rating: RatingParams,
    pub graph: GraphParams,
    pub memory: MemoryParams,
    pub bands: BandParams,
    pub checks: CheckParams,
    pub fit: FitParams,
}

impl BeliefParams {
    /// What is believed of a skill or trace that is first met by this item.
    pub(super) fn first_met(&self, component: Component, item: &ItemVersion) -> Gaussian {
        let share = item.difficulty.map_or(1.0, |_| self.known_share);
        let sd = share * component.sd;
        Component { sd, ..component }.prior()
    }
}

impl Params {
    /// The logit of the belief about an item as hard as this, logits against the middle level, and
    /// a learner of whom nothing is known. Difficulties are those of chances, and stay so however
    /// far a learner's belief comes to be trusted.
    pub(super) fn belief_of(&self, difficulty: f64) -> f64 {
        (self.response.intercept - difficulty) / self.trust.slope.mean
    }
}

/// How a belief becomes the chance of a right answer.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseParams {
    pub provenance: Provenance,
    /// Logits of a right answer of the average learner at level 3: mu0.
    pub intercept: f64,
    /// Chance of a wrong answer in spite of knowing: s.
    pub slip: f64,
    /// Logits of difficulty from one level to the next: delta.
    pub level_step: f64,
    /// Calibrated difficulties beyond this many logits are taken as this.
    pub difficulty_limit: f64,
    /// Share of picked answers that is a blind guess among the options, where confidence was not
    /// asked.
    pub guessing: f64,
    /// The same by confidence, from guess to certain †.
    pub guessing_by_confidence: [f64; 4],
    /// How much a logit's variance flattens the logistic curve (MacKay 1992): pi / 8.
    pub flattening: f64,
}

/// The spread of one kind of latent quantity among learners, and how it drifts.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Standard deviation before any evidence, logits: sigma.
    pub sd: f64,
    /// Variance added with each answer, logits squared: q.
    pub drift: f64,
}

/// What is latent: ability, skills, traces of items.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeliefParams {
    pub provenance: Provenance,
    pub ability: Component,
    pub skill: Component,
    pub item: Component,
    /// Drift and widening raise a variance to at most this many times sigma squared.
    pub variance_cap: f64,
    /// Means of traits and skills are kept within this many logits.
    pub mean_limit: f64,
    /// Learners lie apart in skills and items by this share of their spread where the difficulty of
    /// the item by which they are met is known: much of it was how hard items are.
    pub known_share: f64,
    /// The logit of an answer is kept within this many: further out every surprise would pass for
    /// a slip or a guess, and the belief would be deaf to it.
    pub logit_limit: f64,
}

/// A Gaussian prior.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Normal {
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
}

/// What learners gain by practice, lose by time, and owe to the moment: the prior of each trait
/// apart from ability, logits for each unit of its feature, and how the features are made.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraitParams {
    pub provenance: Provenance,
    pub growth: Normal,
    pub repetition: Normal,
    pub skill_forgetting: Normal,
    pub item_forgetting: Normal,
    pub outcomes: Normal,
    pub form: Normal,
    pub run: Normal,
    pub warm_up: Normal,
    /// What a wrong answer is worth as practice of its skills, against a right one.
    pub skill_wrong: f64,
    /// The same as practice of its item.
    pub item_wrong: f64,
    /// What is left of earlier outcomes on a skill after the next.
    pub outcome_decay: f64,
    /// What is left of form after the next answer,
    pub form_decay: f64,
    /// and the days without an answer that leave 1/e of it, and of a run.
    pub form_days: f64,
    /// How fast the deck stops being new: 1 / (1 + this times the answers before).
    pub warm_up_rate: f64,
    /// Retrievability is kept this far from 0 and 1; what it has lost counts from there.
    pub recall_clip: f64,
}

impl TraitParams {
    /// The priors in the order of [`super::Trait`], from the second on.
    pub(super) fn weights(&self) -> [Normal; 8] {
        [
            self.growth,
            self.repetition,
            self.skill_forgetting,
            self.item_forgetting,
            self.outcomes,
            self.form,
            self.run,
            self.warm_up,
        ]
    }
}

/// How far the belief's chances are trusted before earlier predictions have told.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustParams {
    pub provenance: Provenance,
    pub slope: Normal,
    /// Standard deviation of the offset about 0, logits.
    pub offset_sd: f64,
    /// Variance that each of the two gains with each answer, up to what it began with.
    pub drift: f64,
    /// The slope is kept above this: a higher belief never means a lower chance.
    pub least_slope: f64,
    /// And below this; the offset is kept within it.
    pub limit: f64,
}

/// What teaching gains †, in logits.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeachingParams {
    pub provenance: Provenance,
    /// A lesson, times what is missing to certainty.
    pub lesson: f64,
    /// A worked example for a novice, times what is missing to certainty.
    pub example: f64,
    /// Below this chance one is a novice.
    pub novice: f64,
    /// A worked example for anyone else (expertise reversal).
    pub example_known: f64,
    /// Variance added by either, logits squared: it may have worked.
    pub widening: f64,
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpParams {
    pub provenance: Provenance,
    /// Share of the score left after the first hint †; nothing is left after more.
    pub first_hint: f64,
    /// A score from here on is a right answer.
    pub full_score: f64,
    /// A score from here on is right in part †; below, the answer failed.
    pub part_score: f64,
}

/// What the time taken tells.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaceParams {
    pub provenance: Provenance,
    /// Answers needed before any is called fast or slow.
    pub answers: u32,
    /// Fast and slow lie this many standard deviations off the learner's own mean log time.
    pub width: f64,
    /// Logits by which a fast right answer moves the trace of its item.
    pub fast: f64,
    /// The same of a slow right answer.
    pub slow: f64,
}

/// What self-ratings tell †.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingParams {
    pub provenance: Provenance,
    /// Logits at the target level that each rating 0..4 stands for.
    pub logits: [f64; 5],
    /// Of the usual rating, logits.
    pub usual: f64,
    /// Standard deviation of learners' bias, logits.
    pub bias_sd: f64,
    /// Ratings may go with what someone can do closely, loosely, or tell only how much they know in
    /// all; the answers show which holds.
    pub closely: RatingTrust,
    pub loosely: RatingTrust,
    pub in_all: RatingTrust,
    /// Share of the log evidence that ratings give on their own trust: ratings of related skills
    /// are no independent witnesses. It is reached where ratings vary by `varied`; ratings that are
    /// all alike say nothing of it.
    pub own_evidence: f64,
    /// Variance of a learner's ratings, logits squared.
    pub varied: f64,
    /// Share of the weight that is spread evenly again before the first answer, so that answers
    /// can overturn what ratings say of themselves.
    pub doubt: f64,
}

/// One way in which ratings may go with what someone can do: rating = loading * x + bias + noise.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingTrust {
    /// Chance of it before any rating.
    pub weight: f64,
    /// Logits of rating for each logit of x.
    pub loading: f64,
    /// Variance of ratings about that, logits squared.
    pub noise: f64,
    /// Which x a rating goes with.
    #[serde(skip)]
    pub of: Rated,
}

/// What a rating tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rated {
    /// The skill that was rated.
    #[default]
    Skill,
    /// All skills alike: it tells how much is known, not what.
    All,
}

impl RatingParams {
    /// The ways in which ratings may go with what someone can do, the likeliest first.
    pub fn ways(&self) -> [RatingTrust; 3] {
        let of = Rated::All;
        [
            self.closely,
            self.loosely,
            RatingTrust { of, ..self.in_all },
        ]
    }
}

/// How prerequisites tie skills before the first answers †.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GraphParams {
    pub provenance: Provenance,
    /// Standard deviation of what all skills of a learner share, logits.
    pub ability_sd: f64,
    /// Logits of x for each logit of the place in the order of learning.
    pub spread: f64,
    /// Places lie this far from 0 and 1: some have not come to the first skill yet, some are past
    /// the last.
    pub margin: f64,
    /// Standard deviation of what is a skill's own, logits.
    pub own_sd: f64,
    /// Orders of learning that are drawn.
    pub orders: usize,
    /// Variance of skills about the ability, logits squared, by which a placement is split into
    /// both.
    pub apart: f64,
}

impl GraphParams {
    /// About the most that a skill's variance about the ability can be, logits squared: a logistic
    /// variable has pi^2 / 3.
    pub fn widest(&self) -> f64 {
        self.spread * self.spread * PI * PI / 3.0 + self.own_sd * self.own_sd
    }
}

/// What a chance is called.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandParams {
    pub provenance: Provenance,
    /// Standard deviations to either end of the interval shown: 80 % lie within.
    pub interval: f64,
    /// Unknown, where the interval is wider.
    pub unknown_width: f64,
    /// A gap, where the chance is below.
    pub gap: f64,
    /// Strong takes at least this chance,
    pub strong: f64,
    /// and at least this lower end.
    pub strong_low: f64,
    /// What was strong is fading below this chance.
    pub fading: f64,
}

/// What passes a check.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckParams {
    pub provenance: Provenance,
    /// Days that must have gone by since the last help or teaching.
    pub days_after_help: f64,
    /// Different items that must be right where answers are picked.
    pub picked: usize,
}

/// How the model's own predictions are judged.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FitParams {
    pub provenance: Provenance,
    /// Predictions are kept this far from 0 and 1, so that one surprise is not all that counts.
    pub clip: f64,
    /// The running mean it is compared with starts as if so many answers had been half right.
    pub mean_weight: f64,
    /// Standard errors between what was expected of the latest answers and what came, from which
    /// the predictions have drifted.
    pub drift_errors: f64,
}

/// The parameters as shipped, with what is said of them.
pub const SHIPPED: &str = include_str!("../../assets/params.toml");

static DEFAULT: LazyLock<Params> = LazyLock::new(|| {
    toml::from_str(SHIPPED).expect("the shipped parameters are tested to be whole")
});

/// The defaults, as a whole and of each group, are what is shipped.
macro_rules! as_shipped {
    ($($of:ty: $($group:ident).*;)*) => {$(
        impl Default for $of {
            fn default() -> Self {
                DEFAULT$(.$group)*.clone()
            }
        }
    )*};
}

as_shipped! {
    Params: ;
    ResponseParams: response;
    BeliefParams: belief;
    TraitParams: traits;
    TrustParams: trust;
    TeachingParams: teaching;
    HelpParams: help;
    PaceParams: pace;
    RatingParams: rating;
    GraphParams: graph;
    MemoryParams: memory;
    BalanceParams: memory.balance;
    LeechParams: memory.leech;
    BandParams: bands;
    CheckParams: checks;
    FitParams: fit;
}
