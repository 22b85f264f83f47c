//! What every command may ask: where things live, what is set, how output looks.

use std::cell::OnceCell;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use terminal_size::{Width, terminal_size_of};

use super::arguments::Everywhere;
use super::say;
use crate::app::{self, App, Clock};
use crate::config::{NoHome, Paths, Settings, Theme};
use crate::core::DeckId;
use crate::learner::Params;
use crate::tui::{self, ThemeChoice};

pub(super) struct Context {
    home: Option<PathBuf>,
    no_color: bool,
    theme: Option<Theme>,
    settings: OnceCell<Settings>,
}

impl Context {
    pub fn new(everywhere: Everywhere) -> Self {
        let home = everywhere.home;
        Self {
            home: home.or_else(|| set("GRADUS_HOME").map(PathBuf::from)),
            no_color: everywhere.no_color || set("NO_COLOR").is_some(),
            theme: everywhere.theme,
            settings: OnceCell::new(),
        }
    }

    /// # Errors
    /// When the platform names no home folder and the learner none either.
    pub fn paths(&self) -> Result<Paths, NoHome> {
        match &self.home {
            Some(home) => Ok(Paths::below(home)),
            None => Paths::of_platform(),
        }
    }

    /// The settings; what is wrong with them goes to standard error, once.
    ///
    /// # Errors
    /// As with `paths`, as all that follows.
    pub fn settings(&self) -> Result<&Settings, NoHome> {
        let paths = self.paths()?;
        Ok(self.settings.get_or_init(|| {
            let (settings, warnings) = Settings::read(&paths);
            for warning in warnings {
                say(format_args!("warning: {warning}"));
            }
            settings
        }))
    }

    /// Where the learner's decks may be: their own folder first.
    pub fn deck_folders(&self) -> Result<Vec<PathBuf>, NoHome> {
        let mut folders = vec![self.paths()?.decks()];
        folders.extend_from_slice(&self.settings()?.deck_folders);
        Ok(folders)
    }

    /// The app, with the deck of that id open, or else the one studied last.
    pub fn app(&self, deck: Option<&str>) -> anyhow::Result<App> {
        let mut app = self.app_with(Clock::System, None)?;
        if let Some(deck) = deck {
            app.open_deck(&DeckId::new(deck))?;
        }
        Ok(app)
    }

    pub fn app_with(&self, clock: Clock, seed: Option<u64>) -> anyhow::Result<App> {
        let paths = self.paths()?;
        let app = App::open(app::Options {
            data: paths.data().to_owned(),
            deck_folder: paths.decks(),
            more_decks: self.settings()?.deck_folders.clone(),
            settings: paths.settings(),
            retention: self.settings()?.retention,
            rules: self.settings()?.rules.clone(),
            clock,
            seed,
        })?;
        Ok(app)
    }

    /// The parameters of the learner model, with what the learner has set.
    pub fn params(&self) -> Result<Params, NoHome> {
        Ok(app::params_for(self.settings()?.retention))
    }

    /// How the app is to look.
    pub fn look(&self) -> Result<tui::Options, NoHome> {
        let theme = match self.theme {
            Some(theme) => theme,
            None => self.settings()?.theme,
        };
        Ok(tui::Options {
            theme: match theme {
                Theme::Auto => ThemeChoice::Auto,
                Theme::Dark => ThemeChoice::Dark,
                Theme::Light => ThemeChoice::Light,
            },
            no_color: self.no_color,
        })
    }

    /// Whether what goes to standard output may have colors.
    pub fn color(&self) -> bool {
        !self.no_color && !self.is_dumb() && io::stdout().is_terminal()
    }

    /// Whether the terminal says that it can only print.
    pub fn is_dumb(&self) -> bool {
        env::var_os("TERM").is_some_and(|term| term == "dumb")
    }

    /// How wide standard output is; what is not a terminal gets a width that suits files.
    pub fn columns(&self) -> usize {
        const IN_FILES: usize = 100;
        terminal_size_of(io::stdout()).map_or(IN_FILES, |(Width(columns), _)| columns.into())
    }
}

/// An environment variable, unless it is empty: that counts as not set.
fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
