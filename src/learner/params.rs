//! Every parameter of the model. The numbers stand in `assets/params.toml`, once, with where they
//! come from; a dagger (†) marks a prior from theory or simulation that no data have confirmed yet.

use std::sync::LazyLock;

use serde::Deserialize;

use super::forgetting::{BalanceParams, LeechParams, MemoryParams};

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
    pub practice: PracticeParams,
    pub teaching: TeachingParams,
    pub help: HelpParams,
    pub pace: PaceParams,
    pub rating: RatingParams,
    pub graph: GraphParams,
    pub memory: MemoryParams,
    pub combining: CombiningParams,
    pub bands: BandParams,
    pub checks: CheckParams,
    pub fit: FitParams,
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
    /// Means are kept within this many logits.
    pub mean_limit: f64,
    /// Evidence is taken as if the logit lay within this many: further out every surprise would
    /// pass for a slip or a guess, and the belief would be deaf to it.
    pub logit_limit: f64,
}

/// What practicing gains, in logits, beyond what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticeParams {
    pub provenance: Provenance,
    pub skill_right: f64,
    pub skill_wrong: f64,
    pub item_right: f64,
    pub item_wrong: f64,
    /// The gain of the n-th time is (1 + n)^-rho of the first.
    pub rho: f64,
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

/// What a self-rating tells †.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingParams {
    pub provenance: Provenance,
    /// Logits at the target level that each rating 0..4 stands for.
    pub logits: [f64; 5],
    /// Standard deviation of learners' bias, logits.
    pub bias_sd: f64,
    /// Variance of the noise before any answer, logits squared.
    pub noise: f64,
    /// So many observations that is worth.
    pub noise_weight: f64,
}

/// How prerequisites tie skills before the first answers †.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GraphParams {
    pub provenance: Provenance,
    /// Logits lost for each standard deviation of depth.
    pub depth: f64,
    /// Variance of a skill about the learner's ability, logits squared.
    pub variance: f64,
    /// Added to the diagonal of the graph's Laplacian: the larger, the looser the ties.
    pub looseness: f64,
}

/// How memory shifts the chance †, in logits for each logit of retrievability.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combining {
    /// Of an item unit: a.
    pub item: f64,
    /// Of the mean of the skill units: b.
    pub skill: f64,
    /// Logits added: d.
    pub offset: f64,
}

/// How belief and memory meet †.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CombiningParams {
    pub provenance: Provenance,
    /// Where the unit was met within `soon_days`.
    pub soon: Combining,
    pub later: Combining,
    pub soon_days: f64,
    /// The logit of retrievability that shifts nothing: about that of .9.
    pub reference: f64,
    /// Retrievability is kept this far from 0 and 1.
    pub clip: f64,
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
    PracticeParams: practice;
    TeachingParams: teaching;
    HelpParams: help;
    PaceParams: pace;
    RatingParams: rating;
    GraphParams: graph;
    MemoryParams: memory;
    BalanceParams: memory.balance;
    LeechParams: memory.leech;
    CombiningParams: combining;
    BandParams: bands;
    CheckParams: checks;
    FitParams: fit;
}
