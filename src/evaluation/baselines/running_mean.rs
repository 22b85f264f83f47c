use super::Baseline;
use crate::event::ItemVersion;
use crate::learner::FitParams;

/// The mean of the learner's answers so far, started as if a few had been half right.
pub struct RunningMean {
    answers: f64,
    right: f64,
}

impl RunningMean {
    pub fn new(params: &FitParams) -> Self {
        Self {
            answers: params.mean_weight,
            right: params.mean_weight / 2.0,
        }
    }
}

impl Baseline for RunningMean {
    fn predict(&self, _: &ItemVersion) -> f64 {
        self.right / self.answers
    }

    fn learn(&mut self, _: &ItemVersion, credit: f64) {
        self.answers += 1.0;
        self.right += credit;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::testing::item;

    /// Laplace's rule of succession.
    #[test]
    fn it_starts_as_if_two_answers_had_been_half_right() {
        let asked = item("a", &["s"]);
        let mut mean = RunningMean::new(&FitParams::default());
        let mut predicted = Vec::new();
        for credit in [1.0, 1.0, 0.0, 0.5] {
            predicted.push(mean.predict(&asked));
            mean.learn(&asked, credit);
        }
        assert_eq!(predicted, [1.0 / 2.0, 2.0 / 3.0, 3.0 / 4.0, 3.0 / 5.0]);
    }
}
