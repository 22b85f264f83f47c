use super::*;
use crate::coach::Policy;
use crate::core::Now;
use crate::deck::{Deck, Library};
use crate::learner::{Learner, Moment, Params};

fn now() -> Now {
    Now::parse("2026-11-22T09:00:00+01:00").unwrap()
}

fn moment(days_ago: i32) -> Moment {
    Moment {
        utc_ms: now().utc_ms - i64::from(days_ago) * 86_400_000,
        day: now().day - days_ago,
    }
}

/// A learner of the starter deck, and the policy they are looked at with.
struct Scene {
    library: Library,
    params: Params,
    policy: Policy,
    learner: Learner,
}

impl Scene {
    /// Someone who met these skills a week ago and did them rightly now and then.
    fn having_met(skills: &[&str]) -> Self {
        let params = Params::default();
        let mut learner = Learner::new(&params);
        for id in skills {
            let mut state = learner.fresh.clone();
            state.attempts = 3;
            state.unaided_right = 2;
            state.begun_on = Some(moment(7).day);
            state.lesson_on = state.begun_on;
            state.last_seen = Some(moment(7));
            learner.skills.insert(SkillId::new(*id), state);
        }
        Self {
            library: Library::load(&[]),
            params,
            policy: Policy::default(),
            learner,
        }
    }

    /// The same, where nothing less than certainty carries.
    fn shaky(skills: &[&str]) -> Self {
        let mut scene = Self::having_met(skills);
        scene.policy.carries = 1.0;
        scene
    }

    fn showed(mut self, id: &str, skill: &str, days_ago: i32) -> Self {
        let sighting = Sighting {
            day: moment(days_ago).day,
            utc_ms: moment(days_ago).utc_ms,
            item: self.deck().items[0].id.clone(),
            skill: SkillId::new(skill),
            certain: false,
        };
        let all = &mut self.learner.misconceptions;
        all.entry(MisconceptionId::new(id))
            .or_default()
            .push(sighting);
        self
    }

    fn deck(&self) -> &Deck {
        &self.library.decks()[0]
    }

    fn desk(&self) -> Desk<'_> {
        Desk::new(
            self.deck(),
            &self.learner,
            &self.params,
            &self.policy,
            now(),
        )
    }

    fn blocks(&self, skill: &str) -> Vec<Block> {
        let desk = self.desk();
        stumbling_blocks(&desk, desk.deck.skill(&SkillId::new(skill)).unwrap())
    }

    /// Whom the misconceptions foreseen belong to.
    fn misled(&self, skill: &str) -> Vec<(String, usize)> {
        let named = self.blocks(skill).into_iter().filter_map(|it| match it {
            Block::Misled {
                misconception,
                times,
                ..
            } => Some((misconception.to_string(), times)),
            Block::Shaky { .. } => None,
        });
        named.collect()
    }

    fn warm_up(&self, skill: &str) -> Option<(String, String)> {
        let desk = self.desk();
        let found = warm_up(&desk, &SkillId::new(skill))?;
        Some((found.skill.to_string(), found.item?.id.to_string()))
    }

    fn change(&mut self, skill: &str, change: impl FnOnce(&mut crate::learner::SkillState)) {
        let id = SkillId::new(skill);
        change(self.learner.skills.get_mut(&id).unwrap());
    }
}

#[test]
fn of_someone_unknown_nothing_is_foreseen() {
    let scene = Scene::shaky(&[]);
    assert_eq!(scene.blocks("functions"), []);
    assert_eq!(scene.warm_up("functions"), None);
}

#[test]
fn a_prerequisite_below_the_bar_is_shaky() {
    let mut scene = Scene::having_met(&["moves"]);
    let chance = scene.desk().estimate_by_id(&SkillId::new("moves")).mean;
    for (carries, is_shaky) in [(chance + 0.01, true), (chance - 0.01, false)] {
        scene.policy.carries = carries;
        let blocks = scene.blocks("functions");
        let named = matches!(&blocks[..], [Block::Shaky { skill, fading: false, .. }]
            if skill.as_str() == "moves");
        assert_eq!(named, is_shaky, "{blocks:?}");
    }
}

