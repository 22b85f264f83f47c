//! Every number of the model, in one place, with where it comes from.
//!
//! "Fitted" below means fitted on public data sets of other learners; a dagger (†) marks a prior
//! from theory or simulation that no data have confirmed yet.

use std::f64::consts::PI;

use super::forgetting::MemoryParams;

/// Where a group of parameters comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Provenance {
    /// As the program brings it.
    #[default]
    Default,
    /// Fitted to this learner's own answers.
    Fitted,
    /// Brought in from elsewhere.
    Imported,
}

/// All parameters of the learner model.
#[derive(Clone, Debug, Default)]
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
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Default for ResponseParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            intercept: 0.38,
            slip: 0.011,
            level_step: 0.45,
            difficulty_limit: 8.0,
            guessing: 0.4,
            guessing_by_confidence: [1.0, 0.7, 0.4, 0.1],
            flattening: PI / 8.0,
        }
    }
}

/// The spread of one kind of latent quantity among learners, and how it drifts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component {
    /// Standard deviation before any evidence, logits: sigma.
    pub sd: f64,
    /// Variance added with each answer, logits squared: q.
    pub drift: f64,
}

/// What is latent: ability, skills, traces of items.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Default for BeliefParams {
    fn default() -> Self {
        let component = |sd, drift| Component { sd, drift };
        Self {
            provenance: Provenance::Default,
            ability: component(1.35, 0.006),
            skill: component(0.79, 0.037),
            item: component(0.64, 0.030),
            variance_cap: 2.0,
            mean_limit: 5.0,
            logit_limit: 5.0,
        }
    }
}

/// What practicing gains, in logits, beyond what it tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PracticeParams {
    pub provenance: Provenance,
    pub skill_right: f64,
    pub skill_wrong: f64,
    pub item_right: f64,
    pub item_wrong: f64,
    /// The gain of the n-th time is (1 + n)^-rho of the first.
    pub rho: f64,
}

impl Default for PracticeParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            skill_right: 0.26,
            skill_wrong: 0.08,
            item_right: 0.43,
            item_wrong: 0.26,
            rho: 0.54,
        }
    }
}

/// What teaching gains †, in logits.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Default for TeachingParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            lesson: 0.8,
            example: 0.5,
            novice: 0.5,
            example_known: 0.05,
            widening: 0.3,
        }
    }
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HelpParams {
    pub provenance: Provenance,
    /// Share of the score left after the first hint †; nothing is left after more.
    pub first_hint: f64,
    /// A score from here on is a right answer.
    pub full_score: f64,
    /// A score from here on is right in part †; below, the answer failed.
    pub part_score: f64,
}

impl Default for HelpParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            first_hint: 1.0 / 3.0,
            full_score: 1.0 - 1e-6,
            part_score: 0.5,
        }
    }
}

/// What the time taken tells.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Default for PaceParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            answers: 8,
            width: 0.8,
            fast: 0.3,
            slow: -0.35,
        }
    }
}

/// What self-ratings tell †.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatingParams {
    pub provenance: Provenance,
    /// Logits at the target level that each rating 0..4 stands for.
    pub logits: [f64; 5],
    /// Of the usual rating, logits.
    pub usual: f64,
    /// Standard deviation of learners' bias, logits.
    pub bias_sd: f64,
    /// Ways in which ratings may go with what someone can do; the answers show which holds.
    pub trusts: [Trust; 3],
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trust {
    /// Chance of it before any rating.
    pub weight: f64,
    /// Logits of rating for each logit of x.
    pub loading: f64,
    /// Variance of ratings about that, logits squared.
    pub noise: f64,
    /// Which x a rating goes with.
    pub of: Rated,
}

/// What a rating tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rated {
    /// The skill that was rated.
    Skill,
    /// All skills alike: it tells how much is known, not what.
    All,
}

impl Default for RatingParams {
    fn default() -> Self {
        let trust = |weight, loading, noise, of| Trust {
            weight,
            loading,
            noise,
            of,
        };
        Self {
            provenance: Provenance::Default,
            logits: [-3.0, -1.6, -0.5, 0.6, 1.6],
            usual: 0.1,
            bias_sd: 0.7,
            trusts: [
                trust(0.7, 0.5, 1.0, Rated::Skill),
                trust(0.2, 0.35, 2.0, Rated::Skill),
                trust(0.1, 0.3, 2.5, Rated::All),
            ],
            own_evidence: 0.2,
            varied: 1.0,
            doubt: 0.1,
        }
    }
}

/// How prerequisites tie skills before the first answers †.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GraphParams {
    pub provenance: Provenance,
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

impl Default for GraphParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            spread: 2.5,
            margin: 0.1,
            own_sd: 2.0,
            orders: 500,
            apart: 3.0,
        }
    }
}

/// How memory shifts the chance †, in logits for each logit of retrievability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Combining {
    /// Of an item unit: a.
    pub item: f64,
    /// Of the mean of the skill units: b.
    pub skill: f64,
    /// Logits added: d.
    pub offset: f64,
}

/// How belief and memory meet †.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Default for CombiningParams {
    fn default() -> Self {
        let combining = |item, skill, offset| Combining {
            item,
            skill,
            offset,
        };
        Self {
            provenance: Provenance::Default,
            soon: combining(0.15, 0.10, 0.0),
            later: combining(0.40, 0.20, -0.3),
            soon_days: 0.5,
            reference: 2.2,
            clip: 0.01,
        }
    }
}

/// What a chance is called.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Default for BandParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            interval: 1.281_551_565_5,
            unknown_width: 0.45,
            gap: 0.5,
            strong: 0.85,
            strong_low: 0.70,
            fading: 0.80,
        }
    }
}

/// What passes a check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CheckParams {
    pub provenance: Provenance,
    /// Days that must have gone by since the last help or teaching.
    pub days_after_help: f64,
    /// Different items that must be right where answers are picked.
    pub picked: usize,
}

impl Default for CheckParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            days_after_help: 1.0,
            picked: 2,
        }
    }
}

/// How the model's own predictions are judged.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Default for FitParams {
    fn default() -> Self {
        Self {
            provenance: Provenance::Default,
            clip: 0.001,
            mean_weight: 2.0,
            drift_errors: 3.3,
        }
    }
}
