//! The tests of the whole: one binary, so that it is linked once.

mod architecture;
mod baseline;
mod calibrate;
mod cli;
mod deck_code;
mod export;
mod harness;
mod model;
mod pilot;
#[cfg(unix)]
mod prerequisites;
mod pty;
mod rules;
mod serve_client;
mod serve_crash;
mod serve_days;
mod serve_decks;
mod serve_faults;
mod serve_flow;
mod serve_student;
mod serve_transcript;
mod serve_undo;
mod simulate;

#[path = "../../benches/baseline/chance.rs"]
mod chance;
#[path = "../../benches/baseline/check.rs"]
mod check;
#[path = "../../benches/baseline/graphs.rs"]
mod graphs;
#[path = "../../benches/baseline/learners.rs"]
mod learners;