#[test]
fn a_prerequisite_that_fades_is_shaky_wherever_the_bar_is() {
    let mut scene = Scene::having_met(&["moves"]);
    scene.policy.carries = 0.0;
    scene.change("moves", |state| {
        state.passed_check_at = Some(moment(7));
        state.strong_since = Some(moment(7).day);
    });
    let blocks = scene.blocks("functions");
    assert!(
        matches!(&blocks[..], [Block::Shaky { fading: true, .. }]),
        "{blocks:?}"
    );
}

#[test]
fn what_misled_near_by_and_lately_is_foreseen() {
    let scene = Scene::having_met(&["moves"])
        .showed("assignment-copies", "moves", 9)
        .showed("assignment-copies", "moves", 3)
        .showed("move-destroys", "moves", 2);
    let twice_first = [
        ("assignment-copies".to_owned(), 2),
        ("move-destroys".to_owned(), 1),
    ];
    assert_eq!(scene.misled("functions"), twice_first);
    assert_eq!(scene.misled("moves"), twice_first, "its own");
    assert_eq!(scene.misled("lifetimes"), [], "too far away");

    let sibling = Scene::having_met(&["moves"]).showed("call-lends", "functions", 3);
    assert_eq!(sibling.misled("copy-clone"), [("call-lends".to_owned(), 1)]);
}

#[test]
fn what_showed_long_ago_or_was_repaired_is_not_foreseen() {
    let long_ago = Scene::having_met(&["moves"]).showed("assignment-copies", "moves", 29);
    assert_eq!(long_ago.misled("functions"), []);

    let mut repaired = Scene::having_met(&["moves"]).showed("assignment-copies", "moves", 5);
    let id = MisconceptionId::new("assignment-copies");
    repaired.learner.repaired.insert(id, moment(4));
    assert_eq!(repaired.misled("functions"), []);
    let again = repaired.showed("assignment-copies", "moves", 1);
    assert_eq!(
        again.misled("functions"),
        [("assignment-copies".to_owned(), 1)]
    );
}

#[test]
fn the_question_is_on_the_prerequisite_and_would_show_what_is_foreseen() {
    let scene = Scene::shaky(&["moves"]).showed("move-destroys", "moves", 3);
    let (skill, item) = scene.warm_up("functions").unwrap();
    assert_eq!(skill, "moves");
    let item = scene.deck().item(&item.as_str().into()).unwrap();
    assert!(could_show(item, &MisconceptionId::new("move-destroys")));
    assert!(!item.reserved);
}

#[test]
fn a_misconception_alone_calls_for_a_question_too() {
    let mut scene = Scene::having_met(&["moves"]).showed("move-destroys", "moves", 3);
    scene.policy.carries = 0.0;
    assert_eq!(scene.warm_up("functions").unwrap().0, "moves");
    let of_its_own = Scene::having_met(&["moves"]).showed("call-lends", "functions", 3);
    let of_its_own = Scene {
        policy: scene.policy.clone(),
        ..of_its_own
    };
    assert_eq!(of_its_own.misled("functions").len(), 1);
    assert_eq!(
        of_its_own.warm_up("functions"),
        None,
        "that is for the lesson"
    );
}

#[test]
fn it_is_asked_twice_at_most_and_not_after_it_came_right() {
    let answered = |right: u16, wrong: u16| {
        let mut scene = Scene::shaky(&["moves"]);
        scene.change("moves", |state| {
            state.last_seen = Some(moment(0));
            state.successes_today = right;
            state.misses_today = wrong;
        });
        scene.warm_up("functions").is_some()
    };
    assert!(answered(0, 0));
    assert!(answered(0, 1));
    assert!(!answered(0, 2));
    assert!(!answered(1, 0));
}

#[test]
fn it_is_for_what_was_never_taught_and_not_for_who_skips_it() {
    let taught = Scene::shaky(&["moves", "functions"]);
    assert_eq!(taught.warm_up("functions"), None);

    let mut skipped = Scene::shaky(&["moves"]);
    let today = &mut skipped.learner.today;
    today.day = now().day;
    today.skipped.push((SkillId::new("moves"), None));
    assert_eq!(skipped.warm_up("functions"), None);
}

#[test]
fn the_rule_names_what_it_prepares() {
    let scene = Scene::having_met(&[]);
    let desk = scene.desk();
    let skill = prepared_by(&desk, "warm-up before Moves").unwrap();
    assert_eq!(skill.id.as_str(), "moves");
    assert!(prepared_by(&desk, "claimed").is_none());
}
