//! The colors: one palette for dark backgrounds, one for light ones.

use ratatui::style::Color;

/// How many colors the terminal has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    Sixteen,
    Indexed,
    True,
}

/// A color in truecolor and as the nearest of the 256.
#[derive(Clone, Copy)]
pub struct Ink(u32, u8);

impl Ink {
    pub fn color(self, depth: Depth) -> Color {
        match depth {
            Depth::True => Color::from_u32(self.0),
            Depth::Indexed | Depth::Sixteen => Color::Indexed(self.1),
        }
    }
}

pub struct Palette {
    pub text: Ink,
    pub dim: Ink,
    pub rule: Ink,
    pub accent: Ink,
    pub green: Ink,
    pub amber: Ink,
    pub blue: Ink,
    pub rose: Ink,
    pub violet: Ink,
    pub sand: Ink,
}

pub const DARK: Palette = Palette {
    text: Ink(0x00D8_DEE0, 253),
    dim: Ink(0x008D_959C, 246),
    rule: Ink(0x004B_5358, 240),
    accent: Ink(0x007C_C5BD, 115),
    green: Ink(0x009C_C58A, 150),
    amber: Ink(0x00D9_B36C, 179),
    blue: Ink(0x0086_AEE0, 110),
    rose: Ink(0x00D8_8F86, 174),
    violet: Ink(0x00B9_A3D8, 146),
    sand: Ink(0x00D8_C8A8, 187),
};

pub const LIGHT: Palette = Palette {
    text: Ink(0x0024_292C, 235),
    dim: Ink(0x0068_7076, 242),
    rule: Ink(0x00C0_C6CA, 251),
    accent: Ink(0x000F_766E, 30),
    green: Ink(0x0041_7327, 64),
    amber: Ink(0x0092_6100, 94),
    blue: Ink(0x002B_67A8, 25),
    rose: Ink(0x00A8_433A, 131),
    violet: Ink(0x006C_4C9C, 60),
    sand: Ink(0x0075_5A20, 58),
};
