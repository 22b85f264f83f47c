//! How hard each item is, shrunk to the mean of the items of the same skills, and these means to
//! the mean of all: as far as the answers leave it open, and as far as items are alike.

use rayon::prelude::*;

/// Variances of both levels before any answer, logits squared ‡,
const VARIANCE: f64 = 0.5;
/// and so many items, or groups of them, that is worth ‡: data sets hold hundreds.
const WORTH: f64 = 4.0;
/// Variance of the mean of all before any answer, logits squared ‡.
const MEAN_VARIANCE: f64 = 1.0;
/// Rounds in which items, means and variances are found from each other (expectation maximization).
const ROUNDS: usize = 8;
/// Steps of Fisher scoring in each round, of at most so many logits.
const STEPS: usize = 3;
const LONGEST_STEP: f64 = 1.5;
/// Information below this is none.
const NOTHING: f64 = 1e-9;

/// One answer as evidence on its item: at an excess of d logits over its level the chance of a
/// right one is `floor + span * sigmoid(ease - slope * d)`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// Logits.
    pub ease: f64,
    /// How far the logit of the chance falls with each logit of difficulty: the less, the less sure
    /// it was how able the learner is.
    pub slope: f64,
    /// Chance of a right answer without knowing.
    pub floor: f64,
    /// What lies between never knowing and always.
    pub span: f64,
    /// 0..1.
    pub credit: f64,
}

/// What is found of items, in logits by which they exceed their level.
#[derive(Clone, Debug)]
pub(super) struct Shrunk {
    pub items: Vec<Excess>,
    /// By group; of one in which nothing was answered that of all.
    pub groups: Vec<f64>,
    pub mean: f64,
    /// The most that answers can tell of that mean, as a precision: it cannot be told apart from how
    /// able the learners are on the whole.
    most_of_mean: f64,
    /// Variance of items about their group, and of groups about the mean.
    pub within: f64,
    pub between: f64,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Excess {
    pub mean: f64,
    pub variance: f64,
}

impl Shrunk {
    /// Before any answer, of learners whose mean ability has this variance, logits squared.
    pub fn new(items: usize, groups: usize, ability: f64) -> Self {
        Self {
            items: vec![Excess::default(); items],
            groups: vec![0.0; groups],
            mean: 0.0,
            most_of_mean: 1.0 / ability.max(NOTHING),
            within: VARIANCE,
            between: VARIANCE,
        }
    }

    /// Improves on what was found before: the answers to each item, and the group it is of.
    pub fn fit(&mut self, seen: &[Vec<Seen>], group_of: &[usize]) {
        for _ in 0..ROUNDS {
            let told = self.items_given_means(seen, group_of);
            let groups = self.means_given_items(&told, group_of);
            self.variances(&told, &groups, group_of);
        }
    }

    /// The mode of each item, and what its answers alone say of it.
    fn items_given_means(&mut self, seen: &[Vec<Seen>], group_of: &[usize]) -> Vec<Told> {
        let within = self.within;
        let groups = &self.groups;
        let of_item = |(item, (seen, &group)): (&mut Excess, (&Vec<Seen>, &usize))| {
            let prior = groups.get(group).copied().unwrap_or_default();
            if seen.is_empty() {
                item.mean = prior;
                return Told::default();
            }
            let mut told = Told::default();
            for _ in 0..STEPS {
                told = Told::at(item.mean, seen);
                let slope = told.gradient - (item.mean - prior) / within;
                let step = slope / (told.information + 1.0 / within);
                item.mean += step.clamp(-LONGEST_STEP, LONGEST_STEP);
            }
            told
        };
        let given = seen.par_iter().zip(group_of);
        self.items.par_iter_mut().zip(given).map(of_item).collect()
    }

