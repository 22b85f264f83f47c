//! What deciding costs, without a terminal and without a disk: `cargo bench --bench domain`.

mod coach;
mod deck;
mod grade;
mod history;
mod library;
mod memory;
mod session;

use gradus::core::Now;

fn main() {
    divan::main();
}

fn now() -> Now {
    Now::parse("2026-11-22T09:00:00+01:00").expect("a time")
}
