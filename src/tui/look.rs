//! What every view needs to draw: the theme and the code highlighted so far.

use super::rich::code::Highlights;
use super::theme::Theme;

#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    pub theme: &'a Theme,
    pub code: &'a Highlights,
}
