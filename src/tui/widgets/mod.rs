//! Parts that several screens are made of.

pub mod chance;
pub mod doc;
pub mod field;
pub mod fields;
pub mod select;
pub mod shares;
pub mod standing;
