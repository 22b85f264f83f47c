//! Ending long work early with what there is.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The first interrupt ends the work with what it has; a second one ends the program.
#[cfg(unix)]
pub fn stop_on_interrupt(stopped: &Arc<AtomicBool>) -> std::io::Result<()> {
    use signal_hook::consts::SIGINT;
    signal_hook::flag::register_conditional_default(SIGINT, stopped.clone())?;
    signal_hook::flag::register(SIGINT, stopped.clone())?;
    Ok(())
}

#[cfg(not(unix))]
pub fn stop_on_interrupt(_: &Arc<AtomicBool>) -> std::io::Result<()> {
    Ok(())
}
