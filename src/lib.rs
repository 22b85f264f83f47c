//! Gradus, a personal study coach in the terminal.
//!
//! `docs/ARCHITECTURE.md` maps the modules and says who may import whom.

pub mod app;
pub mod cli;
pub mod coach;
pub mod config;
pub mod core;
pub mod deck;
pub mod evaluation;
pub mod event;
pub mod exercise;
pub mod learner;
pub mod pilot;
pub mod rule;
pub mod serve;
pub mod session;
pub mod simulate;
pub mod store;
pub mod tui;
pub mod view;
