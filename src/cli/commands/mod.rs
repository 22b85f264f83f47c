//! One file a command. Each says how the process should exit.

mod ask;
mod backup;
mod completions;
mod config_check;
mod deck_calibrate;
mod deck_check;
mod deck_list;
mod deck_named;
mod doctor;
mod due;
mod export;
mod helps;
mod interrupt;
mod memory;
mod model;
mod open;
mod paths;
mod pilot;
mod plan;
mod progress;
mod responses;
mod serve;
mod simulate;
mod week;
mod why;

pub(super) use ask::ask;
pub(super) use backup::backup;
pub(super) use completions::completions;
pub(super) use config_check::config_check;
pub(super) use deck_calibrate::deck_calibrate;
pub(super) use deck_check::deck_check;
pub(super) use deck_list::deck_list;
pub(super) use doctor::{doctor, restore};
pub(super) use due::due;
pub(super) use export::export_responses;
pub(super) use helps::helps;
pub(super) use memory::memory;
pub(super) use model::{model_evaluate, model_fit};
pub(super) use open::{baseline, open, study};
pub(super) use paths::paths;
pub(super) use pilot::{
    pilot_imagined, pilot_proposed, pilot_start, pilot_status, pilot_stop, pilot_undo,
};
pub(super) use plan::{What, plan};
pub(super) use progress::progress;
pub(super) use serve::serve;
pub(super) use simulate::simulate;
pub(super) use week::week;
pub(super) use why::why;
