//! A courier that keeps its letters, and answers as it is told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use huiyin_app::notices::{Courier, Letter, SaveRobot, Undelivered};
use huiyin_domain::{Lang, RobotKind, ScopeId, Topic};

use crate::set_up::personal;

/// What was carried, and what becomes of what comes next: it arrives unless something else is said.
#[derive(Clone, Default)]
pub(crate) struct Carried(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    letters: Vec<Letter>,
    answers: VecDeque<Result<(), Undelivered>>,
}

impl Carried {
    pub(crate) fn courier(&self) -> Arc<dyn Courier> {
        Arc::new(Fake(self.0.clone(), Some("huiyin@cuihu.example")))
    }

    /// A courier that carries no mail.
    pub(crate) fn courier_without_mail(&self) -> Arc<dyn Courier> {
        Arc::new(Fake(self.0.clone(), None))
    }

    /// All that was carried so far, arrived or not.
    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.0.lock().unwrap().letters.clone()
    }

    pub(crate) fn answers(&self, answers: impl IntoIterator<Item = Result<(), Undelivered>>) {
        self.0.lock().unwrap().answers.extend(answers);
    }
}

struct Fake(Arc<Mutex<State>>, Option<&'static str>);

#[async_trait]
impl Courier for Fake {
    fn mail_from(&self) -> Option<&str> {
        self.1
    }

    async fn carry(&self, letter: &Letter) -> Result<(), Undelivered> {
        let mut state = self.0.lock().unwrap();
        state.letters.push(letter.clone());
        state.answers.pop_front().unwrap_or(Ok(()))
    }
}

/// A DingTalk robot that is told of everything.
pub(crate) fn robot_of(site: ScopeId) -> SaveRobot {
    SaveRobot {
        seen: None,
        site,
        robot: None,
        kind: Some(RobotKind::DingTalk),
        name: "客服群".to_owned(),
        address: personal("https://oapi.dingtalk.com/robot/send?access_token=5e7"),
        secret: personal("SECf00d"),
        language: Some(Lang::ZhHans),
        topics: Topic::ALL.to_vec(),
    }
}