    /// The mean of all, then that of each group, from what the answers alone say of each item.
    fn means_given_items(&mut self, told: &[Told], group_of: &[usize]) -> Vec<Weighted> {
        let mut groups = vec![Weighted::default(); self.groups.len()];
        for (told, &group) in told.iter().zip(group_of) {
            if let Some(group) = groups.get_mut(group).filter(|_| told.is_something()) {
                group.add(told.alone, 1.0 / (self.within + 1.0 / told.information));
            }
        }
        let mut all = Weighted::default();
        for group in groups.iter().filter(|it| it.precision > 0.0) {
            let precision = 1.0 / (self.between + 1.0 / group.precision);
            all.add(group.mean(), precision);
        }
        let precision = all.precision.min(self.most_of_mean);
        self.mean = all.mean() * precision / (precision + 1.0 / MEAN_VARIANCE);
        for (mean, group) in self.groups.iter_mut().zip(&groups) {
            let mut shrunk = *group;
            shrunk.add(self.mean, 1.0 / self.between);
            *mean = shrunk.mean();
        }
        groups
    }

    /// How unsure each item remains, and how far items and groups lie apart.
    fn variances(&mut self, told: &[Told], groups: &[Weighted], group_of: &[usize]) {
        let mut within = Spread::default();
        let mut between = Spread::default();
        let of_group = |group: usize| {
            let precision = groups.get(group).map_or(0.0, |it| it.precision);
            1.0 / (precision + 1.0 / self.between)
        };
        for ((item, told), &group) in self.items.iter_mut().zip(told).zip(group_of) {
            let own = 1.0 / (told.information + 1.0 / self.within);
            let prior = self.groups.get(group).copied().unwrap_or_default();
            if told.is_something() {
                within.add((item.mean - prior).powi(2) + own);
            }
            // What the mean of the group leaves open, as far as the item leans on it.
            item.variance = own + (own / self.within).powi(2) * of_group(group);
        }
        for (at, mean) in self.groups.iter().enumerate() {
            if groups.get(at).is_some_and(|it| it.precision > 0.0) {
                between.add((mean - self.mean).powi(2) + of_group(at));
            }
        }
        self.within = within.variance();
        self.between = between.variance();
    }
}

/// What the answers to one item say of it, without any prior.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    /// Of the log likelihood.
    gradient: f64,
    information: f64,
    /// Where they alone would put it.
    alone: f64,
}

impl Told {
    fn at(excess: f64, seen: &[Seen]) -> Self {
        let mut told = Self::default();
        for it in seen {
            let share = 1.0 / (1.0 + (it.slope * excess - it.ease).exp());
            let chance = it.floor + it.span * share;
            let falls = it.span * share * (1.0 - share) * it.slope;
            let spread = (chance * (1.0 - chance)).max(NOTHING);
            told.gradient -= (it.credit - chance) * falls / spread;
            told.information += falls * falls / spread;
        }
        told.alone = excess + told.gradient / told.information.max(NOTHING);
        told
    }

    fn is_something(&self) -> bool {
        self.information > NOTHING
    }
}

/// A mean by precision.
#[derive(Clone, Copy, Debug, Default)]
struct Weighted {
    sum: f64,
    precision: f64,
}

impl Weighted {
    fn add(&mut self, value: f64, precision: f64) {
        self.sum += value * precision;
        self.precision += precision;
    }

    fn mean(&self) -> f64 {
        match self.precision > 0.0 {
            true => self.sum / self.precision,
            false => 0.0,
        }
    }
}

/// A variance about a known mean, which begins at [`VARIANCE`].
#[derive(Clone, Copy, Debug, Default)]
struct Spread {
    sum: f64,
    n: f64,
}

impl Spread {
    fn add(&mut self, square: f64) {
        self.sum += square;
        self.n += 1.0;
    }

