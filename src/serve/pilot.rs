//! Two ways of studying, compared on the learner.

use serde_json::Value;

use super::Server;
use super::params::Pilot;
use super::rpc::Fault;
use super::scene::value;

impl Server {
    pub(super) fn propose_pilot(&mut self, wish: &Pilot) -> Result<Value, Fault> {
        self.app.refresh()?;
        value(&self.app.propose_pilot(wish.comparison, wish.weeks)?)
    }

    pub(super) fn start_pilot(&mut self, wish: &Pilot) -> Result<Value, Fault> {
        self.app.refresh()?;
        let proposal = self.app.propose_pilot(wish.comparison, wish.weeks)?;
        self.app.start_pilot(&proposal)?;
        self.pilot()
    }

    /// Where the last one stands; null if there never was one.
    pub(super) fn pilot(&mut self) -> Result<Value, Fault> {
        self.app.refresh()?;
        value(&self.app.pilot()?)
    }

    pub(super) fn stop_pilot(&mut self) -> Result<Value, Fault> {
        self.app.stop_pilot()?;
        self.pilot()
    }

    pub(super) fn undo_pilot(&mut self) -> Result<Value, Fault> {
        self.app.undo_pilot()?;
        self.pilot()
    }
}