    fn variance(&self) -> f64 {
        (self.sum + WORTH * VARIANCE) / (self.n + WORTH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::Random;

    fn seen(credit: f64) -> Seen {
        Seen {
            ease: 0.0,
            slope: 1.0,
            floor: 0.0,
            span: 1.0,
            credit,
        }
    }

    fn fitted(seen: &[Vec<Seen>], group_of: &[usize], groups: usize) -> Shrunk {
        let mut shrunk = Shrunk::new(seen.len(), groups, 0.01);
        for _ in 0..5 {
            shrunk.fit(seen, group_of);
        }
        shrunk
    }

    /// Chance answers to items of known difficulty: `items` in each of `groups`.
    fn simulated(groups: usize, items: usize, answers: usize) -> (Vec<f64>, Vec<Vec<Seen>>) {
        let mut random = Random::seeded(3);
        let mut uniform = move || random.bits() as f64 / 2_f64.powi(64);
        let mut normal = move || (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
        let mut truth = Vec::new();
        for _ in 0..groups {
            let mean = 0.5 + normal();
            truth.extend((0..items).map(|_| mean + 0.7 * normal()));
        }
        let mut random = Random::seeded(4);
        let mut answer = |difficulty: f64| {
            let ease = (random.below(400) as f64 - 200.0) / 100.0;
            let chance = 1.0 / (1.0 + (difficulty - ease).exp());
            let right = (random.below(1_000_000) as f64) < chance * 1e6;
            Seen {
                ease,
                ..seen(f64::from(u8::from(right)))
            }
        };
        let seen = truth
            .iter()
            .map(|&it| (0..answers).map(|_| answer(it)).collect());
        let seen = seen.collect();
        (truth, seen)
    }

    #[test]
    fn many_answers_bring_back_what_they_were_drawn_from() {
        let (truth, seen) = simulated(20, 10, 400);
        let group_of: Vec<usize> = (0..200).map(|it| it / 10).collect();
        let shrunk = fitted(&seen, &group_of, 20);
        let inside =
            shrunk.items.iter().zip(&truth).filter(|(found, truth)| {
                (found.mean - **truth).abs() < 1.96 * found.variance.sqrt()
            });
        let inside = inside.count();
        assert!((182..=199).contains(&inside), "{inside} of 200");
        assert!((shrunk.within.sqrt() - 0.7).abs() < 0.1, "{shrunk:?}");
        assert!((shrunk.between.sqrt() - 1.0).abs() < 0.35);
    }

    #[test]
    fn the_fewer_answers_the_nearer_to_the_items_of_the_same_skills() {
        let (_, mut seen) = simulated(6, 20, 60);
        let wrong = |times| vec![self::seen(0.0); times];
        seen.extend([wrong(1), wrong(30), Vec::new()]);
        let mut group_of: Vec<usize> = (0..120).map(|it| it / 20).collect();
        group_of.extend([5, 5, 5]);
        let shrunk = fitted(&seen, &group_of, 6);
        let [few, many, none] = [120, 121, 122].map(|it| shrunk.items[it]);
        let group = shrunk.groups[5];
        assert_eq!(none.mean, group);
        assert!(group < few.mean && few.mean < many.mean);
        assert!(many.variance < few.variance && few.variance < none.variance);
    }

    #[test]
    fn a_group_without_answers_is_like_all_others() {
        let (_, mut seen) = simulated(6, 20, 60);
        seen.push(Vec::new());
        let group_of: Vec<usize> = (0..121).map(|it| it / 20).collect();
        let shrunk = fitted(&seen, &group_of, 7);
        assert_eq!(shrunk.groups[6], shrunk.mean);
        assert_eq!(shrunk.items[120].mean, shrunk.mean);
    }

    #[test]
    fn what_can_be_guessed_tells_less() {
        let right = |floor| {
            let it = Seen {
                floor,
                span: 1.0 - floor,
                ..seen(1.0)
            };
            Told::at(0.0, &[it])
        };
        assert!(right(0.25).information < right(0.0).information);
        assert!(right(0.25).gradient.abs() < right(0.0).gradient.abs());
    }

    #[test]
    fn few_learners_tell_little_of_how_hard_all_is() {
        let (_, seen) = simulated(6, 20, 60);
        let group_of: Vec<usize> = (0..120).map(|it| it / 20).collect();
        let mean = |ability| {
            let mut shrunk = Shrunk::new(120, 6, ability);
            shrunk.fit(&seen, &group_of);
            shrunk.mean
        };
        assert!(mean(1.0).abs() < mean(0.01).abs());
        assert!(mean(100.0).abs() < 0.02);
    }

    #[test]
    fn no_answers_at_all_leave_all_as_it_was() {
        let shrunk = fitted(&[Vec::new(), Vec::new()], &[0, 1], 2);
        assert!(shrunk.items.iter().all(|it| it.mean == 0.0));
        assert!(shrunk.items.iter().all(|it| it.variance.is_finite()));
    }
}
